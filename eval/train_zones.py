"""Train the tagger of zones: labelled pages in, weights out.

    python -m eval train-zones PAGES LABELS [PAGES LABELS ...]

Cross-validated by page first, so that the figures printed are of pages not trained on; then
trained on all. Needs python-crfsuite (the `dev` extra).
"""

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from eval.zones import Label, lay
from rag import Zone
from rag.segment.evidence import evidence
from rag.segment.tagger import CAUTION, Tagger, unpack
from rag.text import read_corpus

L1, L2 = 0.05, 0.3
ROUNDS = 60
FOLDS = 6


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page: its features and the right zone of each line, and its lines' texts."""

    source_id: str
    features: list[list[str]]
    zones: list[Zone]
    texts: list[str]


def load_pages(pages: Path, labels: Path) -> list[Page]:
    """Read labelled pages; a line's right zone is the one that covers most of it.

    Raises:
        SourcesError: when the pages cannot be read.
    """
    found = []
    for source in read_corpus(pages, max_file_bytes=2**24).sources:
        rows = (labels / f"{source.id}.jsonl").read_text(encoding="utf-8").splitlines()
        right = lay(source, [json.loads(row) for row in rows])
        lines, features = evidence(source)
        zones = [right.most(line.block.start, line.block.end) for line in lines]
        texts = [line.text for line in lines]
        found.append(Page(source.id, features, [z or Zone.NAVIGATION for z in zones], texts))
    return found


def shuffled(pages: Sequence[Page]) -> list[Page]:
    """Return the pages in a fixed order that mixes their authors, for the folds."""
    return sorted(pages, key=lambda page: zlib.crc32(page.source_id.encode()))


def train(pages: Sequence[Page], scratch: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Train on pages; return the weights by feature then zone, and by zone then zone."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for page in pages:
        trainer.append(page.features, [zone.value for zone in page.zones])
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS})
    trainer.train(str(scratch))
    reader = pycrfsuite.Tagger()
    with reader.open(str(scratch)):
        about = reader.info()
    states: dict[str, dict[str, float]] = {}
    for (name, zone), weight in sorted(about.state_features.items()):
        if round(weight, 3):
            states.setdefault(name, {})[zone] = round(weight, 3)
    moves: dict[str, dict[str, float]] = {}
    for (before, after), weight in sorted(about.transitions.items()):
        moves.setdefault(before, {})[after] = round(weight, 3)
    return {"states": states, "moves": moves}


def cross_validate(pages: Sequence[Page], scratch: Path) -> list[tuple[Tagger, list[Page]]]:
    """Return, for each fold, a tagger trained without it and the fold."""
    folds = [list(pages[at::FOLDS]) for at in range(FOLDS)]
    return [
        (
            unpack(
                train([page for other in folds if other is not fold for page in other], scratch)
            ),
            fold,
        )
        for fold in folds
    ]


def judged(validated: Sequence[tuple[Tagger, list[Page]]], caution: float = CAUTION) -> list[Label]:
    """Return the labels of validated folds, told by the tagger that never saw them."""
    return [
        Label(page.source_id, text, right, told)
        for tagger, fold in validated
        for page in fold
        for text, right, told in zip(
            page.texts, page.zones, tagger.tag(page.features, caution), strict=True
        )
    ]


def write(weights: dict[str, dict[str, dict[str, float]]], path: Path) -> None:
    """Write weights, the same bytes for the same weights."""
    text = json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
