"""Retrieval: the passages of an index that come nearest to a question."""

from rag.retrieve.retrieve import retrieve

__all__ = ["retrieve"]
