"""What the layout says: the names, classes and roles around a block, in HTML and Markdown."""

from collections.abc import Sequence

from rag.segment.habits import ZONE_OF_HINT
from rag.segment.lines import Line
from rag.types import Zone

_ROOT = frozenset({"body", "html"})
_WRAPPERS = frozenset({"article", "main", "section", "div"})
_SHORT_ONLY = frozenset({Zone.BYLINE, Zone.TITLE, Zone.SUBHEADING})


def shared_words(title: Line | None) -> frozenset[str]:
    """Return the words around the headline, headings apart: they wrap the page and tell nothing."""
    if title is None:
        return frozenset()
    return frozenset(word for word in title.hints if ZONE_OF_HINT.get(word) is not Zone.TITLE)


def evidence(line: Line, ignored: frozenset[str]) -> Zone | None:
    """Return the zone that the nearest telling name around a line gives, or None.

    `ignored` holds the names that wrap the whole article.
    """
    return next((zone for zone in _found(line.hints, ignored) if _fits(zone, line)), None)


def _found(hints: Sequence[str], ignored: frozenset[str]) -> list[Zone]:
    found: list[Zone] = []
    for word in hints:
        if word in _ROOT:
            break
        zone = ZONE_OF_HINT.get(word)
        if zone is not None and word not in ignored and word not in _WRAPPERS:
            found.append(zone)
    if Zone.BYLINE in found and Zone.BIOGRAPHY in found:
        found.insert(0, Zone.BIOGRAPHY)
    if "blockquote" in hints and Zone.COMMENT not in found:
        found.insert(0, Zone.QUOTEBOX)
    return found


def _fits(zone: Zone, line: Line) -> bool:
    return not (
        zone in _SHORT_ONLY and line.prose and line.words > 30
    )  # no headline, no byline is that long
