"""Bytes to text: nothing is normalised, every newline is kept.

For plain text `data.decode(encoding)` gives the text back, byte order mark dropped: `encoding` is
always the name of the codec that did it.
"""

import codecs
import re

from rag import messages
from rag.errors import SourcesError

FALLBACKS = frozenset({"cp1252", "utf-16"})
"""Encodings that nobody declared: whoever reads the corpus is told."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS_AT_MOST = 0.3
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

# The HTML standard scans the first 1,024 bytes; press pages put scripts before their charset.
_SCANNED = 8192
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CHARSET = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SINGLE_BYTE = re.compile(r"(windows-125[0-8]|iso-8859-(?:[2-8]|1[03-6])|macintosh)")
_LATIN = frozenset(
    {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii"}
    | {"cp1252", "windows-1252"}
)


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text file: by its byte order mark, else UTF-8, else strict cp1252.

    Returns:
        The text, without byte order mark and otherwise untouched, and its codec: "utf-8",
        "utf-8-sig", "utf-16" or "cp1252".

    Raises:
        SourcesError: when the bytes are no text, or white space only.
    """
    marked = _marked(data)
    return _checked(data, (marked,) if marked else ("utf-8", "cp1252"))


def decode_page(data: bytes) -> tuple[str, str]:
    """Decode an HTML page: by its byte order mark, its meta charset, UTF-8, then cp1252.

    An encoding that the page declares keeps its own name ("windows-1252"), so that it is not taken
    for the fallback ("cp1252").

    Raises:
        SourcesError: when the bytes are no text, or white space only.
    """
    marked = _marked(data)
    return _checked(data, (marked,) if marked else (_declared(data) or "utf-8", "utf-8", "cp1252"))


def _marked(data: bytes) -> str | None:
    """Return the codec that a byte order mark tells."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def _declared(data: bytes) -> str | None:
    """Return the codec of the page's meta charset, when it is one of the few that are trusted.

    Only single-byte charsets are: a page that can be scanned for ASCII and is in UTF-8 needs no
    declaration, and codecs such as "utf-7" or "unicode_escape" would rewrite its mark-up.
    """
    found = _CHARSET.search(_COMMENT.sub(b"", data[:_SCANNED]))
    if found is None:
        return None
    label = found.group(1).decode("ascii", "replace").lower()
    if label in _LATIN:
        return "windows-1252"
    return label if _SINGLE_BYTE.fullmatch(label) else None


def _checked(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    """Decode with the first encoding that fits, and refuse what is no text."""
    if not data.strip():
        raise SourcesError(messages.FILE_EMPTY)
    if b"\0" in data and "utf-16" not in encodings:
        raise SourcesError(messages.FILE_BINARY)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise SourcesError(messages.FILE_EMPTY)
        controls = len(_CONTROL.findall(text))
        if "\0" in text or controls > _CONTROLS_AT_MOST * len(text):
            raise SourcesError(messages.FILE_BINARY)
        return text, encoding
    raise SourcesError(messages.FILE_ENCODING)
