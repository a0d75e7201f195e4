"""An engine whose reader tells what it was asked."""

from collections.abc import Sequence
from pathlib import Path

from rag import Engine, Settings
from rag.embed.hashing import HashingEncoder
from rag.types import Candidate, Hit


class Heard:
    """A reader that finds nothing, and remembers each question."""

    name = "sentences"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, question: str, _hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return nothing."""
        self.asked.append(question)
        return ()


def engine_with(folder: Path, text: str, reader: Heard) -> Engine:
    """Open an engine on one text, read by the reader."""
    sources = folder / "sources"
    sources.mkdir()
    (sources / "musee.txt").write_text(text, encoding="utf-8")
    settings = Settings(sources=sources, cache=folder / "cache", model="hashing")
    plain = Engine.open(settings)
    return Engine(settings, plain.index, HashingEncoder(), reader)
