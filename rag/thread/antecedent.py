"""What earlier turns offer to stand for a pronoun or an owner, most recent first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.text.fold import fold
from rag.thread import texts
from rag.thread.gender import Form
from rag.thread.joint import with_article
from rag.thread.mentions import Mention, inner, mentions
from rag.thread.turn import Turn
from rag.thread.words import MARKS, Token, listed, tokens

_QUEL = listed("wh", "quel")
_ENTITY = re.compile(
    r"(?i)^(?:[^,]+, ?)?(?:(?:à|avec|chez|contre|de|par|pour|selon|sur|dans|en|sous) )?"
    r"(?:qui|quel(?:le)?s?|comment s['’]appel\w+|lequel|laquelle)\b"
)
_PLACED = re.compile(
    r"(?i)^(?:d['’]|jusqu['’])?où\b|\b(?:quel(?:le)? (?:ville|pays|endroit|lieu))\b"
)
_MEASURE = listed("attribute", "measure")
_BUILDINGS = listed("place", "buildings") | listed("place", "nouns")
_AUXILIARY = listed("verb", "auxiliary")
_BE = listed("verb", "be")


@dataclass(frozen=True, slots=True)
class Named:
    """Words of an earlier turn that may stand in the question: ready to be placed."""

    text: str
    form: Form
    human: bool
    name: bool
    head: str
    place: bool = False
    answer: bool = False
    vague: bool = False

    @property
    def proper(self) -> bool:
        """Say whether it is or holds a proper name."""
        return self.name or any(part.capital and part.word for part in tokens(self.text)[1:])


def asked_of(turn: Turn) -> str:
    """Return the question of a turn as understood, without its mark."""
    return (turn.understood or turn.question).strip(MARKS)


def offered(turns: Sequence[Turn]) -> tuple[Named, ...]:
    """Return all that the turns offer, the last turn first; in each, the likeliest first.

    What a turn answered to « qui » or « quel » comes before what it asked about, its names before
    its nouns, and the people that its cited sentences name come last.
    """
    found = [one for turn in reversed(turns) for one in _of_turn(turn)]
    kept: dict[str, Named] = {}
    for one in found:
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())


def fitting(
    thread: Sequence[Named], form: Form, *, human: bool | None = None, place: bool = False
) -> tuple[Named, ...]:
    """Return what agrees with a form, best first; `human` None when either will do."""
    agreeing = [one for one in thread if one.form.agrees(form)]
    if not form.gender:
        agreeing = [one for one in agreeing if not one.text.startswith(texts.THE_ONE["f"])]
    if place:
        return tuple(sorted((one for one in agreeing if not one.human), key=_placeness))
    agreeing = [one for one in agreeing if not (one.place and one.answer)]
    if human is None:
        return tuple(agreeing)
    if human:
        people = [one for one in agreeing if one.human]
        if form.gender:
            # One whose gender is told before one that any would fit.
            people.sort(key=lambda one: not one.form.gender)
        return tuple(people or [one for one in agreeing if one.name])
    return tuple(sorted(agreeing, key=lambda one: one.human))


def _placeness(one: Named) -> int:
    if one.head in _BUILDINGS:
        return 0
    return 1 if one.place else 2


def _of_turn(turn: Turn) -> Iterator[Named]:
    asked = asked_of(turn)
    found = mentions(asked)
    # « Qui est Jean Martin ? » goes on about him, not about what he was said to be.
    yield from (_named(one) for one in found if one.name and _asks_who_is(asked))
    answer = _answered(turn, asked, found)
    sure = answer is not None and (answer.name or not answer.vague)
    if answer is not None and sure:
        yield answer
    gender = answer.form.gender if answer is not None and sure else ""
    told = (one for one in _described(asked, found) if not gender or one.form.gender == gender)
    yield from told
    if answer is not None and not sure:
        yield answer
    spoken = [one for one in found if not one.asked and not one.time]
    for one in sorted(spoken, key=_holds_no_name):
        yield _named(one)
    for one in spoken:
        yield from (_named(part) for part in inner(one) if not (part.asked or part.time))
    for text in (turn.answer, *turn.quotes):
        for one in mentions(text):
            if one.name and one.human:
                yield _named(one)


def _holds_no_name(one: Mention) -> bool:
    return not (one.name or any(part.capital and part.word for part in tokens(one.named)[1:]))


def _named(one: Mention) -> Named:
    return Named(one.named, one.form, one.human, one.name, one.head)


def _answered(turn: Turn, asked: str, found: tuple[Mention, ...]) -> Named | None:
    """Return the thing or person that a turn's answer names, where its question asked for one."""
    placed = bool(_PLACED.search(asked))
    which = next((one for one in found if one.asked), None)
    if not (placed or _ENTITY.search(asked)) or (which and which.head in _MEASURE):
        return None
    given = turn.answer.strip(MARKS + "«»,;:")
    inside = mentions(given)
    if not given or given[0].isdigit() or (inside and inside[0].time):
        return None
    named = _given(given, inside, which) if inside else _bare(given, which)
    if named is None or (which and which.form.number == "p" and named.form.number != "p"):
        return None
    return replace(named, place=placed, answer=True)


