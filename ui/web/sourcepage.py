"""A source on its own page: whole, its zones lightly shown, the asked characters marked.

Rendered here, without any script: Gradio's components would read the text again as Markdown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from rag import EDITORIAL, Zone, source_record
from rag.messages import day
from rag.types import Segment
from ui.web import links, texts
from ui.web.problems import Refused
from ui.web.templates import render

if TYPE_CHECKING:
    from rag import Engine, Source

STYLE_PATH = "/style/pages.css"


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of a source as shown; `first` says that the asked ones begin here."""

    text: str
    mark: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one zone that follow each other; joined, the runs of a source are its text."""

    zone: Zone
    words: tuple[Words, ...]

    @property
    def editorial(self) -> bool:
        """Whether the words are the paper's own work."""
        return self.zone in EDITORIAL


def router(engine: "Engine") -> APIRouter:
    """Return the route of the sources' pages, and that of their style."""
    routes = APIRouter()
    style = resources.files("ui.web").joinpath("pages.css").read_text(encoding="utf-8")

    @routes.get(STYLE_PATH)
    def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    @routes.get("/sources/{source_id}")
    def page(source_id: str, start: str | None = None, end: str | None = None) -> HTMLResponse:
        source = engine.corpus.source(source_id)
        if source is None:
            raise Refused(404, texts.SOURCE_UNKNOWN)
        passage = asked(source.text, start, end)
        return HTMLResponse(
            render(
                "source.html",
                label=source_record(source)["label"],
                known=known(source),
                original=links.original(source.url),
                runs=list(runs(source.text, engine.segments[source_id], passage)),
                found=passage is not None,
                wanted=start is not None or end is not None,
            )
        )

    return routes


def known(source: "Source") -> list[tuple[str, str]]:
    """Return what is known of a source: names in French, and values."""
    published = day(source.published) if source.published else None
    named = (
        (texts.AUTHOR, source.author),
        (texts.PUBLISHER, source.publisher),
        (texts.PUBLISHED, published),
        (texts.FILE, source.path),
    )
    return [(name, value) for name, value in named if value]


def asked(text: str, start: str | None, end: str | None) -> tuple[int, int] | None:
    """Return the code points asked for, half-open; None when they are not some of `text`."""
    if not (start and end and _is_number(start) and _is_number(end)):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= len(text) else None


def _is_number(value: str) -> bool:
    # Python turns long digits into integers slowly, and other alphabets' digits silently.
    return value.isascii() and value.isdecimal() and len(value) <= len("1000000000")


def runs(text: str, segments: Sequence[Segment], passage: tuple[int, int] | None) -> Iterator[Run]:
    """Cut a text where its zone changes, and at the ends of the passage.

    White space between two segments goes with the first; what stands outside every segment
    counts as body.
    """
    starts = [segment.start for segment in segments]
    edges = [(segment.start, segment.zone) for segment in segments]
    if text and (not starts or starts[0] > 0):
        edges.insert(0, (0, segments[0].zone if segments else Zone.BODY))
    merged = [
        edge for place, edge in enumerate(edges) if place == 0 or edge[1] is not edges[place - 1][1]
    ]
    for (start, zone), (end, _) in pairwise([*merged, (len(text), Zone.BODY)]):
        yield Run(zone, tuple(_words(text, start, end, passage)))


def _words(text: str, start: int, end: int, passage: tuple[int, int] | None) -> Iterator[Words]:
    first, last = passage or (end, end)
    inside = min(max(first, start), end), max(min(last, end), start)
    for at, to in pairwise((start, *inside, end)):
        if at < to:
            mark = first <= at and to <= last
            yield Words(text[at:to], mark=mark, first=mark and at == first)
