"""The zone of every line of a press page: its evidence, told by the tagger."""

from rag.segment.evidence import evidence
from rag.segment.lines import Line
from rag.segment.tagger import tagger
from rag.types import Source, Zone


def zones(source: Source) -> list[tuple[Line, Zone]]:
    """Give each line of a source its zone, in order."""
    found, features = evidence(source)
    return list(zip(found, tagger().tag(features), strict=True))
