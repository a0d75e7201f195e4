"""Short sources for the tests of moments."""

from datetime import date

from rag.moments import Mention, mentions
from rag.types import Source, Span

PUBLISHED = date(2024, 6, 26)
"""A Wednesday."""


def source(text: str, published: str | None = None) -> Source:
    """Make a source of a text."""
    return Source("s", "s.txt", text, "digest", published=published)


def whole(text: str) -> Span:
    """Make a source of a text and return all of it."""
    return Span(source(text), 0, len(text))


def part(text: str, words: str) -> Span:
    """Return the first place of some words in a source of that text."""
    start = text.index(words)
    return Span(source(text), start, start + len(words))


def said(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    """Return the expressions of a text with what they mean: « first last precision », or None."""
    return [(mention.span.text, spelled(mention)) for mention in mentions(whole(text), published)]


def spelled(mention: Mention) -> str | None:
    """Write the moment of a mention, its days once where they are one."""
    moment = mention.moment
    if moment is None:
        return None
    days = {moment.first.isoformat(): None, moment.last.isoformat(): None}
    return f"{' '.join(days)} {moment.precision}{' inferred' if moment.inferred else ''}"
