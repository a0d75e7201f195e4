"""From candidates to an outcome: screened, judged, composed."""

from rag.answer.compose import compose, refuse
from rag.answer.judge import Judge, load_judge
from rag.answer.screen import screen
from rag.answer.several import Told, compose_list, compose_parts

__all__ = [
    "Judge",
    "Told",
    "compose",
    "compose_list",
    "compose_parts",
    "load_judge",
    "refuse",
    "screen",
]
