"""Outcomes put into words: the frame is ours and French, the words are the source's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag import messages
from rag.agree import Held
from rag.ground import cite, show
from rag.moments import asks_present
from rag.types import (
    Agreement,
    Answer,
    Asked,
    Citation,
    Frame,
    Hit,
    Notice,
    Part,
    Position,
    Quoted,
    Reason,
    Refusal,
    Source,
)
from rag.voice import framed, voice_of

NEAREST = 3


def compose(asked: Asked, positions: Sequence[Held]) -> Answer:
    """Answer with the words of each position, quoted, and the citations of all who hold it."""
    citations: list[Citation] = []
    made: list[Position] = []
    for held in positions:
        first = len(citations) + 1
        citations += [cite(n, [one]) for n, one in enumerate(held.candidates, start=first)]
        numbers = tuple(range(first, len(citations) + 1))
        made.append(Position(held.candidates[0].span, numbers, held.independent))
    given = [one for held in positions for one in held.candidates]
    candidates = tuple(sorted(given, key=lambda one: -one.score))
    parts = tuple(_parts(positions, made))
    if asks_present(asked.question.text):
        asked = replace(asked, notices=(*asked.notices, _dated(given[0].span.source)))
    return Answer(asked, parts, candidates, tuple(citations), Agreement(tuple(made)))


def _parts(positions: Sequence[Held], made: Sequence[Position]) -> Iterator[Part]:
    """Yield the answer: what each position says, and who says it."""
    if len(made) > 1:
        yield Frame(messages.SOURCES_DIFFER)
    for number, (held, position) in enumerate(zip(positions, made, strict=True)):
        if number:
            yield Frame(messages.NEXT_POSITION)
        best = held.candidates[0]
        lead = framed(voice_of(best.span, best.hit.passage.zone))
        yield Frame(f"{lead} {messages.OPEN_QUOTE}" if lead else messages.OPEN_QUOTE)
        yield Quoted(position.value, position.citations[0])
        sources = [one.span.source for one in held.candidates]
        yield Frame(messages.CLOSE_QUOTE + messages.attribution(sources, held.independent))
    if len(made) > 1:
        yield Frame(".")


def _dated(source: Source) -> Notice:
    """Say, beside an answer to a question on the present, of when it is."""
    return Notice("stale", messages.as_of(source))


def refuse(asked: Asked, reason: Reason, hits: Sequence[Hit] = (), *, text: str = "") -> Refusal:
    """Refuse, say why, and show the nearest passages (up to 3) for what they are.

    `text` is said in the place of the reason's own sentence.
    """
    nearest = tuple(show(number, hit) for number, hit in enumerate(hits[:NEAREST], start=1))
    return Refusal(asked, reason, text or messages.REFUSALS[reason], nearest)
