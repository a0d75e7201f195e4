"""What kind of answer a question expects, by its interrogative words."""

from enum import StrEnum

from rag.text import patterns
from rag.text.fold import fold


class Expected(StrEnum):
    """The kinds of answer whose shortest stretch has a shape of its own."""

    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


_SIGNS = {
    Expected(kind): patterns.compiled(listed, {})
    for kind, listed in patterns.read("rag.read", "patterns.toml")["expected"].items()
}


def expected(question: str) -> Expected:
    """Return the kind of answer that a question expects; OTHER when its words do not tell."""
    folded = " ".join(fold(question).split())
    return next((kind for kind, sign in _SIGNS.items() if sign.search(folded)), Expected.OTHER)
