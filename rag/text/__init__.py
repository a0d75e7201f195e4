"""From a folder to a frozen corpus of sources."""

from rag.text.corpus import fingerprint, read_corpus

__all__ = ["fingerprint", "read_corpus"]