def _bare(given: str, which: Mention | None) -> Named | None:
    """Return a short answer that begins as a name does, its form told by the question."""
    if not given[:1].isupper() or len(given.split()) > 5:
        return None
    form = Form(which.form.gender, "s") if which is not None else Form("", "s")
    human = which is not None and which.human
    return Named(given, form, human, name=True, head=fold(given))


def _given(given: str, inside: tuple[Mention, ...], which: Mention | None) -> Named:
    """Return what an answer names: its people, or all of a list, or its first phrase."""
    people = [one for one in inside if one.name and one.human]
    if which is not None and not which.human:
        people = []
    best = people[0] if people else inside[0]
    human = which.human if which is not None and best.name else best.human
    if len(people) > 1:
        all_of = given[people[0].start : people[-1].end]
        return Named(all_of, Form("", "p"), human, best.name, best.head)
    if not people and len(inside) > 1 and re.search(r" et |, ", given):
        return Named(given, Form("", "p"), human, best.name, best.head)
    form = best.form
    if people and not form.gender:
        form = Form(_gender_told(which, inside, best), form.number)
    elif which is not None and best.name and not best.fused and not form.gender:
        form = Form(which.form.gender, "s")
    return Named(best.named, form, human, best.name, best.head, vague=best.indefinite)


def _gender_told(which: Mention | None, inside: tuple[Mention, ...], person: Mention) -> str:
    """Return the gender that the asked noun or an apposition gives to a name."""
    beside = [one for one in inside if one is not person and one.human and not one.name]
    if beside:
        return beside[0].form.gender
    return which.form.gender if which is not None and which.human else ""


def _described(asked: str, found: tuple[Mention, ...]) -> Iterator[Named]:
    """Yield who or what a question asked for, as the question describes it.

    « Quel peintre a fait la toile » gives « le peintre qui a fait la toile ».
    """
    parts = tokens(asked)
    if parts and parts[0].key == "qui" and len(parts) > 2 and _is_clause(parts, 1):
        for gender, one in texts.THE_ONE.items():
            text = texts.WHO_DID.format(one=one, clause=asked[parts[1].start :])
            yield Named(text, Form(gender, "s"), human=True, name=False, head="")
    which = found[0] if found and found[0].first == 0 and found[0].asked else None
    if which is None or which.head in _MEASURE:
        return
    if which.last >= len(parts) or (not which.human and not _acts(parts, which.last)):
        return
    if _is_clause(parts, which.last) and parts[which.last].key not in _BE:
        one = with_article(which.form, which.named)
        text = texts.WHO_DID.format(one=one, clause=asked[parts[which.last].start :])
        yield Named(text, which.form, human=True, name=False, head=which.head)


def _asks_who_is(asked: str) -> bool:
    return [part.key for part in tokens(asked)[:2]] == ["qui", "est"]


def _acts(parts: tuple[Token, ...], at: int) -> bool:
    """Say whether a thing is surely the subject here: « Quelles associations ont porté… »."""
    follows = parts[at + 1] if at + 1 < len(parts) else None
    if parts[at].key not in _AUXILIARY or follows is None:
        return False
    return follows.text[:1].islower() and follows.key not in {"le", "la", "les", "l'", "un", "une"}


def _is_clause(parts: tuple[Token, ...], at: int) -> bool:
    """Say whether a clause goes on from here with its verb, its subject asked for."""
    if at >= len(parts) or not parts[at].word or any(part.clitic for part in parts):
        return False
    key = parts[at].key
    return key not in {"le", "la", "les", "l'", "un", "une", "est-ce", "il", "elle", "on"}
