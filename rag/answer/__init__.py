"""From candidates to an outcome: screened, judged, composed."""

from rag.answer.compose import compose, refuse
from rag.answer.judge import confidence
from rag.answer.screen import screen

__all__ = ["compose", "confidence", "refuse", "screen"]
