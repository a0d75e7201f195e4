"""What people said of answers, on the operator's side: JSON lines that only grow.

    <data>/feedback/<folder>-<hash>/000001.jsonl, 000002.jsonl, ...

A line is written at once, by one call, and synced to the disk before anyone is told that it is
kept. The last file grows up to a size, then the next one is begun; beyond a number of files the
first goes. No file is renamed or rewritten, so several servers may write at the same time.
"""

import errno
import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE_BYTES = 2**20
FILES = 16
"""Files kept: sixteen of a mebibyte, some sixty thousand opinions."""

_NAME = re.compile(r"[0-9]{6,}\.jsonl")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said of one answer.

    `day` is the UTC day, as YYYY-MM-DD: no hour, no address. `question` stands there only when the
    person agreed to send it.
    """

    day: str
    useful: bool
    reason: str | None
    question: str | None
    corpus: str
    version: str


def today() -> str:
    """Return the UTC day, as opinions write it."""
    return datetime.now(UTC).date().isoformat()


def home(data: Path, sources: Path) -> Path:
    """Return the folder of the opinions on one folder of sources."""
    resolved = sources.resolve()
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", resolved.name).strip("-.") or "root"
    return data / "feedback" / f"{name}-{digest}"


class Opinions:
    """The opinions kept in one folder. Safe to share between threads and processes."""

    def __init__(self, folder: Path, file_bytes: int = FILE_BYTES, files: int = FILES) -> None:
        self.folder = folder
        self._file_bytes = file_bytes
        self._files = files
        self._lock = threading.Lock()

    def add(self, opinion: Opinion) -> None:
        """Keep an opinion: on the disk when this returns.

        Raises:
            OSError: when it cannot be written.
        """
        line = json.dumps(asdict(opinion), ensure_ascii=True).encode() + b"\n"
        with self._lock:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._current(len(line))
            # A crash can leave half a line: the next one must not be joined to it.
            if _is_torn(path):
                line = b"\n" + line
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            descriptor = os.open(path, flags, 0o600)
            try:
                if os.write(descriptor, line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            for old in self._paths()[: -self._files]:
                old.unlink(missing_ok=True)

    def read(self) -> Iterator[Opinion | None]:
        """Yield the opinions, oldest first; None in the place of a line that is not one."""
        for path in self._paths():
            for line in path.read_bytes().split(b"\n"):
                if line:
                    yield _opinion(line)

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: int(path.stem))

    def _current(self, more: int) -> Path:
        paths = self._paths()
        number = int(paths[-1].stem) if paths else 1
        if paths and paths[-1].stat().st_size + more > self._file_bytes:
            number += 1
        return self.folder / f"{number:06}.jsonl"


def _is_torn(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            if not file.seek(0, os.SEEK_END):
                return False
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except FileNotFoundError:
        return False


def _opinion(line: bytes) -> Opinion | None:
    try:
        data: dict[str, Any] = json.loads(line)
        return Opinion(**{field.name: data[field.name] for field in fields(Opinion)})
    except (ValueError, KeyError, TypeError):
        return None
