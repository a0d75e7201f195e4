"""What a question leans on from the turns before it, told from its words alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.thread.frame import asking
from rag.thread.gender import ANY, PRONOUNS, Form
from rag.thread.mentions import FUNCTION, Mention, has_name, mention_at
from rag.thread.own import holds, owner_in
from rag.thread.pronouns import role_of
from rag.thread.reading import Reading
from rag.thread.words import Token, listed

_QUEL = listed("wh", "quel")
_WH = listed("wh", "all")
_VERBS = listed("verb", "auxiliary") | listed("verb", "other") | listed("verb", "be")
_PREPOSITIONS = listed("preposition", "all") | {"de", "d'", "du", "jusqu'", "jusqu'a"}
_POSSESSIVES = listed("possessive", "singular") | listed("possessive", "plural") | {"leur"}
_DEMONSTRATIVES = listed("demonstrative", "all")
_ORDINALS = listed("ordinal", "masculine") | listed("ordinal", "feminine")
_ARTICLES = listed("function", "articles")
_NEUTER = listed("function", "neuter")
_HAPPENS = listed("function", "happens")
_FILLERS = listed("function", "fillers")
_SUBJECT_ROLES = frozenset({"subject", "inverted", "pointing", "last"})
_INSIDE = listed("link", "inside")
_TIME = listed("time", "nouns") | listed("time", "months")


class Kind(StrEnum):
    """How a question leans."""

    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    DEMONSTRATIVE = "demonstrative"
    ASKED = "asked"
    PHRASE = "phrase"
    ORDINAL = "ordinal"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Lean:
    """A leaning: its kind, the token that leans, and what may fill it.

    For a phrase, `preposition` is the folded one before it and `mention` the phrase; for an asked
    word, `start` and `end` are the interrogative alone, in code points, half-open.
    """

    kind: Kind
    at: int
    form: Form = ANY
    role: str = ""
    preposition: str = ""
    mention: Mention | None = None
    start: int = 0
    end: int = 0


def lean(reading: Reading) -> Lean | None:
    """Return how a question leans on the past; None when it stands by itself."""
    if not reading.parts:
        return None
    ways = (_ordinal, _asked, _phrase, _pronoun, _possessive, _demonstrative, _topic)
    return next((found for way in ways if (found := way(reading)) is not None), None)


def _asked(reading: Reading) -> Lean | None:
    parts = [part for part in reading.parts if part.word or part.key.endswith("'")]
    neuter = any(part.key in _NEUTER or part.clitic == "ce" for part in parts)
    if neuter:
        parts = [p for p in parts if p.key not in _HAPPENS and p.clitic not in {"ce", "il"}]
    word = asking(parts, 0)
    if word >= len(parts) or not _alone(parts, word) or reading.named:
        return None
    if neuter and parts[word].key in {"qui", "quoi", "que"}:
        return Lean(Kind.TOPIC, 0, role="identity")
    return Lean(Kind.ASKED, 0, start=parts[0].start, end=parts[-1].end)


def _alone(parts: Sequence[Token], word: int) -> bool:
    """Say whether an interrogative has nothing after it but what it counts or chooses from."""
    key, tail = parts[word].key, parts[word + 1 :]
    if key not in _WH or (key in {"que", "qu'"} and tail):
        return False
    if any(part.clitic or part.key in _VERBS or part.key in PRONOUNS for part in tail):
        return False
    said = [part for part in tail if part.key not in FUNCTION and part.key not in _FILLERS]
    return len(said) <= (2 if key in _QUEL or key == "combien" else 0)


def _phrase(reading: Reading) -> Lean | None:
    parts = reading.parts
    first = parts[0].key
    said = any(part.key in _WH - {"ou"} or part.clitic for part in parts)
    if said or len(parts) > 10 or parts[0].text.casefold() == "a":
        return None
    preposition = first if first in _PREPOSITIONS else ""
    fused = first in {"au", "aux", "du", "des"}
    begins = 1 if preposition and not fused else 0
    open_way = reading.linked or (
        not reading.named and len(parts) <= 5 and (preposition or first in _POSSESSIVES)
    )
    if not open_way or begins >= len(parts):
        return None
    mention = mention_at(reading.text, parts, begins)
    if mention is not None and mention.last == len(parts) and not mention.asked:
        return Lean(Kind.PHRASE, 0, preposition=preposition, mention=mention)
    dated = all(p.text[0].isdigit() or p.key in _TIME or p.key == "le" for p in parts[begins:])
    if dated and any(part.text[0].isdigit() for part in parts):
        return Lean(Kind.PHRASE, 0, preposition=preposition or "le", role="time")
    counted = preposition in {"de", "d'"} and reading.linked and len(parts) <= 4
    return Lean(Kind.PHRASE, 0, preposition="de", role="of") if counted else None


def _ordinal(reading: Reading) -> Lean | None:
    if reading.named:
        return None
    parts = reading.parts
    for at in range(1, len(parts)):
        if parts[at].key not in _ORDINALS or parts[at - 1].key not in _ARTICLES:
            continue
        after = next((part for part in parts[at + 1 :] if part.key not in _INSIDE), None)
        if after is None or not after.word or after.clitic:
            return Lean(Kind.ORDINAL, at)
        if after.key in _VERBS or after.key in _WH or after.key in _NEUTER:
            return Lean(Kind.ORDINAL, at)
    return None


def _pronoun(reading: Reading) -> Lean | None:
    leaning = [
        found
        for found in _pronouns(reading)
        if not holds(reading, found.at, found.form, found.role)
    ]
    # With its subject named, a question reads well even if another pronoun stays.
    return min(leaning, key=lambda found: found.role not in _SUBJECT_ROLES, default=None)


def _pronouns(reading: Reading) -> Iterator[Lean]:
    for at, part in enumerate(reading.parts):
        role, key = role_of(reading.parts, at)
        if role:
            yield Lean(Kind.PRONOUN, at, form=PRONOUNS.get(key, ANY), role=role)
        elif part.key in {"dernier", "derniere", "derniers", "dernieres"} and at:
            before = reading.parts[at - 1].key
            after = reading.parts[at + 1] if at + 1 < len(reading.parts) else None
            alone = after is None or not after.word or after.clitic or after.key in _VERBS
            if before in _DEMONSTRATIVES and alone:
                number = "p" if part.key.endswith("s") else "s"
                gender = "f" if "ere" in part.key else "m"
                yield Lean(Kind.PRONOUN, at, form=Form(gender, number), role="last")


def _possessive(reading: Reading) -> Lean | None:
    parts = reading.parts
    for at, part in enumerate(parts[:-1]):
        if part.key not in _POSSESSIVES or part.clitic:
            continue
        mention = mention_at(reading.text, parts, at)
        if mention is None or mention.time or mention.name:
            continue
        number = "p" if part.key.startswith("leur") else "s"
        wanted = Form(reading.apart.gender, number)
        if owner_in(reading, mention, wanted):
            return None
        return Lean(Kind.POSSESSIVE, at, form=wanted, mention=mention)
    return None


def _demonstrative(reading: Reading) -> Lean | None:
    for at, part in enumerate(reading.parts):
        one = mention_at(reading.text, reading.parts, at) if part.key in _DEMONSTRATIVES else None
        if one is None or one.time or one.name or not one.bare:
            continue
        apart = tuple(other for other in reading.found if not other.first <= at < other.last)
        weak = has_name(apart, reading.text) or reading.content > 4
        role = "weak" if weak else ""
        return Lean(Kind.DEMONSTRATIVE, at, form=one.form, mention=one, role=role)
    return None


def _topic(reading: Reading) -> Lean | None:
    if reading.named or reading.content > 4:
        return None
    parts = reading.parts
    inside = any(part.key in _INSIDE for part in parts)
    neuter = any(
        part.key in {"cela", "ca"}
        and not (at + 1 < len(parts) and parts[at + 1].key in {"va", "veut"})
        for at, part in enumerate(parts)
    )
    # One that asks about somebody by his function stands: the topic would only draw to others.
    stands = _asks(parts) and any(_of_function(one, parts) for one in reading.found)
    return Lean(Kind.TOPIC, 0) if inside or neuter or (reading.linked and not stands) else None


def _of_function(one: Mention, parts: Sequence[Token]) -> bool:
    """Say whether a phrase is « la maire », « le procureur »: nobody's, after no preposition."""
    before = parts[one.first - 1] if one.first else None
    # « a » without its accent is a verb.
    led = before is not None and before.key in _PREPOSITIONS and before.text.casefold() != "a"
    return one.human and parts[one.first].key in _ARTICLES and one.form.number == "s" and not led


def _asks(parts: Sequence[Token]) -> bool:
    return any(part.key in _WH - {"ou"} for part in parts)
