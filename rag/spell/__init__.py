"""What a misspelt or texted question meant, in the words of the sources."""

from rag.spell.mend import mended, reads_french
from rag.spell.vocabulary import Vocabulary

__all__ = ["Vocabulary", "mended", "reads_french"]
