"""Questions over an engine: the cases of a corpus, or a SQuAD file made into both."""

import zlib
from dataclasses import dataclass
from pathlib import Path

from eval.squad import Ask, load_squad
from rag import Corpus, Engine, Settings, Source
from rag.calibrate import Case, Gold
from rag.embed import Encoder
from rag.index import make_index
from rag.read import SpanFinder, SpanReader

MOST = 500
"""Questions taken from one SQuAD file, so that no set drowns the others."""
AMBIGUOUS = "neighbour"
"""The kind of the questions that their own paragraph does not answer, and its neighbour may."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Cases over one engine."""

    name: str
    engine: Engine
    cases: tuple[Case, ...]


def squad_bench(
    path: Path, settings: Settings, encoder: Encoder, finder: SpanFinder | None, *, apart: bool
) -> Bench:
    """Make a bench of a SQuAD file: its paragraphs, its first `MOST` questions by hash.

    With `apart`, a third of the paragraphs is left out where the file has no unanswerable
    question: those on them become so, next to paragraphs of the same article.
    """
    asks = [ask for ask in load_squad(path) if ask.kind != AMBIGUOUS]
    sources: dict[str, Source] = {ask.source.id: ask.source for ask in asks}
    if apart and all(ask.answers for ask in asks):
        sources = {key: one for key, one in sources.items() if zlib.crc32(key.encode()) % 3}
    index = make_index(Corpus(tuple(sources.values())), encoder)
    reader = SpanReader(finder, index.lexical) if finder else None
    chosen = sorted(asks, key=lambda ask: zlib.crc32(ask.id.encode()))[:MOST]
    cases = tuple(_case(ask, known=ask.source.id in sources) for ask in chosen)
    return Bench(path.name, Engine(settings, index, encoder, reader), cases)


def _case(ask: Ask, *, known: bool) -> Case:
    golds = tuple(
        Gold(source=ask.source.id, text=ask.source.text[start:end], start=start, end=end)
        for start, end in (ask.answers if known else ())
    )
    return Case(
        id=ask.id,
        question=ask.question,
        kind="near-miss",
        answerable=bool(golds),
        answers=golds,
    )
