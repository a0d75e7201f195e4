"""The stretches of each passage that the trained network marks as an answer.

Each passage is laid under its question in windows (`window`), the network marks first and last
pieces (`network`), and the best stretches are made whole (`spans`).
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from tokenizers import Tokenizer

from rag.embed.table import WordTable
from rag.read.network import Network, shipped
from rag.read.spans import Stretch, best, whole
from rag.read.window import NOTHING, Pieces, Window, batch, pieces, windows
from rag.segment import sentences
from rag.text.fold import words
from rag.types import Candidate, Hit, Passage, Span

PAD = 1
REMEMBERED = 4096
"""Passages whose pieces are kept."""


class SpanFinder:
    """Finds with the shipped network; safe to share between threads."""

    def __init__(self, table: WordTable, tokenizer: Tokenizer, network: Network) -> None:
        self._table = table
        self._tokenizer = tokenizer
        self._network = network
        self._known: dict[tuple[str, int, int], Pieces] = {}
        # The tokeniser refuses a second caller meanwhile ("Already borrowed", tokenizers #537).
        self._lock = threading.Lock()

    @classmethod
    def load(cls, model: Path, weights: Path | None = None, threads: int = 0) -> Self:
        """Load the network, and the table and tokeniser of the packaged model's folder.

        Args:
            model: the packaged model's folder.
            weights: the network's folder; None takes the one shipped.
            threads: 0 takes one a physical core.

        Raises:
            ModelError: something is missing or is not what it should be.
        """
        table = WordTable.open(model / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        return cls(table, tokenizer, Network.load(weights or shipped(), threads))

    def find(self, question: str, hits: Sequence[Hit]) -> list[list[Candidate]]:
        """Return the candidates of each hit, those of the highest evidence first, scores 0."""
        with self._lock:
            asked = pieces(self._tokenizer, question)
        return [list(_candidates(hit, self._stretches(asked, hit))) for hit in hits]

    def _stretches(self, asked: Pieces, hit: Hit) -> list[Stretch]:
        """Read the windows of a hit, one by one.

        In 8 bits, what is read together shares its rounding: read alone, a passage says the same
        whatever stands beside it, and several at once are no faster.
        """
        found: list[Stretch] = []
        for window in self._windows(asked, hit):
            ids, mask = batch([window], PAD)
            found.extend(best(self._network.logits(self._table.look_up(ids), mask)[0], window))
        return found

    def _windows(self, asked: Pieces, hit: Hit) -> list[Window]:
        with self._lock:
            return windows(
                asked,
                pieces(self._tokenizer, title(hit.passage)),
                self._pieces(hit.passage.span),
                self._pieces(hit.passage.before) if hit.passage.before is not None else NOTHING,
            )

    def _pieces(self, span: Span) -> Pieces:
        key = span.source.digest, span.start, span.end
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = pieces(self._tokenizer, span.text)
        return self._known[key]


def title(passage: Passage) -> str:
    """Return what a passage stands under, in one line, "" without."""
    return " — ".join(passage.headings)


def _candidates(hit: Hit, stretches: Sequence[Stretch]) -> Iterator[Candidate]:
    """Yield a passage's candidates: stretches made whole, each once, with its best evidence."""
    span = hit.passage.span
    said = list(words(span.text))
    bounds = sentences(span.text)
    seen: set[tuple[int, int]] = set()
    for stretch in sorted(stretches, key=lambda one: -one.evidence):
        place = whole(stretch.start, stretch.end, span.text, said)
        if place is None or place in seen:
            continue
        seen.add(place)
        start, end = place
        held = [bound for bound in bounds if bound[0] < end and bound[1] > start]
        left, right = min(start, held[0][0]), max(end, held[-1][1])
        yield Candidate(
            Span(span.source, span.start + start, span.start + end),
            Span(span.source, span.start + left, span.start + right),
            hit,
            score=0.0,
            evidence=stretch.evidence,
        )
