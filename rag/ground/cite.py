"""Citations made from candidates and hits, their offsets carried, never searched."""

from collections.abc import Sequence

from rag.types import Candidate, Citation, Hit, Span


def cite(number: int, candidates: Sequence[Candidate]) -> Citation:
    """Cite the sentence that the candidates share, their words marked.

    Args:
        number: the citation's number, from 1.
        candidates: one or more, of the same sentence.
    """
    first = candidates[0]
    marks = tuple(sorted({(c.span.start, c.span.end) for c in candidates}))
    passage = first.hit.passage
    return Citation(
        number=number,
        quote=first.sentence,
        marks=tuple(Span(first.span.source, start, end) for start, end in marks),
        zone=passage.zone,
        places=passage.places[1:],
    )


def show(number: int, hit: Hit) -> Citation:
    """Show a hit's passage as near to the question, nothing marked as an answer."""
    passage = hit.passage
    return Citation(
        number=number, quote=passage.span, marks=(), zone=passage.zone, places=passage.places[1:]
    )
