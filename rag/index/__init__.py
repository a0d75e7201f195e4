"""The saved index of a sources folder: made, refreshed, loaded."""

from rag.index.build import Work, make_index, open_index
from rag.index.store import Index, Manifest

__all__ = ["Index", "Manifest", "Work", "make_index", "open_index"]
