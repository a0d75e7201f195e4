"""What the bench is given to ask: cases, a spreadsheet, or a SQuAD file with its own sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eval import anchor, texts
from eval.anchor import places
from eval.squad import load_squad
from eval.table import guessed, load_table
from rag import Corpus, Engine, Settings, Source
from rag.calibrate.cases import Case, Gold, load_cases
from rag.embed import ensure_model, ensure_packaged, load_encoder
from rag.errors import CasesError
from rag.index import make_index
from rag.read import SpanFinder, SpanReader
from rag.text import fingerprint

SPREADSHEET = ".csv"
SQUAD = ".json"


@dataclass(frozen=True, slots=True)
class Given:
    """Cases, and the sources they are about when the file brings its own.

    `written` says where the answers of a case are written, by its id, when the file has cells.
    """

    cases: tuple[Case, ...]
    corpus: Corpus | None = None
    written: Mapping[str, str] = field(default_factory=dict)


def load_given(path: Path) -> Given:
    """Read a file of cases: JSON lines, CSV (`.csv`), or SQuAD 1.1 or 2.0 (`.json`).

    Each paragraph of a SQuAD file is a source, and every question is put to all of them.

    Raises:
        CasesError: when the file cannot be read, or a line of it is wrong.
    """
    if not path.exists():
        raise CasesError(texts.cases_absent(path))
    if path.suffix == SPREADSHEET:
        rows = load_table(path)
        return Given(
            tuple(case for case, _ in rows), written={case.id: place for case, place in rows}
        )
    if path.suffix == SQUAD:
        return _squad(path)
    return Given(tuple(load_cases(path)))


def _squad(path: Path) -> Given:
    sources: dict[str, Source] = {}
    cases: dict[str, Case] = {}
    for ask in load_squad(path):
        sources[ask.source.id] = ask.source
        golds = tuple(
            Gold(source=ask.source.id, text=ask.source.text[start:end], start=start, end=end)
            for start, end in dict.fromkeys(ask.answers)
        )
        cases[ask.id] = Case(
            id=ask.id,
            question=ask.question,
            kind=guessed(ask.question, answerable=bool(golds)),
            answerable=bool(golds),
            answers=golds,
        )
    if not cases:
        raise CasesError(texts.squad_unreadable(path))
    found = tuple(sources.values())
    return Given(tuple(cases.values()), Corpus(found, fingerprint=fingerprint(found)))


def engine_over(corpus: Corpus, settings: Settings, say: Callable[[str], None]) -> Engine:
    """Make an engine over sources in memory: nothing of them is kept.

    Raises:
        SourcierError: when the model cannot be had, or the sources have no text.
    """
    ensure_model(settings, say)
    encoder = load_encoder(settings)
    index = make_index(corpus, encoder)
    if not settings.reads_spans:
        return Engine(settings, index, encoder)
    finder = SpanFinder.load(ensure_packaged(settings, say), threads=settings.threads)
    return Engine(settings, index, encoder, SpanReader(finder, index.lexical))


def pinned(given: Given, engine: Engine, say: Callable[[str], None]) -> list[Case]:
    """Return the cases placed in an engine's sources (`eval.anchor.pinned`)."""
    return anchor.pinned(given.cases, engine.corpus, places(engine.index), say, given.written)
