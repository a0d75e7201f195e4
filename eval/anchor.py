"""Pin the answers of cases to their sources, from their text and what stands around it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval import texts
from rag import Corpus, Index, Source, Span
from rag.calibrate.cases import Case, Gold, Place, misplaced


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


def pinned(
    cases: Sequence[Case],
    corpus: Corpus,
    stands: Mapping[str, Sequence[Span]],
    say: Callable[[str], None],
    written: Mapping[str, str],
) -> list[Case]:
    """Return cases with their answers and supporting passages placed in a corpus.

    Those whose answers stand where they say are left as they are; answers that cannot be found,
    and sources that are not there, are told, and stay without place. `stands` is what `places`
    returns; `written` says where the answers of a case are written, by its id, when that is known.
    """
    adrift = [case for case in cases if any(misplaced([case], corpus))]
    found, lost = anchor(adrift, corpus)
    named = dict.fromkeys(gold.source for case in adrift for gold in case.answers)
    if unknown := [name for name in named if corpus.source(name) is None]:
        say(texts.sources_unknown(unknown))
    if lost:
        say(texts.answers_lost({case_id: written.get(case_id, "") for case_id in lost}))
    moved = {case.id: case.model_copy(update={"passages": ()}) for case in found}
    return [
        case if case.passages else support(case, stands)
        for case in (moved.get(one.id, one) for one in cases)
    ]
