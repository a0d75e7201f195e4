"""Retrieval: the passages of an index that come nearest to a question."""

from rag.retrieve.retrieve import Scores, retrieve, scores

__all__ = ["Scores", "retrieve", "scores"]
