"""The saved index: a readable folder with a manifest, written whole or not at all.

    <cache>/indexes/<folder>-<hash>/<model>/
        CURRENT                 the generation in use: its name, and its manifest's sha256
        g-<random>/             one generation, never changed once named in CURRENT
            manifest.json       format, model, dimension, metric, fingerprint, counts, hashes
            corpus.json         the sources as read, their segments, the passages' places
            dense.faiss         one vector a passage
            near.faiss          one vector a sentence of each
            lexical/            the BM25 index

A generation is written beside, flushed to the disk, then named in CURRENT by one atomic rename:
killed at any moment, the previous index still loads. The one that it replaces is then removed; a
process that was reading it finds CURRENT changed, and reads again. Nothing is pickled.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from rag import messages
from rag.errors import DamagedIndexError, ForeignIndexError
from rag.index.dense import METRIC, DenseIndex
from rag.index.lexical import LexicalIndex
from rag.index.near import NearIndex
from rag.types import Corpus, GroundingError, Passage, Segment, Source, Span, Zone

FORMAT = 3
POINTER = "CURRENT"
MANIFEST = "manifest.json"
CORPUS = "corpus.json"
DENSE = "dense.faiss"
NEAR = "near.faiss"
PREFIX = "g-"
ABANDONED = 24 * 3600.0
"""Seconds after which a generation that CURRENT does not name is what a killed process left."""

_POINTED = re.compile(r"(g-[A-Za-z0-9_]{1,32}) ([0-9a-f]{64})\n")


class Manifest(BaseModel):
    """What a saved index says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    model: str
    revision: str
    dimension: int
    metric: str
    segmenter: str
    corpus: str
    counts: Mapping[str, int]
    files: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Index:
    """All that a question needs: the corpus, its segments and passages, and both indexes.

    `dense` and `lexical` hold one row a passage, in the order of `passages`; `near` one a sentence.
    """

    manifest: Manifest
    corpus: Corpus
    segments: Mapping[str, tuple[Segment, ...]]
    passages: tuple[Passage, ...]
    dense: DenseIndex
    near: NearIndex
    lexical: LexicalIndex


class _Place(BaseModel):
    source: str
    start: int
    end: int


class _Passage(BaseModel):
    zone: Zone
    places: list[_Place]
    title: _Place | None = None
    heading: _Place | None = None
    before: _Place | None = None
    sentences: tuple[tuple[int, int], ...]


class _Saved(BaseModel):
    corpus: Corpus
    segments: dict[str, list[Segment]]
    passages: list[_Passage]


def home(cache: Path, sources: Path, model: str) -> Path:
    """Return the folder where the index of a sources folder lives, for one model."""
    resolved = sources.resolve()
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return cache / "indexes" / f"{_slug(resolved.name)}-{digest}" / _slug(model)


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "racine"


