"""Pin the answers of cases to their sources, from their text and what stands around it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rag import Corpus, Index, Source, Span
from rag.calibrate.cases import Case, Gold, Place


def _pattern(text: str) -> str:
    """Match a text whatever its white space."""
    return r"\s*".join(re.escape(char) for char in text if not char.isspace())


def _find(gold: Gold, source: Source) -> Iterator[Gold]:
    around = f"{_pattern(gold.prefix)}\\s*({_pattern(gold.text)})\\s*{_pattern(gold.suffix)}"
    for match in re.finditer(around, source.text):
        start, end = match.span(1)
        yield gold.model_copy(update={"start": start, "end": end, "text": source.text[start:end]})


def anchor(cases: Sequence[Case], corpus: Corpus) -> tuple[list[Case], list[str]]:
    """Return the cases with offsets recomputed, and the ids of those with an answer not found.

    An answer whose words stand several times with the same surroundings (a text that stands
    twice) is pinned in each place.
    """
    pinned, lost = [], []
    for case in cases:
        answers: list[Gold] = []
        for gold in case.answers:
            source = corpus.source(gold.source)
            found = list(_find(gold, source)) if source is not None else []
            if not found:
                lost.append(case.id)
            answers.extend(found or [gold])
        unique = list({(gold.source, gold.start, gold.end): gold for gold in answers}.values())
        pinned.append(case.model_copy(update={"answers": tuple(unique)}))
    return pinned, lost


def places(index: Index) -> dict[str, list[Span]]:
    """Return the places of an index's passages, by source id."""
    found: dict[str, list[Span]] = {}
    for passage in index.passages:
        for place in passage.places:
            found.setdefault(place.source.id, []).append(place)
    return found


def support(case: Case, stands: Mapping[str, Sequence[Span]]) -> Case:
    """Return a case with the passages that hold its answers, among the places of an index."""
    found = {
        (gold.source, place.start, place.end)
        for gold in case.answers
        for place in stands.get(gold.source, ())
        if gold.start is not None
        and gold.end is not None
        and place.start <= gold.start
        and gold.end <= place.end
    }
    passages = tuple(Place(source=s, start=a, end=b) for s, a, b in sorted(found))
    return case.model_copy(update={"passages": passages})
