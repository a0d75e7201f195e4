"""Answers made of several: the items of a list, the two parts of a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag import messages
from rag.agree import Held
from rag.answer.compose import best_first, cited, dated, quoted
from rag.read.expect import Expected, expected
from rag.read.shapes import shapes
from rag.types import Agreement, Answer, Asked, Candidate, Frame, Notice, Part, Position, Span

NEAR = 3
"""Words between the answers to two parts, at most, for the stretch that holds both to be given."""


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a question: its `label`, its whole `question`, what the sources hold, if anything.

    `positions` is empty where they do not answer it; `best` is then its refused candidate.
    """

    label: str
    question: str
    positions: tuple[Held, ...] = ()
    best: Candidate | None = None


def compose_list(asked: Asked, items: Sequence[Held]) -> Answer:
    """Answer with each item, quoted, and the citations of all who give it: no rival positions."""
    citations, made = cited(items)
    parts: list[Part] = []
    for number, (held, position) in enumerate(zip(items, made, strict=True)):
        if number:
            parts.append(Frame(messages.NEXT_POSITION))
        parts.extend(quoted(held, position, first=number == 0))
    agreement = Agreement(made, rivals=False)
    return Answer(dated(asked, items[0]), tuple(parts), best_first(items), citations, agreement)


def compose_parts(asked: Asked, told: Sequence[Told]) -> Answer:
    """Answer the parts of a question, one of them at least, and say which have no answer.

    Two answers that stand side by side in one sentence are given whole.
    """
    told = _apart(told)
    whole = _together(told)
    if whole is not None:
        return compose_list(asked, [whole])
    held = [one for part in told for one in part.positions]
    citations, made = cited(held)
    silent = [part.label for part in told if not part.positions]
    notices = [Notice("part_unanswered", messages.part_unanswered(label)) for label in silent]
    asked = dated(asked, held[0])
    asked = replace(asked, notices=(*asked.notices, *notices))
    parts = tuple(_parts(told, made))
    return Answer(asked, parts, best_first(held), citations, _agreement(told, made))


def _agreement(told: Sequence[Told], made: Sequence[Position]) -> Agreement:
    """Return the positions of the part on which the sources differ, if any; else those of all."""
    at = 0
    for part in told:
        if len(part.positions) > 1:
            return Agreement(tuple(made[at : at + len(part.positions)]), rivals=True)
        at += len(part.positions)
    return Agreement(tuple(made), rivals=False)


def _parts(told: Sequence[Told], made: Sequence[Position]) -> Iterator[Part]:
    at = 0
    for number, part in enumerate(told):
        yield Frame((messages.NEXT_PART if number else "") + messages.part_label(part.label))
        if not part.positions:
            yield Frame(messages.PART_SILENT)
        if len(part.positions) > 1:
            yield Frame(messages.PART_DIFFERS)
        for rank, held in enumerate(part.positions):
            if rank:
                yield Frame(messages.NEXT_POSITION)
            yield from quoted(held, made[at], first=False)
            at += 1
    yield Frame(".")


def _apart(told: Sequence[Told]) -> list[Told]:
    """Leave unanswered the part whose answer is the other's own words, and not of its kind."""
    firsts = [part.positions[0].candidates[0].span for part in told if part.positions]
    if not any(_meet(one, other) for one, other in pairwise(firsts)):
        return list(told)
    kept = [part if _suits(part) else replace(part, positions=()) for part in told]
    return kept if any(part.positions for part in kept) else list(told)


def _suits(part: Told) -> bool:
    kind = expected(part.question)
    text = part.positions[0].candidates[0].span.text
    return kind is Expected.OTHER or bool(shapes(kind, text))


def _together(told: Sequence[Told]) -> Held | None:
    """Return the stretch that holds the answers of both parts, when they stand side by side.

    One may have been refused by itself: « sous un autre nom, ailleurs » says where, and how.
    """
    given = [part for part in told if part.positions]
    bests = [part.positions[0].candidates[0] if part.positions else part.best for part in told]
    one, other = bests
    if one is None or other is None or one.sentence != other.sentence:
        return None
    if any(len(part.positions) > 1 for part in told):
        return None
    if len(given) == 1 and not _lent(told, one, other):
        return None
    first, last = sorted((one, other), key=lambda each: each.span.start)
    between = first.span.source.text[first.span.end : max(first.span.end, last.span.start)]
    if len(between.split()) > NEAR:
        return None
    start, end = first.span.start, max(first.span.end, last.span.end)
    return Held((_stretched(max(one, other, key=lambda each: each.score), start, end),), 1)


def _lent(told: Sequence[Told], one: Candidate, other: Candidate) -> bool:
    """Say whether a part refused may owe its answer to the other: they ask for two kinds."""
    kinds = {expected(part.question) for part in told}
    return (
        len(kinds) == len(told) and one.span != other.span and min(one.evidence, other.evidence) > 0
    )


def _stretched(best: Candidate, start: int, end: int) -> Candidate:
    return replace(best, span=Span(best.span.source, start, end))


def _meet(one: Span, other: Span) -> bool:
    same = one.source.id == other.source.id
    return same and one.start < other.end and other.start < one.end
