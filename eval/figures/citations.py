"""Citations: does what is shown support what is said, is all of it shown, is it verbatim.

After ALCE (Gao et al., 2023), adapted to quotes. There, a language model judges whether a cited
passage entails a sentence that another one wrote. Here what is said is the quote's own words, so
that entailment is not in doubt; what is in doubt is whether the quote supports a right answer, and
that is told by offsets: a citation supports an acceptable answer when its quote, or a place where
the same words stand again, holds that answer's place, or shares with it words that say the same
(rag/calibrate/measures.py). Where a case gives no offsets, the quote must hold the answer's words.

`citation precision` is ALCE's: the share of the citations that support an acceptable answer, by
case, over the cases answered; citations given to a question without answer support nothing.
`citation recall` is the share of what is to be said that a citation supports, over the answered
cases that have an answer: each position of an expected disagreement; otherwise, one answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval import normal
from eval.figures.figure import Figure, mean, ratio
from eval.folder import Prediction
from rag.calibrate.cases import Case, Gold, Position
from rag.calibrate.measures import same
from rag.types import EDITORIAL

Citation = Mapping[str, Any]


def supports(citation: Citation, gold: Gold) -> bool:
    """Say whether a citation supports an acceptable answer."""
    quote = citation["quote"]
    if gold.start is None or gold.end is None:
        return citation["source_id"] == gold.source and _says(quote, gold.text)
    stands = [citation, *citation.get("places", ())]
    for place in (one for one in stands if one["source_id"] == gold.source):
        start, end = max(place["start"], gold.start), min(place["end"], gold.end)
        if start < end and same(quote[start - place["start"] : end - place["start"]], [gold.text]):
            return True
    return False


def _says(quote: str, words: str) -> bool:
    return f" {normal.normal(words)} " in f" {normal.normal(quote)} "


def precision(prediction: Prediction) -> float:
    """Return the share of an answer's citations that support an acceptable answer."""
    citations, golds = prediction.record["citations"], prediction.case.answers
    good = [any(supports(one, gold) for gold in golds) for one in citations]
    return sum(good) / len(good) if good else 0.0


def recall(prediction: Prediction) -> float:
    """Return the share of what is to be said that an answer's citations support."""
    citations = prediction.record["citations"]
    wanted = [
        any(supports(one, gold) for one in citations for gold in golds)
        for golds in _statements(prediction.case)
    ]
    return sum(wanted) / len(wanted)


def _statements(case: Case) -> list[list[Gold]]:
    """Return the answers that each thing to be said may be shown by."""
    expected = case.agreement
    if expected is None or expected.kind != "disagreement" or not expected.positions:
        return [list(case.answers)]
    return [
        [gold for gold in case.answers if _takes(gold, one, case)] for one in expected.positions
    ]


def _takes(gold: Gold, position: Position, case: Case) -> bool:
    """Say whether an answer is one of a position's: by its source, by its words if it has two."""
    if gold.source not in position.sources:
        return False
    positions = case.agreement.positions if case.agreement else ()
    if sum(gold.source in one.sources for one in positions) == 1:
        return True
    return same(gold.text, [position.value])


def quoted(prediction: Prediction) -> Iterator[tuple[str, int, int, str]]:
    """Yield all that a record quotes: its source's id, its place and the words shown."""
    record = prediction.record
    for one in (*record["citations"], *record.get("nearest", ())):
        yield one["source_id"], one["start"], one["end"], one["quote"]
    for one in record["spans"]:
        yield one["source_id"], one["start"], one["end"], one["text"]
    sources = {one.get("number"): one["source_id"] for one in record["citations"]}
    for one in record.get("parts", ()):
        if one["citation"] is not None:
            yield sources.get(one["citation"], ""), one["start"], one["end"], one["text"]


def verbatim(predictions: Sequence[Prediction], sources: Mapping[str, str]) -> Figure:
    """Return the share of the quoted stretches that are their source's own characters.

    Compared again with the sources' text, character by character; a stretch of an unknown source
    is not verbatim. Without any source's text, nothing can be said.
    """
    told: list[list[bool]] = [
        [sources.get(key, "")[start:end] == text for key, start, end, text in quoted(one)]
        for one in predictions
    ]
    counts = [float(len(row)) for row in told]
    kept = [float(sum(row)) for row in told]
    name = "verbatim rate"
    return ratio(name, kept, counts, int(sum(counts))) if sources else Figure(name, None, 0)


def leaks(predictions: Sequence[Prediction]) -> Figure:
    """Return the share of the citations given that stand in a zone which is not the paper's own."""
    told = [
        [one["zone"] not in EDITORIAL for one in prediction.record["citations"]]
        for prediction in predictions
        if prediction.answered
    ]
    counts = [float(len(row)) for row in told]
    return ratio("zone leaks", [float(sum(row)) for row in told], counts, int(sum(counts)))


def figures(predictions: Sequence[Prediction], sources: Mapping[str, str]) -> list[Figure]:
    """Return the figures of citations."""
    answered = [one for one in predictions if one.answered]
    able = [one for one in answered if one.case.answerable]
    return [
        mean("citation precision", answered, precision),
        mean("citation recall", able, recall),
        verbatim(predictions, sources),
        leaks(predictions),
    ]
