"""What a source says someone is, in the words that stand beside the name.

Only offices, trades and kin: never what someone is accused of, nor what was done to them.
"""

from rag.overview.data import listed, pattern
from rag.overview.lines import Line
from rag.text.fold import fold
from rag.types import Span

_REACH = 90


def roles_of(line: Line, name: Span) -> tuple[Span, ...]:
    """Return the offices or trades that stand before and after a name of a line."""
    return tuple(role for role in (_before(line, name), _after(line, name)) if role is not None)


def owned(line: Line, name: Span) -> bool:
    """Say whether a name is what someone else is of: what follows it is then not sure."""
    start = max(line.sentence.start, name.start - _REACH)
    return pattern("people", "owned").search(line.source.text, start, name.start) is not None


def _before(line: Line, name: Span) -> Span | None:
    text = line.source.text
    start = max(line.sentence.start, name.start - _REACH)
    found = None
    at = start
    while (match := pattern("roles", "before").search(text, at, name.start)) is not None:
        # The last office: « la procureure de la République de Nevers », not « la République ».
        if _told(match.group("head"), match.group()):
            found = match
        at = match.start() + 1
    if found is None:
        return None
    end = found.end("rest")
    return Span(line.source, found.start(), end) if end - found.start() > 2 else None


def _after(line: Line, name: Span) -> Span | None:
    match = pattern("roles", "after").match(line.source.text, name.end, line.sentence.end)
    if match is None or owned(line, name) or not _told(match.group("head"), match.group("role")):
        return None
    return Span(line.source, *match.span("role"))


def _told(head: str, words: str) -> bool:
    return fold(head) in listed("roles", "offices") and not pattern("roles", "accused").search(
        words
    )
