"""What a line says of its own zone by its wording (`habits.toml` holds the wordings)."""

import re

from rag.segment.habits import WORDED, WRITTEN
from rag.segment.lines import Line
from rag.types import Zone

LONGEST = 30
"""Words above which a line is prose, and claims nothing but a related link or an advert's mark: a
sentence of an article may well speak of cookies or photographs."""

_LONGEST_LINK = 40
_LONGEST_BYLINE = 24
_LONGEST_OPENER = 16


def cue(line: Line) -> Zone | None:
    """Return the zone that a line claims by its wording, or None when it claims none."""
    return next((zone for zone, claims in _CLAIMS if claims(line)), None)


def says(line: Line, habit: str) -> bool:
    """Say whether a line is worded as a habit of `habits.toml` has it."""
    return WORDED[habit].search(line.folded) is not None


def opens_comment(line: Line) -> bool:
    """Say whether a line names who speaks in a thread of comments."""
    return line.words <= _LONGEST_OPENER and (
        says(line, "comment_opener") or WRITTEN["pseudonym"].match(line.text) is not None
    )


def is_meta(line: Line) -> bool:
    """Say whether a line is the pseudonym, the date or the votes of a comment."""
    return opens_comment(line) or says(line, "comment_meta")


def _links(line: Line) -> bool:
    return line.words <= _LONGEST_LINK and says(line, "related")


def _sells(line: Line) -> bool:
    return says(line, "advert_mark") or says(line, "call_to_buy")


def _signs(line: Line) -> bool:
    return line.words <= _LONGEST_BYLINE and says(line, "byline")


def _signs_plainly(line: Line) -> bool:
    """Say whether a line signs or dates the article, whatever else it may look like."""
    dated = says(line, "dateline") and not says(line, "navigation")
    return _signs(line) and (line.folded.startswith("par ") or dated)


def _pictures(line: Line) -> bool:
    """Say whether a line is a caption or a credit, and not the site's own legal notice."""
    if line.words > LONGEST or says(line, "legal") or _COPYRIGHT.search(line.folded):
        return False
    return says(line, "caption") or WRITTEN["credit"].search(line.text) is not None


def _guides(line: Line) -> bool:
    return line.words <= LONGEST and says(line, "navigation")


def _lists(line: Line) -> bool:
    return line.words <= LONGEST and line.menu and not line.prose


_COPYRIGHT = re.compile(r"(?:©|\(c\))[^/]*\b(?:19|20)\d\d\b[^/]*$")
"""A site's own copyright has a year and no agency behind a slash."""

_CLAIMS = (
    (Zone.RELATED, _links),
    (Zone.ADVERT, _sells),
    (Zone.BYLINE, _signs_plainly),
    (Zone.CAPTION, _pictures),
    (Zone.NAVIGATION, _guides),
    (Zone.BYLINE, _signs),
    (Zone.NAVIGATION, _lists),
)
"""What a line may claim, the surer first."""
