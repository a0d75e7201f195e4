"""An earlier question with another phrase in the place of its like: « Et Luc ? »."""

import re
from collections.abc import Iterator, Sequence

from rag.thread import texts
from rag.thread.antecedent import Named
from rag.thread.fill import owned
from rag.thread.frame import framed, topics
from rag.thread.gender import Form
from rag.thread.joint import lowered, of, placed, raised
from rag.thread.lean import Lean
from rag.thread.mentions import Mention, inner, mentions
from rag.thread.reading import Reading
from rag.thread.words import Token, listed, tokens

_AGAINST = listed("preposition", "against")
_PLACE = listed("preposition", "place")
_ORDINALS = listed("ordinal", "all") | {"autre"}
_POSSESSIVES = listed("possessive", "singular") | listed("possessive", "plural") | {"leur"}
_OF_THINGS = listed("attribute", "thing")
_DEFENDERS = listed("human", "defenders")
_OF = listed("preposition", "complement")
_COMPLEMENT = re.compile(r"\b(?:de |du |des |d['’])")
_YEAR = re.compile(
    r"(?i)\b(?:en|fin|début) (?:(?:\w{3,9} )?\d{4})\b"
    r"|\ble (?:\w+ )?\d{1,2}(?:er)? \w+(?: \d{4})?"
)


def replaced(
    reading: Reading, leaning: Lean, earlier: str, thread: Sequence[Named]
) -> Iterator[str]:
    """Yield the earlier question with a new phrase in the place of its like: « Et Luc ? »."""
    if leaning.role == "time":
        yield _dated(reading, earlier)
        return
    new = leaning.mention
    if leaning.preposition in _OF:
        changed = _of_other(reading.text, earlier)
        if changed:
            yield changed
            return
    if new is not None and reading.parts[new.first].key in _POSSESSIVES:
        yield from _owned(reading, new, earlier, thread)
        return
    frame = framed(earlier)
    old = _like(leaning, new, earlier) if new is not None else None
    if new is not None and old is not None:
        yield _swapped(earlier, old, _kept(new, old, earlier))
        return
    if new is not None and new.human and not new.name and frame.word == "qui":
        about = [one.named for one in topics(frame.body)[:1] if not one.human]
        role = f"{new.named} {of(about[0])}" if about and new.bare_of_names else new.named
        yield texts.WHO_IS[new.form.number or "s"].format(phrase=role)
    else:
        yield texts.AND_ASKED.format(question=earlier, asked=lowered(reading.text))
    subject = next((one.named for one in topics(earlier)), "")
    if subject:
        yield texts.TOPIC.format(topic=raised(subject), question=lowered(reading.text))


def _of_other(text: str, earlier: str) -> str:
    """Change what comes after « de »: « de la Culture » for « de la Santé »; "" without one."""
    found = mentions(earlier)
    counted = next((one for one in found if one.asked and one.first == 1), None)
    if counted is not None:
        return earlier[: counted.start] + lowered(text) + earlier[counted.end :]
    for one in reversed(found):
        inside = list(_COMPLEMENT.finditer(earlier, one.head_end, one.end))
        if inside:
            return earlier[: inside[0].start()] + lowered(text) + earlier[one.end :]
    return ""


def _dated(reading: Reading, earlier: str) -> str:
    when = lowered(reading.text)
    if _YEAR.search(earlier):
        return _YEAR.sub(when, earlier, count=1)
    return f"{earlier} {when}"


def _like(leaning: Lean, new: Mention, earlier: str) -> Mention | None:
    """Return what a new phrase takes the place of: same preposition, or same sort, the last."""
    found = [one for one in mentions(earlier) if not one.asked]
    parts = tokens(earlier)
    group = _group(leaning.preposition)
    if group:
        led = [one for one in found if _preposition(parts, one) in group and one.human == new.human]
        if led:
            return led[-1]
        if leaning.preposition != "pour":
            return None
    if new.time:
        return next((one for one in found if one.time), None)
    things = [one for one in found if not one.time]
    same = [one for one in things if one.human == new.human]
    if new.name:
        named = [one for one in same if one.name]
        same = named or [one for one in same if one.human or not one.bare_of_names]
        return same[-1] if same else None
    lone = len(things) == 1 and not leaning.preposition
    if not same and lone and framed(earlier).word != "qui":
        same = things
    return same[-1] if same else None


def _group(preposition: str) -> frozenset[str]:
    if not preposition:
        return frozenset()
    for group in (_AGAINST, _PLACE):
        if preposition in group:
            return group
    return frozenset({preposition})


def _preposition(parts: tuple[Token, ...], one: Mention) -> str:
    if one.fused:
        return "a" if one.fused == "à" else one.fused
    return parts[one.first - 1].key if one.first else ""


def _kept(new: Mention, old: Mention, earlier: str) -> str:
    """Return the new phrase with the old one's complement, when it brings none of its own."""
    if new.name or old.name or not new.bare or old.bare:
        return new.named
    return new.named + earlier[old.head_end : old.end]


def _swapped(earlier: str, old: Mention, named: str) -> str:
    before = earlier[: old.start] + (f"{old.fused} " if old.fused else "")
    return placed(before, named, earlier[old.end :])


def _owned(reading: Reading, new: Mention, earlier: str, thread: Sequence[Named]) -> Iterator[str]:
    plural = reading.parts[new.first].key.startswith("leur")
    owners = [one for one in thread if one.form.agrees(Form("", "p" if plural else "s"))]
    if not new.human:
        owners.sort(key=lambda one: one.head in _OF_THINGS)
    if new.human:
        owners = [one for one in owners if one.human] or owners
    inside = [one for one in mentions(earlier) if not one.asked and not one.time]
    for kin in (one for one in inside if new.human and one.human):
        # « la mère de Lucas », then « son père »: Lucas's.
        yield from (
            _swapped(earlier, kin, owned(new, one.named)) for one in inner(kin) if one.human
        )
    for owner in owners[:2]:
        phrase_of = owned(new, owner.text)
        old = next((one for one in inside if one.named == owner.text), None)
        if old is not None and new.human and old.human and new.head not in _DEFENDERS:
            yield _swapped(earlier, old, phrase_of)
        elif new.human:
            yield texts.WHO_IS[new.form.number or "s"].format(phrase=phrase_of)
        else:
            which = texts.WHICH_IS[new.form.gender or "m", new.form.number or "s"]
            yield f"{which} {phrase_of}"


def ordinal(reading: Reading, at: int, earlier: str) -> Iterator[str]:
    """Yield the earlier question with its ordinal changed, or the ordinal given its noun."""
    new = reading.parts[at]
    before = reading.parts[at - 1]
    parts = tokens(earlier)
    old = next((part for part in parts if part.key in _ORDINALS), None)
    if old is not None:
        yield earlier[: old.start] + new.text + earlier[old.end :]
        return
    things = [one for one in mentions(earlier) if one.form.number == "p"]
    if things:
        listed_as = things[0].named if not things[0].asked else f"les {things[0].named}"
        named = reading.text[before.start : new.end]
        tail = reading.text[new.end :]
        yield placed(reading.text[: before.start] + f"{named} de ", listed_as, tail)
    about = next((one.named for one in topics(earlier)), "")
    if about:
        yield texts.TOPIC.format(topic=raised(about), question=lowered(reading.text))
