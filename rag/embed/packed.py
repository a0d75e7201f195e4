"""Read a packed E5 model: one little-endian file of 4-bit weights and its vocabulary.

    magic "E5S1", version 1                      4 bytes, i32
    hidden, layers, heads, feed-forward, vocabulary, positions, types      7 x i32
    layer norm epsilon, block length             f32, i32
    pieces, then the ids of <s> </s> <pad> <unk> 5 x i32
    bytes of all pieces                          u64
    where pieces begin and end, scores, pieces   u32 x (n + 1), f32 x n, UTF-8
    a normalisation map, skipped                 i32, u32 (its bytes), bytes
    tensors, then for each                       i32
        name length and name, kind (0 f32, 1 4-bit), values, offset, bytes   u16, u8, u32, u64, u64
    the tensors, anywhere after

A 4-bit tensor is a row of blocks of 32 values (the Q4_0 of ggml): a half-precision scale, then 16
bytes whose low nibbles are values 0 to 15 and high nibbles values 16 to 31, each less 8, times the
scale.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag import messages
from rag.errors import ModelError

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
BLOCK_BYTES = 18
CHUNK_BLOCKS = 1 << 16
"""Blocks decoded at once: 2 Mi values, 8 MiB of float32."""
LIMIT = 1 << 24
"""No count of the header comes near this; an altered one may."""
FLOAT32, FOUR_BIT = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder, as its header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of a unigram tokenizer with their log-probabilities, and its special ids."""

    pieces: tuple[tuple[str, float], ...] = field(repr=False)
    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    values: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed model: its shape, its vocabulary, and its tensors, decoded on demand."""

    path: Path
    shape: Shape
    vocabulary: Vocabulary
    data: bytes = field(repr=False)
    entries: dict[str, _Entry] = field(repr=False)

    def require(self, name: str, values: int) -> None:
        """Check that a tensor is there, whole and of that many values.

        Raises:
            ModelError: when it is not.
        """
        entry = self.entries.get(name)
        if entry is None or entry.values != values:
            raise damaged(self.path)
        whole = {FLOAT32: 4 * values, FOUR_BIT: values // BLOCK * BLOCK_BYTES}
        if entry.size != whole.get(entry.kind) or entry.offset + entry.size > len(self.data):
            raise damaged(self.path)
        if entry.kind == FOUR_BIT and values % BLOCK:
            raise damaged(self.path)

    def tensor(self, name: str) -> Iterator[NDArray[np.float32]]:
        """Yield the values of a tensor in order, flat, at most 2 Mi at a time.

        Raises:
            ModelError: when a value is not finite.
        """
        entry = self.entries[name]
        step = CHUNK_BLOCKS * (4 * BLOCK if entry.kind == FLOAT32 else BLOCK_BYTES)
        for start in range(entry.offset, entry.offset + entry.size, step):
            size = min(step, entry.offset + entry.size - start)
            with np.errstate(invalid="ignore"):  # looked for below
                if entry.kind == FLOAT32:
                    values = np.frombuffer(self.data, "<f4", size // 4, start).astype(np.float32)
                else:
                    raw = np.frombuffer(self.data, np.uint8, size, start)
                    values = _four_bit(raw.reshape(-1, BLOCK_BYTES))
            if not np.isfinite(values).all():
                raise damaged(self.path)
            yield values


def _four_bit(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.int8) - np.int8(8)
    high = (blocks[:, 2:] >> 4).astype(np.int8) - np.int8(8)
    values: NDArray[np.float32] = np.concatenate([low, high], axis=1) * scale
    return values.reshape(-1)


def damaged(path: Path) -> ModelError:
    """Return the error of a file that is not a whole packed model."""
    return ModelError(messages.model_damaged(path))


def read_packed(path: Path) -> Packed:
    """Read a packed model, every count and offset checked before it is used.

    Raises:
        ModelError: the file cannot be read, is cut short, or is no such model.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(messages.model_unreadable(path, error)) from error
    try:
        return _Cursor(data).packed(path)
    except (struct.error, ValueError) as error:  # past the end; wrong; not UTF-8
        raise damaged(path) from error


class _WrongError(ValueError):
    """A value that no whole packed model has."""


class _Cursor:
    """A place in the file, from which one reads on."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def packed(self, path: Path) -> Packed:
        if self.take(4) != MAGIC or self.numbers("<i") != (VERSION,):
            raise _WrongError
        shape = self.shape()
        vocabulary = self.vocabulary()
        _, size = self.numbers("<iI")
        self.take(size)
        entries = dict(self.directory())
        if len(vocabulary.pieces) > shape.vocabulary or shape.layers > len(entries):
            raise _WrongError
        return Packed(path, shape, vocabulary, self.data, entries)

    def numbers(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.at:
            raise _WrongError
        self.at += size
        return self.data[self.at - size : self.at]

    def shape(self) -> Shape:
        sizes = self.numbers("<7i")
        (epsilon,) = struct.unpack("<f", self.take(4))
        (block,) = self.numbers("<i")
        if not all(0 < size < LIMIT for size in sizes) or block != BLOCK or not 0 < epsilon < 1:
            raise _WrongError
        hidden, layers, heads, feed_forward, vocabulary, positions, types = sizes
        if hidden % heads:
            raise _WrongError
        return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)

    def vocabulary(self) -> Vocabulary:
        count, begin, end, pad, unknown = self.numbers("<5i")
        special = (begin, end, pad, unknown)
        if not all(0 <= number < count < LIMIT for number in special):
            raise _WrongError
        if len(set(special)) < len(special):
            raise _WrongError
        (size,) = self.numbers("<Q")
        bounds = np.frombuffer(self.take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(self.take(4 * count), "<f4")
        words = self.take(size)
        if bounds[0] != 0 or bounds[-1] != size or bounds != sorted(bounds):
            raise _WrongError
        if not np.isfinite(scores).all():
            raise _WrongError
        pieces = tuple(
            (words[bounds[at] : bounds[at + 1]].decode(), score)
            for at, score in enumerate(scores.tolist())
        )
        if len({piece for piece, _ in pieces}) != count:
            raise _WrongError
        return Vocabulary(pieces, begin, end, pad, unknown)

    def directory(self) -> Iterator[tuple[str, _Entry]]:
        (count,) = self.numbers("<i")
        for _ in range(count):
            (length,) = self.numbers("<H")
            name = self.take(length).decode()
            yield name, _Entry(*self.numbers("<BIQQ"))
