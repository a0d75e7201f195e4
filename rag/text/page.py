"""What an HTML page says of itself: Open Graph, JSON-LD (schema.org), then plain HTML."""

import json
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

import lxml.html

from rag.text.metadata import Metadata, iso_date, one_line, primary_subtag, web_address

_ARTICLES = ("Article", "Posting", "Report", "Episode", "VideoObject", "AudioObject")
_DEEPEST = 6
_ASIDE = "ancestor::aside or ancestor::nav or ancestor::footer"


def describe_page(document: lxml.html.HtmlElement) -> Metadata:
    """Return what a page says of itself; what is malformed counts as unsaid."""
    things = _linked_data(document)
    # Where the same things are said twice, the first place that says it well is believed.
    return Metadata(
        title=_first(
            one_line,
            _meta(document, "og:title"),
            (_name(thing.get("headline")) for thing in things),
            (heading.text_content() for heading in document.iter("h1")),
            (title.text for title in document.xpath("//title[not(ancestor::svg)]")),
        ),
        publisher=_first(
            one_line,
            _meta(document, "og:site_name"),
            (_name(thing.get("publisher")) for thing in things),
        ),
        author=_first(
            _person,
            _meta(document, "author", "article:author"),
            (_name(thing.get("author")) for thing in things),
        ),
        published=_first(
            iso_date,
            _meta(document, "article:published_time", "og:article:published_time"),
            (thing.get("datePublished") for thing in things),
            document.xpath("//*[@itemprop='datePublished']/@datetime"),
            document.xpath(f"//time[not({_ASIDE})]/@datetime"),
        ),
        url=_first(
            web_address,
            document.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href"),
            _meta(document, "og:url"),
        ),
        language=_first(primary_subtag, document.xpath("/html/@lang | /html/@xml:lang")),
    )


def _first(check: Callable[[object], str | None], *places: Iterable[object]) -> str | None:
    """Return the first value that passes its check, place after place."""
    checked = (check(value) for place in places for value in place)
    return next((value for value in checked if value is not None), None)


def _meta(document: lxml.html.HtmlElement, *names: str) -> Iterator[str]:
    """Yield the contents of the meta elements of these names, name after name."""
    metas = [
        (key.strip().lower(), meta.get("content", ""))
        for meta in document.iter("meta")
        for key in (meta.get("property"), meta.get("name"))
        if key
    ]
    for name in names:
        yield from (content for key, content in metas if key == name)


def _person(value: object) -> str | None:
    """Return a name, or None for the address of a profile page."""
    name = one_line(value)
    return None if name is None or web_address(name) else name


def _linked_data(document: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """Return the page's JSON-LD objects, those that describe an article first."""
    things: list[dict[str, Any]] = []
    for script in document.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                things += _objects(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    return sorted(things, key=lambda thing: not _is_article(thing))


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the top objects of a JSON-LD document, through lists, `@graph` and `mainEntity`."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _objects(value.get(key), depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    """Say whether a JSON-LD object is the page's article rather than its site or author."""
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(_ARTICLES)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _name(value: object) -> str | None:
    """Return a text of JSON-LD, or the name of a person or organisation; several, with commas.

    Publishing tools often escape such texts as if they were HTML.
    """
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return ", ".join(names) or None
    return one_line(unescape(value)) if isinstance(value, str) else None
