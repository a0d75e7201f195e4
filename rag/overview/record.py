"""An overview as its callers read it (docs/contrat.md), ready for JSON."""

from rag.contract import Record, citation_record, source_record
from rag.moments import Moment, when
from rag.overview.kinds import Disagreement, Entity, Event, Figure, Overview
from rag.types import Citation, Span


def overview_record(overview: Overview) -> Record:
    """Turn an overview into its record. Lists are never None; offsets are code points."""
    return {
        "timeline": [_event(one) for one in overview.timeline],
        "publications": [source_record(source) for source in overview.publications],
        "people": [_entity(one) for one in overview.people],
        "organisations": [_entity(one) for one in overview.organisations],
        "figures": [_figure(one) for one in overview.figures],
        "disagreements": [_disagreement(one) for one in overview.disagreements],
        "corpus": overview.corpus,
        "version": overview.version,
    }


def _event(event: Event) -> Record:
    return {
        "date": _told(event),
        "first": event.first.isoformat(),
        "last": event.last.isoformat(),
        "precision": event.precision,
        "inferred": event.inferred,
        "independent": event.independent,
        "citations": _citations(event.citations),
    }


def _told(event: Event) -> str:
    """Write an event's date in French; a rough one, in the words of its source."""
    if event.precision == "about":
        return " ".join(event.citations[0].marks[0].text.split())
    return when(Moment(event.first, event.last, event.precision))


def _entity(entity: Entity) -> Record:
    return {
        "name": entity.name.text,
        "place": _place(entity.name),
        "roles": [_place(role) for role in entity.roles],
        "passages": entity.passages,
        "independent": entity.independent,
        "citations": _citations(entity.citations),
    }


def _figure(figure: Figure) -> Record:
    return {
        "value": figure.value.text,
        "independent": figure.independent,
        "citations": _citations(figure.citations),
    }


def _disagreement(disagreement: Disagreement) -> Record:
    return {
        "positions": [
            {
                "value": position.value.text,
                "citations": list(position.citations),
                "independent": position.independent,
            }
            for position in disagreement.positions
        ],
        "citations": _citations(disagreement.citations),
    }


def _citations(citations: tuple[Citation, ...]) -> list[Record]:
    return [citation_record(citation) for citation in citations]


def _place(span: Span) -> Record:
    return {
        "text": span.text,
        "source_id": span.source.id,
        "start": span.start,
        "end": span.end,
    }
