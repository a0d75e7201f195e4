"""Which questions of the pool to show: near what was just answered, and not asked yet."""

from collections.abc import Sequence

from rag.suggest.kinds import Proven
from rag.text.fold import fold, term_set, terms
from rag.types import Answer, Outcome, Reason, Refusal

MOST = 3
"""Questions shown at most."""
_SAME = 0.75
"""Share of words in common from which two questions are one."""
_SILENT = frozenset(
    {Reason.DISTRESS, Reason.HARMFUL, Reason.INSULT, Reason.INSTRUCTION, Reason.INVALID_INPUT}
)
"""Refusals beside which a suggestion would be out of place."""


def choose(
    questions: Sequence[Proven], outcome: Outcome | None = None, asked: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return up to three questions; `asked` are those of the thread so far.

    After an answer come first those that its own source, its sentence or its words bring, then
    the pool in its own order. One that would give the same words again is left out.
    """
    if outcome is not None and not isinstance(outcome, Answer) and _silent(outcome):
        return ()
    left = [one for one in questions if not any(_alike(one.text, other) for other in asked)]
    if isinstance(outcome, Answer):
        told = {_plain(candidate.span.text) for candidate in outcome.candidates}
        left = [one for one in left if _plain(one.answer) not in told]
        left.sort(key=lambda one: -_near(one, outcome))
    kept: list[Proven] = []
    for one in left:
        if len(kept) < MOST and not any(_again(one, other) for other in kept):
            kept.append(one)
    return tuple(one.text for one in kept)


def _silent(refusal: Refusal) -> bool:
    """Say whether a suggestion would be out of place: help numbers stand alone, above all."""
    alone = bool(refusal.asked.help) and not refusal.nearest
    return alone or refusal.reason in _SILENT


def _again(one: Proven, other: Proven) -> bool:
    return _alike(one.text, other.text) or _plain(one.answer) == _plain(other.answer)


def _near(one: Proven, answer: Answer) -> int:
    """Weigh how near a question is to an answer: its sentence, its source, its words."""
    first = answer.citations[0].quote
    words = term_set(first.text) | set(terms(answer.asked.question.text))
    same = 4 if one.quote == first.text else 0
    source = 1 if one.source == first.source.id else 0
    shared = len(term_set(one.text) & words)
    return same + source + 2 * min(shared, 3) if shared or same else source


def _alike(one: str, other: str) -> bool:
    if _plain(one) == _plain(other):
        return True
    left, right = set(terms(one)), set(terms(other))
    return bool(left | right) and len(left & right) / len(left | right) >= _SAME


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("?", " ").split())
