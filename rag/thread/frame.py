"""An earlier question taken apart: what it asked with, and the sentence around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.thread.mentions import Mention, mention_at, mentions
from rag.thread.words import Token, listed, tokens

_WH = listed("wh", "all")
_QUEL = listed("wh", "quel")
_ADVERBS = listed("wh", "adverb")
_PREPOSITIONS = listed("preposition", "all") | {"de", "d'", "du", "jusqu'", "jusqu'a"}
_COMPOUND = listed("preposition", "compound")
_SUBJECTS = listed("clitic", "subject") | {"on", "ce"}
_BE = listed("verb", "be")


class Shape(StrEnum):
    """How a question is built; it says what may be put in place of its interrogative."""

    ADVERB = "adverb"
    SUBJECT = "subject"
    OBJECT = "object"
    ATTRIBUTE = "attribute"
    CLOSED = "closed"
    PLAIN = "plain"
    IN_PLACE = "in_place"


@dataclass(frozen=True, slots=True)
class Frame:
    """A question's `shape`; `lead`, a circumstance before it; `body`, what its word asks about.

    `which` is the phrase of « quel peintre » or « combien de colonnes ».
    """

    shape: Shape
    text: str
    lead: str
    body: str
    which: Mention | None
    word: str


def framed(text: str) -> Frame:
    """Return an earlier question, without its mark, taken apart."""
    parts = tokens(text)
    start = _past_lead(parts)
    lead = text[: parts[start].start] if start else ""
    word = asking(parts, start)
    inverted = any(part.clitic in _SUBJECTS for part in parts[start:])
    if word < len(parts) and parts[word].key in _WH:
        return _open(text, parts, (start, word), lead)
    if any(part.key in _WH - {"que", "qu'", "qui", "ou", "quand"} for part in parts[start:]):
        return Frame(Shape.IN_PLACE, text, lead, text[len(lead) :], None, "")
    shape = Shape.CLOSED if inverted else Shape.PLAIN
    return Frame(shape, text, lead, text[len(lead) :], None, "")


def asking(parts: Sequence[Token], start: int) -> int:
    """Return where the interrogative stands after its preposition; `start` when none does."""
    at = start
    while at < len(parts) and at < start + 3 and parts[at].key in _PREPOSITIONS | _COMPOUND:
        at += 1
    found = at < len(parts) and parts[at].key in _WH - {"que", "qu'"}
    return at if found else start


def _past_lead(parts: tuple[Token, ...]) -> int:
    """Return where the question begins after « Dans l’accord, » or « Le musée : »."""
    marks = [at for at, part in enumerate(parts) if part.text in {",", ":"}]
    if not marks or marks[0] + 1 >= len(parts):
        return 0
    led = parts[0].key in _PREPOSITIONS - {"des"} or parts[marks[0]].text == ":"
    asks = any(part.key in _WH for part in parts[: marks[0]])
    return marks[0] + 1 if led and not asks else 0


def _open(text: str, parts: tuple[Token, ...], where: tuple[int, int], lead: str) -> Frame:
    start, word = where
    key = parts[word].key
    which = _which(text, parts, word)
    after = which.last if which else word + 1
    if key == "depuis" or (key == "combien" and after == word + 1 and _timed(parts, word)):
        after = word + 3
    body = text[parts[after].start :] if after < len(parts) else ""
    inverted = any(part.clitic in _SUBJECTS for part in parts[after:])
    asked = parts[after].key if after < len(parts) else ""
    if not body:
        shape = Shape.IN_PLACE
    elif key in _ADVERBS or word > start or (key == "combien" and which is None):
        shape = Shape.ADVERB
    elif key in {"que", "qu'"} or inverted or _nominal(parts, after):
        shape = Shape.OBJECT
    elif key in _QUEL and which is None and asked in _BE:
        shape = Shape.ATTRIBUTE
    elif key == "qui" or which is not None:
        shape = Shape.SUBJECT
    else:
        shape = Shape.OBJECT
    return Frame(shape, text, lead, body, which, key)


def _which(text: str, parts: tuple[Token, ...], word: int) -> Mention | None:
    if parts[word].key in _QUEL:
        return mention_at(text, parts, word)
    if parts[word].key == "combien" and word + 1 < len(parts):
        return mention_at(text, parts, word + 1) if parts[word + 1].key in {"de", "d'"} else None
    return None


def _timed(parts: tuple[Token, ...], word: int) -> bool:
    return [part.key for part in parts[word + 1 : word + 3]] == ["de", "temps"]


def _nominal(parts: tuple[Token, ...], at: int) -> bool:
    """Say whether a noun phrase, not a verb, comes here: the interrogative is an object then."""
    key = parts[at].key if at < len(parts) else ""
    return key in {"le", "la", "les", "l'", "un", "une", "des", "on", "est-ce"} or (
        at < len(parts) and parts[at].capital
    )


def topics(text: str) -> tuple[Mention, ...]:
    """Return what an earlier question is about, its names first, « quel » phrases left out."""
    found = [one for one in mentions(text) if not one.asked and not one.time]
    return tuple(sorted(found, key=lambda one: not _named_inside(one)))


def _named_inside(one: Mention) -> bool:
    return one.name or any(part.capital and part.word for part in tokens(one.named)[1:])
