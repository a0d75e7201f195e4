"""Courtesy: what is said to a person rather than answered from the sources, and help numbers."""

from rag.courtesy.manner import Manner, manner_of
from rag.courtesy.meaning import Meaning, Told, load_meaning
from rag.courtesy.numbers import Numbers, help_for, load_numbers
from rag.courtesy.texts import TAKE_CARE
from rag.types import HelpLine

__all__ = [
    "TAKE_CARE",
    "HelpLine",
    "Manner",
    "Meaning",
    "Numbers",
    "Told",
    "help_for",
    "load_meaning",
    "load_numbers",
    "manner_of",
]
