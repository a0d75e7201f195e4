"""What a document says of itself, and the checks that every such value passes."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import category
from urllib.parse import urlsplit

from rag.types import Block

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_SUBTAG = re.compile(r"[a-z]{2,3}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; unknown stays None.

    `published` is an ISO 8601 date or datetime, `url` an http(s) address, `language` an ISO 639
    code in lower case.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader draws from a file's bytes: text, layout and metadata.

    `encoding` is the codec that decoded the bytes, "" when they are no text of one encoding.
    """

    text: str
    encoding: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()


def one_line(value: object) -> str | None:
    """Return a text on one line without white space around it, or None when nothing is left.

    No-break spaces stay. Control characters and lone surrogates, which JSON can carry, could not be
    shown: they go.
    """
    if not isinstance(value, str):
        return None
    line = _SPACES.sub(" ", value)
    return "".join(char for char in line if category(char) not in {"Cc", "Cs"}).strip() or None


def iso_date(value: object) -> str | None:
    """Return an ISO 8601 date or datetime as it is written ("T" between its halves), else None."""
    text = one_line(value)
    if text is None or not _ISO.fullmatch(text):
        return None
    try:
        if len(text) == len("2024-06-25"):
            date.fromisoformat(text)
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return None
    return text.replace(" ", "T")


def web_address(value: object) -> str | None:
    """Return an absolute http or https address, or None: nothing else may become a link."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if any(char.isspace() or not char.isprintable() or char in '<>"\\' for char in text):
        return None
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return text if known else None


def primary_subtag(value: object) -> str | None:
    """Return the language of a tag like "fr-FR", in lower case, or None."""
    found = _SUBTAG.match(value.strip().lower()) if isinstance(value, str) else None
    return found.group() if found else None
