"""A folder of sources, a cache, and the index that goes from one to the other."""

import hashlib
import json
from pathlib import Path

import numpy as np
from core_values import CountingEncoder, write

from rag import Index, Work
from rag.index import open_index, store
from rag.index.build import embedded_text
from rag.text.fold import terms

LIMIT = 1 << 20


class Shelf:
    """A folder of sources and a cache, and the index that goes from one to the other."""

    def __init__(self, root: Path, files: dict[str, str], **encoder: object) -> None:
        self.folder, self.cache = write(root / "sources", files), root / "cache"
        self.encoder = CountingEncoder(**encoder)

    @property
    def home(self) -> Path:
        """Where the index lives."""
        return store.home(self.cache, self.folder, self.encoder.name)

    @property
    def generation(self) -> Path:
        """The generation in use."""
        named = (self.home / store.POINTER).read_text(encoding="utf-8").split()[0]
        assert self.home / named in self.home.glob(f"{store.PREFIX}*")
        return self.home / named

    def open(self, *, rebuild: bool = False, told: list[str] | None = None) -> Index:
        """Open the index, and forget what was embedded before."""
        self.encoder.embedded.clear()
        say = (told if told is not None else []).append
        return open_index(
            self.folder, self.cache, self.encoder, LIMIT, Work(say=say, rebuild=rebuild)
        )

    def name(self) -> None:
        """Name the generation in use again, its manifest as it is now."""
        digest = hashlib.sha256((self.generation / store.MANIFEST).read_bytes()).hexdigest()
        pointed = f"{self.generation.name} {digest}\n"
        (self.home / store.POINTER).write_text(pointed, encoding="utf-8")

    def edit(self, **values: object) -> None:
        """Change values of the manifest; None takes one away."""
        path = self.generation / store.MANIFEST
        manifest = json.loads(path.read_text(encoding="utf-8")) | values
        kept = {key: value for key, value in manifest.items() if value is not None}
        path.write_text(json.dumps(kept), encoding="utf-8")


def check_same(one: Index, other: Index) -> None:
    """Check that two indexes are the same, down to what they answer."""
    assert one.manifest == other.manifest
    assert one.corpus == other.corpus
    assert one.segments == other.segments
    assert one.passages == other.passages
    np.testing.assert_array_equal(one.dense.vectors(), other.dense.vectors())
    np.testing.assert_array_equal(one.near.dense.vectors(), other.near.dense.vectors())
    assert one.near.cuts == other.near.cuts
    keys = [key for passage in one.passages for key in terms(passage.text)]
    np.testing.assert_array_equal(one.lexical.scores(keys), other.lexical.scores(keys))
    for key in {*keys, "inconnu"}:
        assert one.lexical.weight(key) == other.lexical.weight(key)


def embedded(index: Index) -> set[str]:
    """Return all that is embedded: the passages, and their sentences."""
    return {*map(embedded_text, index.passages), *index.near.texts(index.passages)}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return all that can be seen of a folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in [folder, *folder.rglob("*")]
    }
