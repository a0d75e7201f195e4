"""Reading: the stretches of the retrieved passages that answer a question."""

from rag.read.find import SpanFinder
from rag.read.reader import Reader
from rag.read.sentence import SentenceReader
from rag.read.span_reader import SpanReader

__all__ = ["Reader", "SentenceReader", "SpanFinder", "SpanReader"]
