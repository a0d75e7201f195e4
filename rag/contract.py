"""The one record: an outcome as every caller reads it (docs/contrat.md), ready for JSON."""

from typing import Any

from rag import messages
from rag.moments import date_notes, published_date
from rag.types import Answer, Asked, Citation, Outcome, Question, Quoted, Reason, Refusal, Source
from rag.voice import voice_of

Record = dict[str, Any]


def record(outcome: Outcome) -> Record:
    """Turn an outcome into its record. Lists are never None; offsets are code points."""
    asked = outcome.asked
    given: Record = {
        "question": asked.question.text,
        "language": asked.language,
        "understood": asked.understood,
    }
    given |= _answer(outcome) if isinstance(outcome, Answer) else _refusal(outcome)
    return given | _context(asked)


def invalid_input(question: str, reason: Reason = Reason.INVALID_INPUT) -> Record:
    """Return the record that stands in the place of a line which is no question."""
    asked = Asked(Question(question))
    return record(Refusal(asked, reason, messages.REFUSALS[reason]))


def _answer(answer: Answer) -> Record:
    return {
        "status": "answered",
        "reason": None,
        "answer": answer.text,
        "parts": [
            {
                "text": part.text,
                "citation": part.citation,
                "start": part.span.start,
                "end": part.span.end,
            }
            if isinstance(part, Quoted)
            else {"text": part.text, "citation": None, "start": None, "end": None}
            for part in answer.parts
        ],
        "spans": [
            {
                "source_id": candidate.span.source.id,
                "start": candidate.span.start,
                "end": candidate.span.end,
                "text": candidate.span.text,
                "score": candidate.score,
                "citation": answer.citation_of(candidate).number,
            }
            for candidate in answer.candidates
        ],
        "citations": [citation_record(citation) for citation in answer.citations],
        "agreement": {
            "kind": answer.agreement.kind.value,
            "positions": [
                {
                    "value": position.value.text,
                    "citations": list(position.citations),
                    "independent": position.independent,
                }
                for position in answer.agreement.positions
            ],
        },
        "nearest": [],
    }


def _refusal(refusal: Refusal) -> Record:
    return {
        "status": "refused",
        "reason": refusal.reason.value,
        "answer": refusal.text,
        "parts": [{"text": refusal.text, "citation": None, "start": None, "end": None}],
        "spans": [],
        "citations": [],
        "agreement": None,
        "nearest": [citation_record(citation) for citation in refusal.nearest],
    }


def _context(asked: Asked) -> Record:
    return {
        "confidence": asked.confidence,
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in asked.notices],
        "help": [
            {"label": line.label, "number": line.number, "url": line.url} for line in asked.help
        ],
        "suggestions": list(asked.suggestions),
        "corpus": asked.corpus,
        "version": asked.version,
        "timings_ms": {
            "retrieve": round(asked.timings.retrieve, 1),
            "read": round(asked.timings.read, 1),
            "total": round(asked.timings.total, 1),
        },
    }


def citation_record(citation: Citation) -> Record:
    """Turn a citation into its record."""
    source = citation.quote.source
    before, after = citation.around()
    return {
        "number": citation.number,
        **source_record(source),
        "zone": citation.zone.value,
        "start": citation.quote.start,
        "end": citation.quote.end,
        "quote": citation.quote.text,
        "pieces": [{"text": piece.text, "mark": piece.mark} for piece in citation.pieces()],
        "before": before,
        "after": after,
        "places": [
            {"source_id": place.source.id, "start": place.start, "end": place.end}
            for place in citation.places
        ],
        "speaker": _speaker(citation),
        "date_notes": [
            {
                "text": note.span.text,
                "start": note.span.start,
                "end": note.span.end,
                "explained": note.explained,
            }
            for note in date_notes(citation.quote, published_date(source))
        ],
    }


def _speaker(citation: Citation) -> Record | None:
    """Say whose words a citation's answer is; None where nothing is marked as one."""
    if not citation.marks:
        return None
    voice = voice_of(citation.marks[0], citation.zone)
    name = voice.name.text if voice.name is not None else None
    return {"kind": voice.kind, "name": name, "hedged": voice.hedged}


def source_record(source: Source) -> Record:
    """Turn what is known of a source into its record; the label is never empty."""
    return {
        "source_id": source.id,
        "label": messages.label(source),
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "url": source.url,
    }
