"""Whether a question wants several things, by its words alone."""

from rag.text import patterns
from rag.text.fold import fold

_SAID = patterns.read("rag.lists", "patterns.toml")["asks"]
_YES = patterns.compiled(_SAID["yes"], {})
_NO = patterns.compiled(_SAID["no"], {})


def asks_list(question: str) -> bool:
    """Say whether a question asks for several things (« Quels services… », « Citez les… »).

    Words to be quoted (« quels mots… ») are one thing.
    """
    folded = " ".join(fold(question).split())
    return bool(_YES.search(_NO.sub(" ", folded)))
