"""Make or refresh the index of a sources folder; only what changed is read and embedded again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag import messages
from rag.embed import Encoder
from rag.errors import FolderError, ForeignIndexError
from rag.index import store
from rag.index.dense import METRIC, DenseIndex
from rag.index.lexical import LexicalIndex
from rag.index.near import NearIndex, cut, said
from rag.index.store import Index, Manifest
from rag.segment import SEGMENTER, passages, segment
from rag.text import read_corpus
from rag.types import Corpus, Passage, Segment, Zone

Say = Callable[[str], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """How an index is asked for: what to say, how to show progress, whether to start afresh.

    `say` takes one French line; `progress` the texts embedded so far (passages and their
    sentences) and their total.
    """

    say: Say = lambda _: None
    progress: Progress = lambda _done, _total: None
    rebuild: bool = False


def embedded_text(passage: Passage) -> str:
    """Return what is embedded and indexed for a passage: its words, led by its headings.

    A paragraph names its subject by a pronoun as often as not; its source's title and the
    subheading above it name it in full. A heading stands by itself.
    """
    parts = () if passage.zone in (Zone.TITLE, Zone.SUBHEADING) else passage.headings
    return ". ".join(" ".join(part.split()) for part in (*parts, passage.text))


def open_index(
    folder: Path, cache: Path, encoder: Encoder, max_file_bytes: int, work: Work
) -> Index:
    """Load the index of a folder, first made or brought up to date when it has to be.

    Raises:
        FolderError: when the folder is missing or holds nothing usable.
        StoreError: when the saved index is damaged or foreign, and `work.rebuild` is not set.
    """
    where = store.home(cache, folder, encoder.name)
    saved = None if work.rebuild else store.load(where)
    if saved is not None and saved.manifest.dimension != encoder.dimension:
        raise ForeignIndexError(messages.index_foreign())
    known = {source.path: source for source in saved.corpus.sources} if saved else {}
    corpus = read_corpus(folder, max_file_bytes=max_file_bytes, known=known)
    if saved is not None and _current(saved, corpus, encoder):
        return replace(saved, corpus=corpus)
    work.say(messages.index_making() if saved is None else messages.index_refreshing())
    return store.save(make_index(corpus, encoder, saved, work.progress), where)


def _current(saved: Index, corpus: Corpus, encoder: Encoder) -> bool:
    return (
        saved.manifest.corpus == corpus.fingerprint
        and saved.manifest.segmenter == SEGMENTER
        and saved.manifest.revision == encoder.revision
        and saved.corpus.sources == corpus.sources
    )


def make_index(
    corpus: Corpus,
    encoder: Encoder,
    saved: Index | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Index:
    """Make the index of a corpus in memory, taking over what a saved one already has.

    Raises:
        FolderError: when the corpus has no text.
    """
    segments: dict[str, tuple[Segment, ...]] = {s.id: segment(s) for s in corpus.sources}
    found = passages(corpus.sources, segments)
    if not found:
        raise FolderError(messages.nothing_to_index())
    texts = [embedded_text(passage) for passage in found]
    cuts = [cut(passage) for passage in found]
    sentences = chain.from_iterable(map(said, found, cuts))
    vectors = _vectors([*texts, *sentences], encoder, saved, progress)
    manifest = Manifest(
        format=store.FORMAT,
        model=encoder.name,
        revision=encoder.revision,
        dimension=encoder.dimension,
        metric=METRIC,
        segmenter=SEGMENTER,
        corpus=corpus.fingerprint,
        counts={"sources": len(corpus.sources), "passages": len(found)},
    )
    return Index(
        manifest,
        corpus,
        segments,
        found,
        DenseIndex.build(vectors[: len(texts)]),
        NearIndex.build(vectors[len(texts) :], cuts),
        LexicalIndex.build(texts),
    )


def _vectors(
    texts: Sequence[str], encoder: Encoder, saved: Index | None, progress: Progress
) -> NDArray[np.float32]:
    """Embed the texts, float32 (n, dimension), taking over the rows that the old index has."""
    rows: Mapping[str, NDArray[np.float32]] = {}
    if saved is not None and saved.manifest.revision == encoder.revision:
        old = (*map(embedded_text, saved.passages), *saved.near.texts(saved.passages))
        known = np.concatenate([saved.dense.vectors(), saved.near.dense.vectors()])
        rows = dict(zip(old, known, strict=True))
    new = [text for text in dict.fromkeys(texts) if text not in rows]
    made = encoder.passages(new, lambda done: progress(done, len(new)))
    rows = {**rows, **dict(zip(new, made, strict=True))}
    return np.stack([rows[text] for text in texts]).astype(np.float32)