def save(index: Index, folder: Path) -> Index:
    """Write an index as the new generation of `folder`, and remove the one that it replaces.

    Returns:
        The index, its manifest completed with the hashes of its files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    generation = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        manifest = _write(index, generation)
        _flush(generation)
        before = _replaced(folder)
        _point(folder, f"{generation.name} {_hash(generation / MANIFEST)}\n")
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    if before is not None:
        shutil.rmtree(folder / before, ignore_errors=True)
    _sweep(folder, generation)
    return replace(index, manifest=manifest)


def _replaced(folder: Path) -> str | None:
    """Return the generation that a new one replaces; a pointer that is damaged replaces none."""
    try:
        pointed = _pointer(folder)
    except DamagedIndexError:
        return None
    return pointed[0] if pointed else None


def _sweep(folder: Path, current: Path) -> None:
    """Remove what killed processes left: a living one writes its generation within the day."""
    for old in folder.glob(PREFIX + "*"):
        with contextlib.suppress(OSError):
            if old != current and time.time() - old.stat().st_mtime > ABANDONED:
                shutil.rmtree(old, ignore_errors=True)


def _pointer(folder: Path) -> tuple[str, str] | None:
    """Return the name and the manifest's hash of the generation in use; None when there is none.

    Raises:
        DamagedIndexError: when CURRENT is not as it was written.
    """
    try:
        text = (folder / POINTER).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndexError(messages.index_damaged(POINTER)) from error
    found = _POINTED.fullmatch(text)
    if found is None:
        raise DamagedIndexError(messages.index_damaged(POINTER))
    return found.group(1), found.group(2)


def _write(index: Index, generation: Path) -> Manifest:
    index.dense.save(generation / DENSE)
    index.near.dense.save(generation / NEAR)
    index.lexical.save(generation)
    saved = _Saved(
        corpus=index.corpus,
        segments={key: list(found) for key, found in index.segments.items()},
        passages=[
            _Passage(
                zone=passage.zone,
                places=[_place(span) for span in passage.places],
                title=_place(passage.title) if passage.title is not None else None,
                heading=_place(passage.heading) if passage.heading is not None else None,
                before=_place(passage.before) if passage.before is not None else None,
                sentences=cut,
            )
            for passage, cut in zip(index.passages, index.near.cuts, strict=True)
        ],
    )
    (generation / CORPUS).write_text(saved.model_dump_json(), encoding="utf-8", newline="")
    files = {path.relative_to(generation).as_posix(): _hash(path) for path in _files(generation)}
    manifest = index.manifest.model_copy(update={"files": files})
    text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=2)
    (generation / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _place(span: Span) -> _Place:
    return _Place(source=span.source.id, start=span.start, end=span.end)


def _span(place: _Place, sources: Mapping[str, Source]) -> Span:
    return Span(sources[place.source], place.start, place.end)


def _files(generation: Path) -> Iterator[Path]:
    return (path for path in sorted(generation.rglob("*")) if path.is_file())


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DamagedIndexError(messages.index_damaged(path.name)) from error


def _flush(generation: Path) -> None:
    for path in (
        *_files(generation),
        *(p for p in generation.rglob("*") if p.is_dir()),
        generation,
    ):
        _sync(path)


def _sync(path: Path) -> None:
    # Windows cannot open a folder to flush it; there the rename alone must do.
    with contextlib.suppress(PermissionError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _point(folder: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", encoding="ascii", dir=folder, prefix=".", suffix=".tmp", delete=False
    ) as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    Path(stream.name).replace(folder / POINTER)
    _sync(folder)


def load(folder: Path) -> Index | None:
    """Read the index of `folder`; None when there is none yet, or one of an older format.

    Raises:
        ForeignIndexError: made by a format that is not known here.
        DamagedIndexError: incomplete, unreadable, or altered since it was written.
    """
    pointed = _pointer(folder)
    while pointed is not None:
        try:
            return _load(folder / pointed[0], pointed[1])
        except DamagedIndexError:
            # Another process may have replaced it while it was being read.
            again = _pointer(folder)
            if again == pointed:
                raise
            pointed = again
    return None


def _load(generation: Path, digest: str) -> Index | None:
    manifest = _manifest(generation)
    if _hash(generation / MANIFEST) != digest:
        raise DamagedIndexError(messages.index_damaged(MANIFEST))
    if manifest is None:
        return None
    for name, expected in manifest.files.items():
        path = generation / name
        if not path.is_file() or _hash(path) != expected:
            raise DamagedIndexError(messages.index_damaged(name))
    saved = _saved(generation)
    return Index(
        manifest,
        saved.corpus,
        {key: tuple(found) for key, found in saved.segments.items()},
        _passages(saved),
        DenseIndex.load(generation / DENSE),
        NearIndex(
            DenseIndex.load(generation / NEAR), tuple(one.sentences for one in saved.passages)
        ),
        LexicalIndex.load(generation),
    )


def _manifest(generation: Path) -> Manifest | None:
    """Read a manifest; None when its format is older: all of it is then made again."""
    try:
        raw: Any = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedIndexError(messages.index_damaged(MANIFEST)) from error
    told = raw.get("format") if isinstance(raw, dict) else None
    if isinstance(told, int) and 0 < told < FORMAT:
        return None
    if told != FORMAT or raw.get("metric") != METRIC:
        raise ForeignIndexError(messages.index_foreign())
    try:
        return Manifest.model_validate(raw)
    except ValidationError as error:
        raise DamagedIndexError(messages.index_damaged(MANIFEST)) from error


def _saved(generation: Path) -> _Saved:
    try:
        return TypeAdapter(_Saved).validate_json((generation / CORPUS).read_bytes())
    except (OSError, ValidationError) as error:
        raise DamagedIndexError(messages.index_damaged(CORPUS)) from error


def _passages(saved: _Saved) -> tuple[Passage, ...]:
    sources = {source.id: source for source in saved.corpus.sources}
    try:
        return tuple(
            Passage(
                number,
                passage.zone,
                tuple(_span(at, sources) for at in passage.places),
                *(
                    _span(at, sources) if at is not None else None
                    for at in (passage.title, passage.heading, passage.before)
                ),
            )
            for number, passage in enumerate(saved.passages)
        )
    except (KeyError, GroundingError) as error:
        raise DamagedIndexError(messages.index_damaged(CORPUS)) from error
