"""Candidates asked for real: kept when the engine answers them, surely, with the right words."""

from collections.abc import Callable, Iterable, Iterator

from rag.suggest.kinds import Proposed, Proven
from rag.text.fold import fold
from rag.types import AgreementKind, Answer, Outcome, Question, Span

MOST = 16
"""Questions kept."""
MARGIN = 0.3
"""How far above the threshold an answer must be, as a share of what is left to certainty."""


def proven(
    candidates: Iterable[Proposed], ask: Callable[[Question], Outcome], threshold: float
) -> Iterator[Proven]:
    """Yield the candidates that are answered well above the threshold, with what was expected."""
    least = threshold + MARGIN * (1.0 - threshold)
    kept = 0
    for one in candidates:
        if kept == MOST:
            return
        outcome = ask(Question(one.text))
        if not isinstance(outcome, Answer):
            continue
        said = outcome.candidates[0].span
        # The owner of the folder chose a question: it only has to be answered.
        if one.expected and (outcome.asked.confidence < least or not _right(said, one.expected)):
            continue
        if one.disputed and outcome.agreement.kind is not AgreementKind.DISAGREEMENT:
            continue
        kept += 1
        quote = outcome.citations[0].quote
        yield Proven(one.text, quote.source.id, quote.text, said.text)


def _right(said: Span, expected: tuple[Span, ...]) -> bool:
    """Say whether an answer touches the words that were expected, or says the same."""
    return any(
        said.source.id == one.source.id and said.start < one.end and one.start < said.end
        for one in expected
    ) or any(_within(said.text, one.text) or _within(one.text, said.text) for one in expected)


def _within(one: str, other: str) -> bool:
    """Say whether the words of one text stand whole in another."""
    inner, outer = (fold(text).replace("'", " ").split() for text in (one, other))
    return f" {' '.join(inner)} " in f" {' '.join(outer)} "
