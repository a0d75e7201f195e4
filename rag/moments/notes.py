"""What is said beside a quotation of the dates that its words leave to be known."""

from dataclasses import dataclass
from datetime import date

from rag.moments.mention import mentions
from rag.moments.texts import explained
from rag.types import Span


@dataclass(frozen=True, slots=True)
class DateNote:
    """An expression inside a quotation, and what it means in French, said beside it."""

    span: Span
    explained: str


def date_notes(quote: Span, published: date | None) -> tuple[DateNote, ...]:
    """Explain the relative or yearless expressions of a quotation; nothing when nothing is sure."""
    return tuple(
        DateNote(mention.span, explained(mention.moment, year_only=mention.yearless))
        for mention in mentions(quote, published)
        if mention.relative and mention.moment is not None
    )
