"""An overview made of a corpus: no question, no network, no model; the same each time."""

from collections.abc import Sequence

from rag.overview.context import Story
from rag.overview.disagreements import disagreements
from rag.overview.figures import counted_in, figures
from rag.overview.kinds import Overview
from rag.overview.lines import lines_of
from rag.overview.organisations import organisations
from rag.overview.people import people
from rag.overview.timeline import timeline
from rag.types import Corpus, Passage


def overview(corpus: Corpus, passages: Sequence[Passage], version: str = "") -> Overview:
    """Return a corpus at a glance.

    Args:
        corpus: the sources as read.
        passages: its own, in order, as its index holds them (`rag.segment`).
        version: the version of the program, as the overview will say it.
    """
    lines = lines_of(passages)
    counted = counted_in(lines)
    dated = [source for source in corpus.sources if source.published]
    named = people(lines)
    story = Story(lines)
    return Overview(
        timeline=timeline(lines, story),
        publications=tuple(sorted(dated, key=lambda source: (source.published or "", source.id))),
        people=named,
        organisations=organisations(lines, named),
        figures=figures(counted),
        disagreements=disagreements(lines, counted, story),
        corpus=corpus.fingerprint,
        version=version,
    )
