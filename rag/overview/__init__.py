"""The corpus at a glance: its dated events, its people, its figures, where its sources part."""

from rag.overview.kinds import Disagreement, Entity, Event, Figure, Overview
from rag.overview.make import overview
from rag.overview.record import overview_record

__all__ = [
    "Disagreement",
    "Entity",
    "Event",
    "Figure",
    "Overview",
    "overview",
    "overview_record",
]
