"""A question without its connectives nor its mark: its words and what it speaks of."""

import re
from dataclasses import dataclass

from rag.text.fold import spoken
from rag.thread.gender import ANY, PRONOUNS, Form
from rag.thread.mentions import FUNCTION, Mention, has_name, mentions
from rag.thread.words import MARKS, Token, listed, patterned, tokens

_OPENING = re.compile(rf"(?i)\s*(?:(?:{patterned('link', 'opening')})\b(?![-'’])\s*,?\s*)+")
_CLOSING = re.compile(rf"(?i)[\s,]+(?:{patterned('link', 'closing')})$")
_STRESSED = re.compile(r"(?i)(lui|elles?|eux)\s*,\s*(?=\w)")
_WH = listed("wh", "all")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question without its connectives nor its mark, its words and what it speaks of.

    `linked` says that it opened with « et », « mais »…; `apart` is the form of the pronoun set
    before it (« Et elle, quel est son âge ? »).
    """

    text: str
    parts: tuple[Token, ...]
    found: tuple[Mention, ...]
    linked: bool
    apart: Form = ANY

    @property
    def named(self) -> bool:
        """Say whether it holds a proper name."""
        return has_name(self.found, self.text)

    @property
    def content(self) -> int:
        """Count the words that say something by themselves."""
        return sum(
            part.word and part.key not in FUNCTION and part.key not in _WH and len(part.key) > 2
            for part in self.parts
        )


def read(question: str) -> Reading:
    """Return a question ready to be told apart."""
    text = spoken(question).strip(MARKS)
    opening = _OPENING.match(text)
    linked = opening is not None and opening.end() < len(text)
    if opening is not None and linked:
        text = text[opening.end() :]
    stressed, apart = _STRESSED.match(text), ANY
    if stressed:
        text, linked = text[stressed.end() :], True
        apart = PRONOUNS.get(stressed.group(1).casefold(), ANY)
    closing = _CLOSING.search(text)
    if closing and closing.start() > 0:
        text, linked = text[: closing.start()].rstrip(MARKS), True
    return Reading(text, tokens(text), mentions(text), linked, apart)
