"""The zone of every line of a press page: its evidence, told by the tagger."""

from rag.segment import markup
from rag.segment.cues import cue
from rag.segment.evidence import evidence
from rag.segment.lines import Line
from rag.segment.tagger import tagger
from rag.text.fold import fold
from rag.types import Source, Zone

_PROSE = frozenset({Zone.BODY, Zone.STANDFIRST})


def zones(source: Source) -> list[tuple[Line, Zone]]:
    """Give each line of a source its zone, in order.

    A line that says word for word what the source is known to be called is its title, whatever
    the tagger thinks.
    """
    found, features = evidence(source)
    told = tagger().tag(features)
    if not any(zone in _PROSE for zone in told):
        told = [_plain(line, zone) for line, zone in zip(found, told, strict=True)]
    title = " ".join(fold(source.title or "").split())
    return [
        (line, Zone.TITLE if line.folded == title else zone)
        for line, zone in zip(found, told, strict=True)
    ]


def _plain(line: Line, zone: Zone) -> Zone:
    """Return the zone of a line of a text without any article, such as a note of two lines.

    Such a text is no press page: what stands in it is its body, unless a line's own words or its
    layout say otherwise.
    """
    claimed = markup.evidence(line, frozenset()) or cue(line)
    return zone if claimed is not None else Zone.BODY
