"""Reading: the stretches of the retrieved passages that answer a question."""

from rag.read.reader import Reader
from rag.read.sentence import SentenceReader

__all__ = ["Reader", "SentenceReader"]
