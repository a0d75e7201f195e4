"""Train the tagger of zones: labelled pages in, weights out.

    python -m eval train-zones PAGES LABELS [PAGES LABELS ...]

Cross-validated by page first, so that the figures printed are of pages not trained on; then
trained on all. Needs python-crfsuite (the `dev` extra).
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from eval.zones import Label, lay, read_labels
from rag import Source, Zone
from rag.segment import sentences
from rag.segment.evidence import evidence
from rag.segment.tagger import CAUTION, Tagger, unpack
from rag.text import read_corpus
from rag.types import Block

L1, L2 = 0.05, 0.3
ROUNDS = 60
_LONG = 80
_ARTICLE = frozenset({Zone.TITLE, Zone.STANDFIRST, Zone.SUBHEADING, Zone.BODY, Zone.QUOTEBOX})
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
        right = lay(source, read_labels(labels / f"{source.id}.jsonl"))
        lines, features = evidence(source)
        zones = [right.most(line.block.start, line.block.end) for line in lines]
        texts = [line.text for line in lines]
        found.append(Page(source.id, features, [z or Zone.NAVIGATION for z in zones], texts))
    return found


def bare(page: Page) -> Iterator[Page]:
    """Yield plain texts made of a page's own lines: its article alone, then a few sentences of it.

    Not every text is a press page with its furniture; the tagger must know bare ones too.
    """
    article = [at for at, zone in enumerate(page.zones) if zone in _ARTICLE]
    prose = [at for at in article if page.zones[at] is Zone.BODY and len(page.texts[at]) > _LONG]
    if not prose:
        return
    pick = zlib.crc32(page.source_id.encode())
    few = prose[pick % len(prose) :][: 1 + pick % 3]
    first = page.texts[few[0]]
    sentence = first[slice(*sentences(first)[0])]
    titles = [at for at in article if page.zones[at] is Zone.TITLE][:1]
    for number, texts in enumerate(
        (
            [(page.texts[at], page.zones[at]) for at in article],
            [(page.texts[at], page.zones[at]) for at in [*titles, *few]],
            [(page.texts[at], Zone.BODY) for at in few],
            [(sentence, Zone.BODY)],
        )
    ):
        yield _made(f"{page.source_id}-{number}", texts, marked_up=(pick + number) % 2 == 0)


def _made(source_id: str, texts: Sequence[tuple[str, Zone]], *, marked_up: bool) -> Page:
    """Make a page of lines, in plain text or as the simplest HTML would have them."""
    blocks, at = [], 0
    for text, zone in texts:
        name = {Zone.TITLE: "h1", Zone.SUBHEADING: "h2"}.get(zone, "p")
        hints = (name, "body", "html") if marked_up else ()
        blocks.append(Block(at, at + len(text), name if marked_up else "", hints))
        at += len(text) + 1
    joined = "\n".join(text for text, _ in texts)
    source = Source(source_id, source_id, joined, digest="", blocks=tuple(blocks))
    lines, features = evidence(source)
    zones = [
        next(
            zone
            for block, (_, zone) in zip(blocks, texts, strict=True)
            if block.start <= line.block.start < block.end
        )
        for line in lines
    ]
    return Page(source_id, features, zones, [line.text for line in lines])


def shuffled(pages: Sequence[Page]) -> list[Page]:
    """Return the pages in a fixed order that mixes their authors, for the folds."""
    return sorted(pages, key=lambda page: zlib.crc32(page.source_id.encode()))


def train(pages: Sequence[Page], scratch: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Train on pages; return the weights by feature then zone, and by zone then zone."""
    trainer = pycrfsuite.Trainer(verbose=False)
    plain = [made for page in pages for made in bare(page)]
    for page in (*pages, *plain):
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
