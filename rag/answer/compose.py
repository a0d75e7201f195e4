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
    Candidate,
    Citation,
    Frame,
    Hit,
    Notice,
    Part,
    Position,
    Quoted,
    Reason,
    Refusal,
)
from rag.voice import framed, voice_of

NEAREST = 3


def compose(asked: Asked, positions: Sequence[Held]) -> Answer:
    """Answer with the words of each position, quoted, and the citations of all who hold it."""
    citations, made = cited(positions)
    parts = tuple(_parts(positions, made))
    return Answer(
        dated(asked, positions[0]), parts, best_first(positions), citations, Agreement(made)
    )


def cited(positions: Sequence[Held]) -> tuple[tuple[Citation, ...], tuple[Position, ...]]:
    """Return what positions are in an answer, and the citations of all who hold them, in order.

    Stretches of one sentence are marked in one citation, where they stand apart.
    """
    sentences: list[list[Candidate]] = []
    made: list[Position] = []
    for held in positions:
        numbers = []
        for one in held.candidates:
            at = next((n for n, shown in enumerate(sentences) if _shares(one, shown)), None)
            if at is None:
                at = len(sentences)
                sentences.append([])
            sentences[at].append(one)
            numbers.append(at + 1)
        made.append(
            Position(held.candidates[0].span, tuple(dict.fromkeys(numbers)), held.independent)
        )
    citations = tuple(cite(n, shown) for n, shown in enumerate(sentences, start=1))
    return citations, tuple(made)


def _shares(one: Candidate, shown: Sequence[Candidate]) -> bool:
    """Say whether a candidate can be marked where those of a sentence are."""
    span = one.span
    return one.sentence == shown[0].sentence and all(
        span == other.span or span.end <= other.span.start or other.span.end <= span.start
        for other in shown
    )


def best_first(positions: Sequence[Held]) -> tuple[Candidate, ...]:
    """Return the candidates of positions, each once, those of the highest scores first."""
    given = {
        (one.span.source.id, one.span.start, one.span.end): one
        for held in positions
        for one in held.candidates
    }
    return tuple(sorted(given.values(), key=lambda one: -one.score))


def dated(asked: Asked, first: Held) -> Asked:
    """Add, to a question on the present, a notice of when its answer is."""
    if not asks_present(asked.question.text):
        return asked
    notice = Notice("stale", messages.as_of(first.candidates[0].span.source))
    return replace(asked, notices=(*asked.notices, notice))


def _parts(positions: Sequence[Held], made: Sequence[Position]) -> Iterator[Part]:
    """Yield the answer: what each position says, and who says it."""
    if len(made) > 1:
        yield Frame(messages.SOURCES_DIFFER)
    for number, (held, position) in enumerate(zip(positions, made, strict=True)):
        if number:
            yield Frame(messages.NEXT_POSITION)
        yield from quoted(held, position, first=len(made) == 1)
    if len(made) > 1:
        yield Frame(".")


def quoted(held: Held, position: Position, *, first: bool) -> Iterator[Part]:
    """Yield what a position says, in the source's words, and who says it.

    `first` says that the answer begins with it, and so with a capital.
    """
    best = held.candidates[0]
    lead = framed(voice_of(best.span, best.hit.passage.zone)) or ""
    lead = lead if first else lead[:1].lower() + lead[1:]
    yield Frame(f"{lead} {messages.OPEN_QUOTE}" if lead else messages.OPEN_QUOTE)
    yield Quoted(position.value, position.citations[0])
    sources = [one.span.source for one in held.candidates]
    yield Frame(messages.CLOSE_QUOTE + messages.attribution(sources, held.independent))


def refuse(asked: Asked, reason: Reason, hits: Sequence[Hit] = (), *, text: str = "") -> Refusal:
    """Refuse, say why, and show the nearest passages (up to 3) for what they are.

    `text` is said in the place of the reason's own sentence.
    """
    nearest = tuple(show(number, hit) for number, hit in enumerate(hits[:NEAREST], start=1))
    return Refusal(asked, reason, text or messages.REFUSALS[reason], nearest)
