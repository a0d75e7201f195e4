"""Outcomes put into words: the frame is ours and French, the words are the source's."""

from collections.abc import Sequence

from rag import messages
from rag.ground import cite, show
from rag.types import Answer, Asked, Candidate, Frame, Hit, Quoted, Reason, Refusal

NEAREST = 3


def compose(asked: Asked, candidates: Sequence[Candidate]) -> Answer:
    """Answer with the best candidate, quoted, and the citation that shows it in its sentence."""
    best = candidates[0]
    citation = cite(1, [best])
    parts = (
        Frame(messages.OPEN_QUOTE),
        Quoted(best.span, citation.number),
        Frame(messages.CLOSE_QUOTE + messages.attribution(best.span.source)),
    )
    return Answer(asked, parts, (best,), (citation,))


def refuse(asked: Asked, reason: Reason, hits: Sequence[Hit] = ()) -> Refusal:
    """Refuse, say why, and show the nearest passages (up to 3) for what they are."""
    nearest = tuple(show(number, hit) for number, hit in enumerate(hits[:NEAREST], start=1))
    return Refusal(asked, reason, messages.REFUSALS[reason], nearest)
