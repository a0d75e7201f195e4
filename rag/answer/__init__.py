"""From candidates to an outcome: screened, judged, composed."""

from rag.answer.compose import compose, refuse
from rag.answer.judge import Judge, load_judge
from rag.answer.screen import screen

__all__ = ["Judge", "compose", "load_judge", "refuse", "screen"]
