"""A noun phrase or a name of a text, and its form."""

from dataclasses import dataclass

from rag.thread.gender import Form
from rag.thread.words import listed, tokens

_TIME = listed("time", "nouns") | listed("time", "months")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or a name: tokens [first, last) of its text, as written there.

    `named` is the phrase ready to stand elsewhere, its determiner apart from a preposition
    (« du balcon » gives « le balcon »); `head` its noun, folded; `bare` says that a head stands
    without complement nor name; `asked` that « quel » or « combien de » comes before.
    """

    first: int
    last: int
    start: int
    end: int
    named: str
    head: str
    form: Form
    name: bool
    human: bool
    asked: bool = False
    indefinite: bool = False
    head_end: int = 0
    fused: str = ""
    determined: bool = True

    @property
    def bare(self) -> bool:
        """Say whether nothing follows the head noun."""
        return self.head_end == self.end

    @property
    def bare_of_names(self) -> bool:
        """Say whether no name stands inside."""
        return not named_inside(self.named)

    @property
    def time(self) -> bool:
        """Say whether it names a moment, which no pronoun stands for."""
        return self.head in _TIME


def named_inside(phrase: str) -> bool:
    """Say whether a phrase holds a name, its first word left out."""
    return any(part.capital and part.word for part in tokens(phrase)[1:])
