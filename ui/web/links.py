"""Addresses: of a passage on our own pages, and of a quotation on the site that published it."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from ui.web.trail import Place

_WORDS = 6
"""Words at each end of a long quotation that its text fragment names."""

_FINGERPRINT = 16
"""Digits of a corpus's fingerprint that a permalink carries: enough to see that it changed."""


def source(source_id: str) -> str:
    """Return the address of the page of a source."""
    return f"/sources/{quote(source_id, safe='')}"


def passage(source_id: str, start: int, end: int, trail: Iterable[Place] = ()) -> str:
    """Return the address of the characters [start, end) on the page of a source.

    `trail` holds the citations of the answer that it is one of, in order: the page then leads to
    the one before and the one after.
    """
    query = [("start", start), ("end", end), *(("cite", str(place)) for place in trail)]
    return f"{source(source_id)}?{urlencode(query)}#passage"


def permalink(question: str, corpus: str) -> str:
    """Return the address that asks a question again, and tells which sources it was put to."""
    return f"/?{urlencode({'q': question, 'corpus': corpus[:_FINGERPRINT]}, quote_via=quote)}"


def telephone(number: str) -> str:
    """Return the address that calls a number, as it is written for people."""
    return f"tel:{''.join(char for char in number if char.isdigit() or char == '+')}"


def original(url: str | None, words: str = "") -> str | None:
    """Return a source's own address, with a text fragment that leads to `words`.

    None when it has none. Reading keeps web addresses only: what stands there is safe to link.
    """
    if url is None or not words.strip() or "#" in url:
        return url
    return f"{url}#:~:text={_fragment(words)}"


def shown(url: str) -> str:
    """Return an address as it is read: without what every address has."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _fragment(words: str) -> str:
    found = words.split()
    if len(found) <= 2 * _WORDS:
        return _encoded(found)
    return f"{_encoded(found[:_WORDS])},{_encoded(found[-_WORDS:])}"


def _encoded(words: list[str]) -> str:
    # "-" is safe everywhere but in a text fragment, where it sets prefix and suffix apart.
    return quote(" ".join(words), safe="").replace("-", "%2D")
