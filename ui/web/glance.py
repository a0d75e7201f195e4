"""« En bref »: the corpus at a glance, drawn; each item leads to its passage."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from rag import overview_record
from ui.web import links, site_texts
from ui.web.templates import page
from ui.web.trail import LONGEST, Place

if TYPE_CHECKING:
    from rag import Corpus, Engine

Record = Mapping[str, Any]


def router(engine: "Engine") -> APIRouter:
    """Return the route of the overview."""
    routes = APIRouter()
    corpus = engine.corpus

    @routes.get("/en-bref")
    def glance(request: Request) -> HTMLResponse:
        record = overview_record(engine.overview())
        undated = len(corpus.sources) - len(record["publications"])
        return page(
            request,
            "glance.html",
            lead=site_texts.glance_lead(len(corpus.sources)),
            timeline=[_event(item, corpus) for item in record["timeline"]],
            publications=[_publication(item) for item in record["publications"]],
            undated=site_texts.undated_sources(undated) if undated else "",
            people=[_entity(item, corpus) for item in record["people"]],
            organisations=[_entity(item, corpus) for item in record["organisations"]],
            figures=[_figure(item, corpus) for item in record["figures"]],
            disagreements=[_disagreement(item, corpus) for item in record["disagreements"]],
        )

    return routes


def _event(item: Record, corpus: "Corpus") -> Record:
    return {
        "date": item["date"],
        "machine": _machine_date(item),
        "inferred": item["inferred"],
        "weight": site_texts.weight(item["independent"]),
        "citations": _citations(item["citations"], corpus),
    }


def _machine_date(item: Record) -> str | None:
    """Return an event's date as HTML writes one; None where HTML has no way to write it."""
    first, last = str(item["first"]), str(item["last"])
    known = {"day": 10, "month": 7, "year": 4}.get(item["precision"])
    if known is None or first[:known] != last[:known]:
        return None
    return first[:known]


def _publication(item: Record) -> Record:
    return {"address": links.source(item["source_id"]), "label": item["label"]}


def _entity(item: Record, corpus: "Corpus") -> Record:
    return {
        "name": _flat(item["name"]),
        "roles": [
            {
                "text": _flat(role["text"]),
                "address": links.passage(role["source_id"], role["start"], role["end"]),
            }
            for role in item["roles"]
        ],
        "weight": "",
        "named": site_texts.named(item["passages"], item["independent"]),
        "citations": _citations(item["citations"], corpus),
    }


def _figure(item: Record, corpus: "Corpus") -> Record:
    return {
        "value": _flat(item["value"]),
        "weight": site_texts.weight(item["independent"]),
        "citations": _citations(item["citations"], corpus),
    }


def _disagreement(item: Record, corpus: "Corpus") -> Sequence[Record]:
    shown = {citation["number"]: citation for citation in _citations(item["citations"], corpus)}
    return [
        {
            "value": _flat(position["value"]),
            "weight": site_texts.weight(position["independent"]),
            "citations": [shown[number] for number in position["citations"]],
        }
        for position in item["positions"]
    ]


def _citations(citations: Sequence[Record], corpus: "Corpus") -> list[Record]:
    """Return citations as they are drawn, each with the address of its passage among the others."""
    trail = [Place(one["source_id"], one["start"], one["end"]) for one in citations][:LONGEST]
    return [
        {
            "number": one["number"],
            "pieces": one["pieces"],
            "address": links.passage(one["source_id"], one["start"], one["end"], trail),
            "source": site_texts.short_label(one),
            "label": one["label"],
            "language": _language(one["source_id"], corpus),
        }
        for one in citations
    ]


def _language(source_id: str, corpus: "Corpus") -> str | None:
    """Return a source's language where it is not the page's own."""
    source = corpus.source(source_id)
    return source.language if source and source.language != "fr" else None


def _flat(words: str) -> str:
    return " ".join(words.split())
