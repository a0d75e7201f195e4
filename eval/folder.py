"""The run folder: what a run leaves behind, and all that measures, report and compare read.

    run.json            what was run, on what, by what (`About`)
    cases.jsonl         the cases as they were put, in order
    predictions.jsonl   one line a case, in any order (`Prediction`)
    sources.jsonl       the text of the sources that the run speaks of

`cases.jsonl` and `sources.jsonl` may be absent (a folder made by another tool). A case of
`cases.jsonl` that no line of `predictions.jsonl` answers is there all the same, as a miss; a last
line without its newline is one that was being written, and does not count. Offsets are code
points, half-open, into the source's extracted text.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval import texts
from rag.calibrate.cases import Case, load_cases
from rag.calibrate.measures import right, same
from rag.errors import CasesError
from rag.types import Zone

FORMAT: Final = 1
ABOUT = "run.json"
CASES = "cases.jsonl"
PREDICTIONS = "predictions.jsonl"
SOURCES = "sources.jsonl"

MISSING = "missing"
"""The status of the record that stands for a case without prediction."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Machine:
    """What a run ran on; `memory_bytes` is None where the system does not say."""

    system: str
    processor: str
    cores: int
    memory_bytes: int | None
    python: str


@dataclass(frozen=True, slots=True)
class About:
    """What was run: `run.json`.

    `cases` is the file's name and `cases_sha256` the sha256 of its bytes, in hexadecimal; `n` the
    number of cases put, answered or not; `index` the index's manifest; `corpus` its fingerprint;
    `system` is "sourcier" or a peer's name; `threshold` the confidence under which it refuses.
    """

    name: str
    commit: str | None
    cases: str
    cases_sha256: str
    n: int
    settings: dict[str, Any]
    threshold: float
    index: dict[str, Any]
    corpus: str
    versions: dict[str, str]
    machine: Machine
    peak_memory_bytes: int | None = None
    system: str = "sourcier"
    format: Literal[1] = FORMAT


@dataclass(frozen=True, slots=True)
class Place:
    """The characters [start, end) of a source."""

    source_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage given to the reader; `places` are all those that it stands in, the quoted first."""

    source_id: str
    start: int
    end: int
    zone: Zone
    places: tuple[Place, ...] = ()

    @property
    def stands(self) -> tuple[Place, ...]:
        """Return every place, even when only the quoted one was written."""
        return self.places or (Place(self.source_id, self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A stretch of the same source as what it belongs to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """The best candidate, refusal off, and the passage it stands in."""

    source_id: str
    start: int
    end: int
    text: str
    passage: Bounds


class _Row(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class _Stretch(_Row):
    source_id: str
    start: int
    end: int


class _Span(_Stretch):
    text: str


class _Citation(_Stretch):
    quote: str
    zone: str


class _Record(_Row):
    status: Literal["answered", "refused", "missing"]
    answer: str
    spans: list[_Span]
    citations: list[_Citation]


def _shaped(record: dict[str, Any]) -> dict[str, Any]:
    _Record.model_validate(record)
    return record


@dataclass(frozen=True, slots=True)
class Prediction:
    """One case put to a system.

    `record` is the contract's record (docs/contrat.md), of which `status`, `answer`, `spans` and
    `citations` are always there; `candidate`, `confidence` (in [0, 1]) and `retrieved` (best
    first) say what was found whatever was then given; `seconds` is what the case took.
    """

    case: Case
    record: Annotated[dict[str, Any], AfterValidator(_shaped)]
    candidate: Found | None
    confidence: float
    seconds: float
    retrieved: tuple[Passage, ...] = ()

    @property
    def missing(self) -> bool:
        """Say whether the case was never answered nor refused: it counts as a miss."""
        return bool(self.record["status"] == MISSING)

    @property
    def answered(self) -> bool:
        """Say whether an answer was given."""
        return bool(self.record["status"] == "answered")

    @property
    def given(self) -> str:
        """The source's words that were given, best first; "" when none.

        A system that marks no span is taken at its whole answer.
        """
        if not self.answered:
            return ""
        spans = [span["text"] for span in self.record["spans"]]
        return spans[0] if spans else str(self.record["answer"])

    @property
    def right(self) -> bool:
        """Say whether the outcome is right: the right words, or a refusal where none exist."""
        if self.missing:
            return False
        if not self.case.answerable:
            return not self.answered
        return self.answered and right(self.case, self.given)

    @property
    def candidate_right(self) -> bool:
        """Say whether the best candidate's words answer the case, refused or not."""
        if self.candidate is None:
            return False
        return same(self.candidate.text, [gold.text for gold in self.case.answers])


@dataclass(frozen=True, slots=True)
class Run:
    """A run: what it was, its predictions in the order of its cases, and its sources' text."""

    about: About
    predictions: tuple[Prediction, ...]
    sources: Mapping[str, str] = field(repr=False, default_factory=dict)


