"""Moments: what a source's expressions of time mean, and what that rests on."""

from rag.moments.ask import asks_present
from rag.moments.mention import Mention, mentions, moment_of, published_date
from rag.moments.moment import Moment, Precision, Relation, relation
from rag.moments.notes import DateNote, date_notes
from rag.moments.texts import when

__all__ = [
    "DateNote",
    "Mention",
    "Moment",
    "Precision",
    "Relation",
    "asks_present",
    "date_notes",
    "mentions",
    "moment_of",
    "published_date",
    "relation",
    "when",
]
