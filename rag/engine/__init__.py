"""The engine: one question in, one outcome out."""

from rag.engine.considered import Considered, Heard
from rag.engine.engine import Engine

__all__ = ["Considered", "Engine", "Heard"]