_ABOUT = TypeAdapter(About)
_PREDICTION = TypeAdapter(Prediction)


def missing(case: Case) -> Prediction:
    """Return what stands for a case without prediction."""
    empty = {"status": MISSING, "answer": "", "spans": [], "citations": []}
    return Prediction(case, empty, None, 0.0, 0.0)


def load_run(path: Path) -> Run:
    """Read a run folder.

    Raises:
        CasesError: when a file is missing, or a line is not what it should be: the line is named.
    """
    about = load_about(path)
    found = {one.case.id: one for one in load_predictions(path)}
    if not (path / CASES).is_file():
        if len(found) != about.n:
            raise CasesError(texts.run_incomplete(path, len(found), about.n))
        return Run(about, tuple(found.values()), load_sources(path))
    cases = load_cases(path / CASES)
    stray = set(found) - {case.id for case in cases}
    if stray:
        raise CasesError(texts.run_stray(path / PREDICTIONS, min(stray)))
    predictions = tuple(found.get(case.id, missing(case)) for case in cases)
    return Run(about, predictions, load_sources(path))


def load_about(path: Path) -> About:
    """Read the `run.json` of a folder.

    Raises:
        CasesError: when it is missing or broken.
    """
    file = path / ABOUT
    return _parsed(_ABOUT, _text(file), file, None)


def load_predictions(path: Path) -> list[Prediction]:
    """Read the predictions of a folder, in the order they were written.

    Raises:
        CasesError: when the file is missing, a line is broken, or a case stands twice.
    """
    file = path / PREDICTIONS
    found = _rows(file, lambda number, line: _parsed(_PREDICTION, line, file, number))
    seen: set[str] = set()
    for number, prediction in found:
        if prediction.case.id in seen:
            raise CasesError(texts.prediction_twice(file, number, prediction.case.id))
        seen.add(prediction.case.id)
    return [prediction for _, prediction in found]


@dataclass(frozen=True, slots=True)
class _Source:
    id: str
    text: str


_SOURCE = TypeAdapter(_Source)


def load_sources(path: Path) -> dict[str, str]:
    """Read the text of a folder's sources, by id; nothing when they were not kept.

    Raises:
        CasesError: when a line is broken.
    """
    file = path / SOURCES
    if not file.is_file():
        return {}
    found = _rows(file, lambda number, line: _parsed(_SOURCE, line, file, number))
    return {source.id: source.text for _, source in found}


def save_about(about: About, path: Path) -> None:
    """Write `run.json`; the folder is made when it has to be.

    Raises:
        CasesError: when the folder cannot be written.
    """
    save_json(asdict(about), path / ABOUT)


def save_json(value: Mapping[str, Any], file: Path) -> None:
    """Write one JSON object, to be read by people too.

    Raises:
        CasesError: when the file cannot be written.
    """
    _write(file, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def save_cases(cases: Iterable[Case], path: Path) -> None:
    """Write the cases that a run puts: those that no prediction follows count as misses.

    Raises:
        CasesError: when the folder cannot be written.
    """
    _write(path / CASES, "".join(case.model_dump_json() + "\n" for case in cases))


def save_sources(sources: Mapping[str, str], path: Path) -> None:
    """Write the text of sources, by id.

    Raises:
        CasesError: when the folder cannot be written.
    """
    rows = ({"id": key, "text": text} for key, text in sorted(sources.items()))
    _write(path / SOURCES, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def save_predictions(predictions: Iterable[Prediction], path: Path) -> None:
    """Write all predictions of a run at once, in their order.

    Raises:
        CasesError: when the folder cannot be written.
    """
    _write(path / PREDICTIONS, "".join(line(prediction) for prediction in predictions))


def save_run(run: Run, path: Path) -> None:
    """Write a whole run: what `load_run` reads back.

    Raises:
        CasesError: when the folder cannot be written.
    """
    save_about(replace(run.about, n=len(run.predictions)), path)
    save_cases([prediction.case for prediction in run.predictions], path)
    save_predictions((one for one in run.predictions if not one.missing), path)
    save_sources(run.sources, path)


def line(prediction: Prediction) -> str:
    """Return a prediction as a line of `predictions.jsonl`, with its newline."""
    text: str = _PREDICTION.dump_json(prediction).decode()
    return text + "\n"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(texts.run_unreadable(file)) from error


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(file.name + ".part")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        raise CasesError(texts.run_unwritable(file, error)) from error


def _rows(file: Path, parse: Callable[[int, str], T]) -> list[tuple[int, T]]:
    # What follows the last newline is nothing, or a line that a killed run was writing.
    whole: Sequence[str] = _text(file).split("\n")[:-1]
    return [(n, parse(n, row)) for n, row in enumerate(whole, start=1) if row.strip()]


def _parsed(adapter: TypeAdapter[T], text: str, file: Path, number: int | None) -> T:
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise CasesError(texts.run_broken(file, number, where)) from error
