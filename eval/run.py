"""End to end: every case asked with refusal off, the threshold applied afterwards."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval import texts
from eval.cases import Case
from eval.measures import interval, right
from rag import Answer, Engine, Question, record


@dataclass(frozen=True, slots=True)
class Prediction:
    """One case asked: its record, and the best candidate's words whatever its confidence."""

    case: Case
    record: dict[str, object]
    candidate: str | None
    confidence: float

    @property
    def answered(self) -> bool:
        """Say whether the engine gave an answer."""
        return self.record["status"] == "answered"

    @property
    def right(self) -> bool:
        """Say whether the outcome is right: the right words, or a refusal where none exist."""
        if not self.case.answerable:
            return not self.answered
        return self.answered and right(self.case, self.candidate)


def predict(engine: Engine, case: Case) -> Prediction:
    """Ask one case."""
    considered = engine.consider(Question(case.question, case.history))
    given = considered.candidates[0].span.text if considered.candidates else None
    outcome = engine.decide(considered, engine.settings.threshold)
    if isinstance(outcome, Answer):
        given = outcome.candidates[0].span.text
    return Prediction(case, record(outcome), given, considered.asked.confidence)


def summary(predictions: Sequence[Prediction]) -> Iterator[str]:
    """Yield the figures of a run, one French line each."""
    rights = [float(p.right) for p in predictions]
    yield texts.figure("answer right", _mean(rights), len(rights), interval(rights))
    able = [p for p in predictions if p.case.answerable]
    found = [float(right(p.case, p.candidate)) for p in able]
    yield texts.figure("candidate right, refusal off", _mean(found), len(found), interval(found))
    unable = [float(p.answered) for p in predictions if not p.case.answerable]
    yield texts.figure("answered though unanswerable", _mean(unable), len(unable), interval(unable))
    given = [float(not p.right) for p in predictions if p.answered]
    yield texts.figure("wrong among answered", _mean(given), len(given), interval(given))
    for kind in sorted({p.case.kind for p in predictions}):
        same = [float(p.right) for p in predictions if p.case.kind == kind]
        yield texts.figure(f"  {kind}", _mean(same), len(same), interval(same))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def write(predictions: Sequence[Prediction], engine: Engine, out: Path) -> None:
    """Write `predictions.jsonl` and `run.json` into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "predictions.jsonl").open("w", encoding="utf-8") as stream:
        for p in predictions:
            row = {
                "id": p.case.id,
                "right": p.right,
                "candidate": p.candidate,
                "confidence": p.confidence,
                "record": p.record,
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    about = {
        "settings": engine.settings.model_dump(mode="json"),
        "index": engine.index.manifest.model_dump(mode="json"),
        "n": len(predictions),
        "figures": list(summary(predictions)),
    }
    text = json.dumps(about, ensure_ascii=False, indent=2)
    (out / "run.json").write_text(text + "\n", encoding="utf-8")
