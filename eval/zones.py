"""How well the zones of press pages are told: labels by hand against the segmenter.

A label file has one line a segment, `{"zone", "text"}`, in reading order. Labels are laid over
the extracted text white space apart, so that an extractor may change its spacing without a label
going stale. A label's predicted zone is the one that covers most of its characters.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval import texts
from rag import EDITORIAL, Source, Zone
from rag.errors import CasesError
from rag.segment import segment
from rag.text import read_corpus

LEAKS = frozenset({Zone.COMMENT, Zone.ADVERT, Zone.NAVIGATION})


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled stretch: its source, its words, the right zone and the one predicted."""

    source_id: str
    text: str
    expected: Zone
    predicted: Zone | None


@dataclass(frozen=True, slots=True)
class ZoneReport:
    """Scores over all labels, in [0, 1]; `f1` by zone, over the zones that occur."""

    labels: tuple[Label, ...]
    f1: dict[Zone, float]
    support: dict[Zone, int]

    @property
    def macro_f1(self) -> float:
        """The mean of F1 over the zones that occur."""
        return sum(self.f1.values()) / len(self.f1)

    @property
    def body_recall(self) -> float:
        """The share of body labels that are told as body."""
        return _share(label.predicted is Zone.BODY for label in self.of(Zone.BODY))

    @property
    def leaks(self) -> float:
        """The share of comment, advert and navigation labels that are taken for editorial."""
        return _share(label.predicted in EDITORIAL for label in self.of(*LEAKS))

    def of(self, *zones: Zone) -> list[Label]:
        """Return the labels of some expected zones."""
        return [label for label in self.labels if label.expected in zones]


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 1.0


@dataclass(frozen=True, slots=True)
class Laid:
    """Labels laid over a source: the zone of each character, by its offset in code points."""

    zones: dict[int, Zone]

    def most(self, start: int, end: int) -> Zone | None:
        """Return the zone that covers most of [start, end), or None."""
        told = Counter(self.zones[at] for at in range(start, end) if at in self.zones)
        return told.most_common(1)[0][0] if told else None


def places(source: Source, rows: Sequence[dict[str, str]]) -> Iterator[list[int]]:
    """Yield the offsets of each label's characters, white space apart; none when not found."""
    kept = [at for at, char in enumerate(source.text) if not char.isspace()]
    squeezed = "".join(source.text[at] for at in kept)
    position = 0
    for row in rows:
        wanted = "".join(row["text"].split())
        at = squeezed.find(wanted, position)
        if at < 0:
            yield []
            continue
        position = at + len(wanted)
        yield kept[at:position]


def lay(source: Source, rows: Sequence[dict[str, str]]) -> Laid:
    """Lay the labels of one source over its text."""
    found: dict[int, Zone] = {}
    for row, offsets in zip(rows, places(source, rows), strict=True):
        found.update(dict.fromkeys(offsets, Zone(row["zone"])))
    return Laid(found)


def compare(source: Source, rows: Sequence[dict[str, str]]) -> list[Label]:
    """Return the labels of one source with the zones that the segmenter tells."""
    told = {at: one.zone for one in segment(source) for at in range(one.start, one.end)}
    labels = []
    for row, offsets in zip(rows, places(source, rows), strict=True):
        counted = Counter(told[at] for at in offsets if at in told)
        predicted = counted.most_common(1)[0][0] if counted else None
        labels.append(Label(source.id, row["text"], Zone(row["zone"]), predicted))
    return labels


def report(labels: Sequence[Label]) -> ZoneReport:
    """Score labels: F1 by zone from counts of labels."""
    f1: dict[Zone, float] = {}
    support = Counter(label.expected for label in labels)
    predicted = Counter(label.predicted for label in labels)
    for zone in support:
        right = sum(1 for one in labels if one.expected is zone and one.predicted is zone)
        f1[zone] = 2 * right / (support[zone] + predicted[zone])
    return ZoneReport(tuple(labels), f1, dict(support))


def run(pages: Path, labels: Path) -> ZoneReport:
    """Score the segmenter on a folder of pages against a folder of label files of the same stems.

    Raises:
        SourcesError: when the pages cannot be read.
        CasesError: when a page has no labels.
    """
    corpus = read_corpus(pages, max_file_bytes=2**24)
    found: list[Label] = []
    for source in corpus.sources:
        found.extend(compare(source, read_labels(labels / f"{source.id}.jsonl")))
    return report(found)


def read_labels(path: Path) -> list[dict[str, str]]:
    """Read a label file.

    Raises:
        CasesError: when it is missing, or no label file.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        return [{"zone": Zone(row["zone"]), "text": str(row["text"])} for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CasesError(texts.labels_unreadable(path)) from error
