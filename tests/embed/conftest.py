"""A tiny packed model, written here from the description of the format."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.embed.unpack import unpack

PIECES = [
    *("<s>", "<pad>", "</s>", "<unk>", "▁", "▁le", "▁chat", "▁dort", "▁une", "▁maison"),
    *(*"abcdefghijklmnopqrstuvwxyz:", "é", "<mask>"),
]
HIDDEN, LAYERS, HEADS, WIDE, POSITIONS, TYPES = 32, 1, 4, 64, 64, 2
VOCABULARY = len(PIECES) + 3


@dataclass(frozen=True)
class Tiny:
    """The bytes of a packed model, the values of its tensors, and where its fields are."""

    data: bytes
    tensors: dict[str, NDArray[np.float32]]
    places: dict[str, int] = field(default_factory=dict)


def _tensor(shape: tuple[int, ...], seed: int, *, four_bit: bool) -> tuple[bytes, NDArray]:
    random = np.random.default_rng(seed)
    if not four_bit:
        values = random.normal(0, 0.5, shape).astype("<f4")
        return values.tobytes(), values
    blocks = int(np.prod(shape)) // 32
    weights = random.integers(-8, 8, (blocks, 32))
    scales = random.uniform(0.05, 0.3, blocks).astype("<f2")
    data = b"".join(
        scale.tobytes()
        + bytes(
            int(low) + 8 | (int(high) + 8) << 4
            for low, high in zip(row[:16], row[16:], strict=True)
        )
        for scale, row in zip(scales, weights, strict=True)
    )
    return data, (weights.astype("<f4") * scales.astype("<f4")[:, None]).reshape(shape)


def _shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (VOCABULARY, HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    for name in ("q", "k", "v", "ao"):
        shapes |= {f"l0.{name}.w": (HIDDEN, HIDDEN), f"l0.{name}.b": (HIDDEN,)}
    shapes |= {"l0.fi.w": (WIDE, HIDDEN), "l0.fi.b": (WIDE,)}
    shapes |= {"l0.fo.w": (HIDDEN, WIDE), "l0.fo.b": (HIDDEN,)}
    for name in ("aln", "oln"):
        shapes |= {f"l0.{name}.w": (HIDDEN,), f"l0.{name}.b": (HIDDEN,)}
    return shapes


def build() -> Tiny:
    """Write a packed model of one layer and 32 columns."""
    places = {"magic": 0, "version": 4, "hidden": 8, "layers": 12, "heads": 16}
    words = [piece.encode() for piece in PIECES]
    data = b"E5S1" + struct.pack("<i", 1)
    data += struct.pack("<7i", HIDDEN, LAYERS, HEADS, WIDE, VOCABULARY, POSITIONS, TYPES)
    places["epsilon"] = len(data)
    data += struct.pack("<fi", 1e-12, 32)
    places["block"] = len(data) - 4
    places["pieces"] = len(data)
    data += struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    places["blob"] = len(data)
    data += struct.pack("<Q", sum(map(len, words)))
    places["bounds"] = len(data)
    data += np.cumsum([0, *map(len, words)]).astype("<u4").tobytes()
    places["scores"] = len(data)
    data += np.linspace(0, -20, len(PIECES)).astype("<f4").tobytes()
    places["words"] = len(data)
    places["letters"] = len(data) + sum(map(len, words[: PIECES.index("a")]))
    data += b"".join(words)
    data += struct.pack("<iI", 1, 5) + b"12345"
    shapes = _shapes()
    places["normalisation"] = len(data) - 9
    places["count"] = len(data)
    data += struct.pack("<i", len(shapes))
    made = {
        name: _tensor(shape, seed, four_bit=len(shape) == 2 and name not in {"emb.pos", "emb.type"})
        for seed, (name, shape) in enumerate(shapes.items())
    }
    offset = len(data) + sum(23 + len(name) for name in made)
    for name, (raw, values) in made.items():
        places[f"entry {name}"] = len(data) + 2 + len(name)
        four_bit = len(raw) != 4 * values.size
        data += struct.pack("<H", len(name)) + name.encode()
        data += struct.pack("<BIQQ", four_bit, values.size, offset, len(raw))
        places[f"data {name}"] = offset
        offset += len(raw)
    data += b"".join(raw for raw, _ in made.values())
    return Tiny(data, {name: values for name, (_, values) in made.items()}, places)


@pytest.fixture(scope="session")
def tiny() -> Tiny:
    return build()


@pytest.fixture(scope="session")
def tiny_file(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "tiny.bin"
    path.write_bytes(tiny.data)
    return path


@pytest.fixture(scope="session")
def tiny_folder(tiny_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, unpacked; not to be written to."""
    folder = tmp_path_factory.mktemp("models") / "tiny-e5"
    unpack(tiny_file, folder, {"package": "tiny"})
    return folder
