"""Whether a question is about the present, which a source knows only up to its own date."""

from rag.moments.data import SAID
from rag.text import patterns
from rag.text.fold import fold

_YES = patterns.compiled(SAID["present"]["yes"], {})
_NO = patterns.compiled(SAID["present"]["no"], {})


def asks_present(question: str) -> bool:
    """Say whether a question asks what is so now (« aujourd’hui », « est-il encore… »).

    « toujours » that means always, « encore » that means again, and the present of another time
    (« était-il encore ») do not.
    """
    folded = " ".join(fold(question).split())
    return bool(_YES.search(_NO.sub(" ", folded)))
