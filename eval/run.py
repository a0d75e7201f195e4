"""End to end: every case put to a system, what it gave kept as it comes, to be taken up again."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval import folder, texts
from eval.about import peak_memory
from eval.folder import About, Bounds, Found, Prediction, Run
from rag import Engine, Question, Span, record
from rag.calibrate.cases import Case
from rag.errors import CasesError
from rag.types import Hit

Ask = Callable[[Case], Prediction]
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """How a run goes: where it is kept (None: nowhere), what is told as it goes.

    `say` takes one French line; `told` the cases done so far and their total.
    """

    out: Path | None = None
    say: Callable[[str], None] = lambda _: None
    told: Told = lambda _done, _total: None


def predict(engine: Engine, case: Case) -> Prediction:
    """Put one case to the engine: with refusal off first, the threshold applied afterwards."""
    started = time.perf_counter()
    considered = engine.consider(Question(case.question, case.history))
    outcome = engine.decide(considered, engine.threshold)
    seconds = time.perf_counter() - started
    best = considered.candidates[0] if considered.candidates else None
    return Prediction(
        case=case,
        record=record(outcome),
        candidate=found(best.span, best.hit.passage.span) if best else None,
        confidence=considered.asked.confidence,
        seconds=seconds,
        retrieved=tuple(passage(hit) for hit in considered.hits),
    )


def found(span: Span, within: Span) -> Found:
    """Return a candidate as a run folder keeps it."""
    bounds = Bounds(within.start, within.end)
    return Found(span.source.id, span.start, span.end, span.text, bounds)


def passage(hit: Hit) -> folder.Passage:
    """Return a passage as a run folder keeps it."""
    places = tuple(_place(span) for span in hit.passage.places)
    first = places[0]
    return folder.Passage(first.source_id, first.start, first.end, hit.passage.zone, places)


def _place(span: Span) -> folder.Place:
    return folder.Place(span.source.id, span.start, span.end)


def run(
    cases: Sequence[Case],
    ask: Ask,
    about: About,
    sources: Mapping[str, str],
    work: Work | None = None,
) -> Run:
    """Put every case to a system; where a folder is given, keep each prediction as it comes.

    A run of the same cases by the same code, settings and sources that was cut short in that
    folder is taken up where it stopped; anything else there is replaced.

    Args:
        cases: what to ask; their ids are distinct.
        ask: puts one case to the system.
        about: what is run; its `n` and peak memory are filled in here.
        sources: the text of every source, by its id; those that the run speaks of are kept.
        work: where to keep the run and whom to tell.

    Raises:
        CasesError: when the folder cannot be written.
    """
    work = work or Work()
    about = replace(about, n=len(cases))
    done: dict[str, Prediction] = {}
    if work.out is not None:
        done = _begun(about, cases, work.out)
        if done:
            work.say(texts.resumed(len(done), len(cases)))
        folder.save_about(about, work.out)
        folder.save_cases(cases, work.out)
        folder.save_predictions(done.values(), work.out)
    for case in cases:
        if case.id in done:
            continue
        done[case.id] = ask(case)
        if work.out is not None:
            _kept(done[case.id], work.out)
        work.told(len(done), len(cases))
    about = replace(about, peak_memory_bytes=peak_memory())
    predictions = tuple(done[case.id] for case in cases)
    ended = Run(about, predictions, spoken_of(predictions, sources))
    if work.out is not None:
        folder.save_run(ended, work.out)
    return ended


def _kept(prediction: Prediction, out: Path) -> None:
    file = out / folder.PREDICTIONS
    try:
        # A case is kept before the next is asked: a kill costs one at most.
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(folder.line(prediction))
    except OSError as error:
        raise CasesError(texts.run_unwritable(file, error)) from error


def _begun(about: About, cases: Sequence[Case], out: Path) -> dict[str, Prediction]:
    """Return the predictions that a folder holds of the same run, not yet whole; none otherwise.

    The cases may have changed since: each is compared by itself. All else must be the same.
    """
    try:
        before = folder.load_about(out)
        kept = {one.case.id: one for one in folder.load_predictions(out)}
    except CasesError:
        return {}
    told = replace(
        before,
        name=about.name,
        cases=about.cases,
        cases_sha256=about.cases_sha256,
        n=about.n,
        machine=about.machine,
        peak_memory_bytes=about.peak_memory_bytes,
    )
    asked = {case.id: case for case in cases}
    kept = {key: one for key, one in kept.items() if asked.get(key) == one.case}
    return kept if told == about and len(kept) < len(cases) else {}


def spoken_of(predictions: Iterable[Prediction], sources: Mapping[str, str]) -> dict[str, str]:
    """Return the text of the sources that predictions or their cases name, by id."""
    ids: set[str] = set()
    for one in predictions:
        ids |= {gold.source for gold in one.case.answers}
        ids |= {place.source for place in one.case.passages}
        ids |= {place.source_id for given in one.retrieved for place in given.stands}
        ids |= {row["source_id"] for key in ("spans", "citations") for row in one.record[key]}
    return {key: text for key, text in sources.items() if key in ids}
