"""Runs made by hand or drawn at random: cases, predictions and what is said of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from eval.folder import About, Bounds, Found, Machine, Passage, Place, Prediction, Run, missing
from rag import Zone
from rag.calibrate.cases import Agreement, Case, Gold, Position
from rag.calibrate.cases import Place as Support

ABOUT = About(
    name="essai",
    commit="0123456",
    cases="cas.jsonl",
    cases_sha256="ab" * 32,
    n=0,
    settings={"model": "hashing", "zones": ["body"]},
    threshold=0.5,
    index={"format": 1, "counts": {"sources": 1}},
    corpus="cd" * 32,
    versions={"sourcier": "0.1.0"},
    machine=Machine("Linux", "processor", 2, 2**34, "3.11.7"),
)
WORDS = ("pont", "ponts", "Nantes", "le", "la", "42", "l’Erdre", "trois", "maire,", "Le")
SOURCE = " ".join(WORDS) + " " + " ".join(reversed(WORDS))

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
confidences = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]) | st.floats(0, 1)


def run_of(*predictions: Prediction, sources: dict[str, str] | None = None) -> Run:
    """Make a run of predictions."""
    return Run(replace(ABOUT, n=len(predictions)), predictions, sources or {})


def case_of(
    *answers: str | Gold,
    name: str = "q",
    kind: str = "number",
    agreement: Agreement | None = None,
    passages: Sequence[Support] = (),
) -> Case:
    """Make a case, unanswerable without answers; words alone are an answer of source "a"."""
    golds = [Gold(source="a", text=one) if isinstance(one, str) else one for one in answers]
    return Case.model_validate(
        {
            "id": name,
            "question": "Combien de ponts ?",
            "kind": kind,
            "answerable": bool(golds),
            "answers": golds,
            "agreement": agreement,
            "passages": tuple(passages),
        }
    )


def disagreement(*sides: tuple[str, str]) -> Agreement:
    """Make an expected disagreement from (value, source) sides."""
    positions = tuple(Position(value=value, sources=(source,)) for value, source in sides)
    return Agreement(kind="disagreement", positions=positions)


def quote(source: str, start: int, text: str, **more: Any) -> dict[str, Any]:
    """Make a citation of these words, said to stand from `start` on."""
    end = start + len(text)
    row = {"number": 1, "source_id": source, "start": start, "end": end, "quote": text}
    return row | {"zone": "body", "places": []} | more


def answered(
    case: Case, given: str, *citations: dict[str, Any], confidence: float = 1.0, **more: Any
) -> Prediction:
    """Make a prediction that gives these words, which were the best candidate's too."""
    span = {"source_id": "a", "start": 0, "end": len(given), "text": given, "citation": 1}
    record = {"status": "answered", "answer": f"« {given} »", "spans": [span]}
    record |= {"citations": list(citations), "agreement": None} | more
    best = Found("a", 0, len(given), given, Bounds(0, len(given)))
    return Prediction(case, record, best, confidence, 0.25)


def refused(case: Case, candidate: str | None = None, confidence: float = 0.0) -> Prediction:
    """Make a prediction that refuses, with or without a candidate."""
    record = {"status": "refused", "answer": "Je ne sais pas.", "spans": [], "citations": []}
    best = Found("a", 0, len(candidate), candidate, Bounds(0, 99)) if candidate else None
    return Prediction(case, record, best, confidence, 0.5)


def retrieving(case: Case, *passages: Passage) -> Prediction:
    """Make a refusal that was preceded by these passages."""
    return replace(refused(case), retrieved=passages)


def passage(source: str, start: int, end: int, *others: Place) -> Passage:
    """Make a retrieved passage, standing in other places too."""
    return Passage(source, start, end, Zone.BODY, (Place(source, start, end), *others))


@st.composite
def predictions(draw: st.DrawFn, name: str) -> Prediction:
    """Draw one outcome of one case."""
    golds = draw(st.lists(words, max_size=3))
    kind = draw(st.sampled_from(["number", "person", "trap"]))
    case = case_of(*golds, name=name, kind=kind)
    told = draw(st.sampled_from(["answered", "refused", "missing"]))
    if told == "missing":
        return missing(case)
    confidence = draw(confidences)
    if told == "refused":
        return refused(case, draw(st.none() | words), confidence)
    start = draw(st.integers(0, 20))
    stretch = SOURCE[start : start + draw(st.integers(1, 20))]
    cited = quote("a", start, draw(st.just(stretch) | words))
    agreement = draw(st.sampled_from([None, {"kind": "single", "positions": []}]))
    return answered(case, draw(words), cited, confidence=confidence, agreement=agreement)


@st.composite
def runs(draw: st.DrawFn, *, most: int = 12) -> Run:
    """Draw a run, empty now and then."""
    count = draw(st.integers(0, most))
    found = [draw(predictions(f"q{number}")) for number in range(count)]
    return run_of(*found, sources=draw(st.sampled_from([{}, {"a": SOURCE}])))
