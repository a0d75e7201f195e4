"""The pool: questions proven on one corpus by one engine, saved beside its index.

A pool is a cache: one that is absent, damaged or of another engine is as if there were none.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rag.suggest.kinds import Proven

NAME = "suggestions.json"


@dataclass(frozen=True, slots=True)
class Pool:
    """Proven questions, the owner's first, and the key of the engine that proved them."""

    key: str
    questions: tuple[Proven, ...] = ()


def key_of(*parts: object) -> str:
    """Return the key of an engine: the sha256, in hexadecimal, of all that its answers rest on."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def load(folder: Path, key: str) -> Pool | None:
    """Read the pool of a folder; None when there is none of that key."""
    try:
        found = TypeAdapter(Pool).validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.key == key else None


def save(pool: Pool, folder: Path) -> None:
    """Write a pool in a folder, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(pool), ensure_ascii=False, indent=2)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=folder)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text + "\n")
    Path(name).replace(folder / NAME)
