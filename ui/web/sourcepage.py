"""A source on its own page: whole, its zones lightly shown, the asked characters marked.

Rendered here, without any script: Gradio's components would read the text again as Markdown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from rag import Source, Span, messages, source_record
from rag.types import Segment
from ui.texts import ZONES, quoted
from ui.web import links, site_texts, texts, trail
from ui.web.copies import copies, elsewhere
from ui.web.problems import Refused
from ui.web.runs import runs, stretches
from ui.web.templates import page
from ui.web.trail import Place

if TYPE_CHECKING:
    from rag import Engine


def router(engine: "Engine") -> APIRouter:
    """Return the routes of the sources' pages: their list, and each of them."""
    routes = APIRouter()
    known = copies(engine.index.passages)
    corpus = engine.corpus

    @routes.get("/sources")
    def listing(request: Request) -> HTMLResponse:
        entries = [_entry(source, engine.segments[source.id]) for source in corpus.sources]
        aside = {site_texts.REJECTED: corpus.rejected, site_texts.REMARKS: corpus.remarks}
        return page(request, "sources.html", entries=entries, aside=aside, corpus=corpus)

    @routes.get("/sources/{source_id}")
    def reader(
        request: Request, source_id: str, start: str | None = None, end: str | None = None
    ) -> HTMLResponse:
        source = corpus.source(source_id)
        if source is None:
            raise Refused(404, texts.SOURCE_UNKNOWN)
        passage = trail.bounds(source.text, start, end)
        place = Place(source_id, *passage) if passage else None
        came_from = trail.read(request.query_params.getlist("cite"), corpus)
        others = elsewhere(Span(source, *passage), known) if passage else ()
        segments = engine.segments[source_id]
        return page(
            request,
            "source.html",
            source=source,
            label=_label(source),
            titled=any(segment.zone == "title" for segment in segments),
            provenance=_provenance(source),
            counts=_counts(segments),
            original=links.original(source.url, _marked(source, passage)),
            stretches=stretches(list(runs(source.text, segments, passage))),
            wanted=start is not None or end is not None,
            found=passage is not None,
            unfolded="unfold" in request.query_params,
            standing=trail.standing(place, came_from or ()),
            trail=came_from or (),
            lost=came_from is None,
            others=[(_address(other), source_record(other.source)["label"]) for other in others],
        )

    return routes


def _label(source: Source) -> tuple[str, str, str]:
    """Return how the press cites a source, cut around its title, which is set as one."""
    label, title = source_record(source)["label"], source.title
    return label.partition(quoted(title)) if title else (label, "", "")


def _entry(source: Source, segments: Sequence[Segment]) -> Mapping[str, object]:
    return {
        "address": links.source(source.id),
        "label": _label(source),
        "path": source.path,
        "counts": _counts(segments),
    }


def _counts(segments: Sequence[Segment]) -> str:
    counted = Counter(segment.zone.value for segment in segments)
    return site_texts.zone_counts({zone: counted[zone] for zone in ZONES if counted[zone]})


def _provenance(source: Source) -> list[tuple[str, str]]:
    """Return what is known of a source: names in French, and values."""
    published = messages.day(source.published) if source.published else messages.UNDATED
    named = (
        (texts.AUTHOR, source.author),
        (texts.PUBLISHER, source.publisher),
        (texts.PUBLISHED, published),
        (texts.FILE, source.path),
        (site_texts.EXTRACTOR, source.extractor),
        (site_texts.LENGTH, site_texts.characters(len(source.text))),
    )
    return [(name, value) for name, value in named if value]


def _marked(source: Source, passage: tuple[int, int] | None) -> str:
    return source.text[slice(*passage)] if passage else ""


def _address(span: Span) -> str:
    return links.passage(span.source.id, span.start, span.end)
