"""What a question or a sentence speaks of: its noun phrases and its names, with their form."""

from collections.abc import Iterator

from rag.thread.mention import Mention, named_inside
from rag.thread.phrase import FUNCTION, mention_at
from rag.thread.words import Token, listed, tokens

__all__ = ["FUNCTION", "Mention", "has_name", "inner", "mention_at", "mentions"]

_HOLLOW = listed("noun", "hollow")


def mentions(text: str) -> tuple[Mention, ...]:
    """Return what a text speaks of, in order, the complements inside their phrase."""
    return tuple(_found(text, tokens(text)))


def inner(one: Mention) -> tuple[Mention, ...]:
    """Return what the complements of a phrase speak of; offsets are of the phrase as it stands."""
    parts = tokens(one.named)
    return () if one.name or len(parts) < 2 else mentions(one.named[parts[1].end :])


def has_name(found: tuple[Mention, ...], text: str) -> bool:
    """Say whether any of these phrases of a text is or holds a proper name."""
    return any(one.name or named_inside(text[one.start : one.end]) for one in found)


def _found(text: str, parts: tuple[Token, ...]) -> Iterator[Mention]:
    at = 0
    while at < len(parts):
        mention = mention_at(text, parts, at)
        if mention is None:
            at += 1
        elif mention.head in _HOLLOW:
            at += 2
        else:
            yield mention
            at = mention.last
