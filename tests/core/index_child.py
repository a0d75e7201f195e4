"""Processes that test_index.py starts: one is killed as it builds, others build side by side.

index_child.py killed FOLDER CACHE           a line of JSON for each moment
index_child.py together FOLDER CACHE MEETING NAME ROUNDS
index_child.py again FOLDER CACHE ROUNDS
"""

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rag import HashingEncoder, Work
from rag.embed.encoder import Vectors
from rag.index import open_index

LIMIT = 1 << 20
FOREVER = 600.0
PATIENCE = 30.0
STEPS = 3
BREATH = 0.05
Reached = Callable[[str], None]


class Telling:
    """The hashing encoder, which tells how far it is."""

    def __init__(self, reached: Reached) -> None:
        self._inner, self._reached = HashingEncoder(), reached
        self.name, self.revision = self._inner.name, self._inner.revision
        self.dimension = self._inner.dimension

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed passages, telling before, in the middle and after."""
        for step in range(1, STEPS + 1):
            self._reached(f"embed {step}")
        vectors = self._inner.passages(texts, progress)
        self._reached("embedded")
        return vectors

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Embed sentences."""
        return self._inner.sentences(texts)

    def query(self, text: str) -> Vectors:
        """Embed a question."""
        return self._inner.query(text)


def _build(folder: Path, cache: Path, reached: Reached) -> None:
    """Bring an index up to date, telling each step that a death may follow."""
    syncs = 0
    fsync = os.fsync

    def counted(descriptor: int) -> None:
        nonlocal syncs
        syncs += 1
        reached(f"sync {syncs}")
        fsync(descriptor)

    os.fsync = counted
    work = Work(say=lambda _: reached("say"))
    open_index(folder, cache, Telling(reached), LIMIT, work)
    reached("done")


def _killed_at(folder: Path, cache: Path, moment: str, delay: float | None) -> bool:
    """Build in a child that is killed when it reaches a moment; say whether it was.

    With a delay the child goes on, and is killed so many seconds later, wherever it is; without
    one it waits for its death.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:

        def reached(name: str) -> None:
            os.write(writer, f"{name}\n".encode())
            if name == moment and delay is None:
                time.sleep(FOREVER)

        try:
            os.close(reader)
            _build(folder, cache, reached)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        for line in told:
            if line.strip() == moment:
                time.sleep(delay or 0.0)
                os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _moments() -> Iterator[tuple[str, float | None]]:
    yield "say", None
    for step in range(1, STEPS + 1):
        yield f"embed {step}", None
    for delay in (0.0, 0.001, 0.003, 0.01, 0.03):
        yield "embedded", delay
    for count in range(1, 100):
        yield f"sync {count}", None


def killed(folder: Path, cache: Path) -> None:
    """Kill a build at one moment after another, each with a copy of the cache."""
    for number, (moment, delay) in enumerate(_moments()):
        own = cache.with_name(f"{cache.name}-{number}")
        shutil.copytree(cache, own)
        dead = _killed_at(folder, own, moment, delay)
        told = {"moment": moment, "delay": delay, "cache": str(own), "killed": dead}
        sys.stdout.write(json.dumps(told) + "\n")
        if moment.startswith("sync") and not dead:
            return


def together(folder: Path, cache: Path, meeting: Path, name: str, rounds: int) -> None:
    """Build again and again, each time at the same moment as the others at the meeting."""
    for number in range(rounds):

        def met(step: str, number: int = number) -> None:
            if step != "embedded":
                return
            (meeting / f"{number}-{name}").touch()
            until = time.monotonic() + PATIENCE
            while len(list(meeting.glob(f"{number}-*"))) < 2:
                if time.monotonic() > until:
                    raise TimeoutError("nobody came")
                time.sleep(0.0005)

        open_index(folder, cache, Telling(met), LIMIT, Work(rebuild=True))


def again(folder: Path, cache: Path, rounds: int) -> None:
    """Build again and again, with a breath between, in which whoever came too early tries again."""
    for _ in range(rounds):
        open_index(folder, cache, HashingEncoder(), LIMIT, Work(rebuild=True))
        time.sleep(BREATH)


if __name__ == "__main__":
    command, folder, cache, *others = sys.argv[1:]
    if command == "killed":
        killed(Path(folder), Path(cache))
    elif command == "again":
        again(Path(folder), Path(cache), int(others[0]))
    else:
        meeting, name, rounds = others
        together(Path(folder), Path(cache), Path(meeting), name, int(rounds))
