"""Sourcier's engine: ask a folder of sources, get its own words with their citation.

    from rag import Engine, Question, Settings, record
    engine = Engine.open(Settings(sources=Path("seeds")))
    print(record(engine.ask(Question("Combien de procédures ont été ouvertes ?")))["answer"])

This module is the one door: what is not in `__all__` may change without notice. Heavy parts are
loaded at their first use, so that importing the door stays quick.
"""

from typing import TYPE_CHECKING, Any

from rag.config import Settings
from rag.errors import (
    CasesError,
    ConfigError,
    DamagedIndexError,
    DescriptionError,
    FolderError,
    ForeignIndexError,
    IdentifierError,
    ModelError,
    SourcesError,
    SourcierError,
    StoreError,
)
from rag.types import (
    EDITORIAL,
    Answer,
    Candidate,
    Citation,
    Corpus,
    GroundingError,
    Outcome,
    Question,
    Reason,
    Refusal,
    Source,
    Span,
    Zone,
)

if TYPE_CHECKING:
    from rag.contract import citation_record, invalid_input, record, source_record
    from rag.embed import Encoder, HashingEncoder
    from rag.engine import Considered, Engine
    from rag.index import Index, Work
    from rag.overview import Overview, overview_record

_LAZY = {
    "Considered": "rag.engine",
    "Encoder": "rag.embed",
    "Engine": "rag.engine",
    "HashingEncoder": "rag.embed",
    "Index": "rag.index",
    "Overview": "rag.overview",
    "Work": "rag.index",
    "citation_record": "rag.contract",
    "invalid_input": "rag.contract",
    "overview_record": "rag.overview",
    "record": "rag.contract",
    "source_record": "rag.contract",
}

__all__ = [
    "EDITORIAL",
    "Answer",
    "Candidate",
    "CasesError",
    "Citation",
    "ConfigError",
    "Considered",
    "Corpus",
    "DamagedIndexError",
    "DescriptionError",
    "Encoder",
    "Engine",
    "FolderError",
    "ForeignIndexError",
    "GroundingError",
    "HashingEncoder",
    "IdentifierError",
    "Index",
    "ModelError",
    "Outcome",
    "Overview",
    "Question",
    "Reason",
    "Refusal",
    "Settings",
    "Source",
    "SourcesError",
    "SourcierError",
    "Span",
    "StoreError",
    "Work",
    "Zone",
    "citation_record",
    "invalid_input",
    "overview_record",
    "record",
    "source_record",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name not in _LAZY:
        message = f"module 'rag' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_LAZY[name]), name)
