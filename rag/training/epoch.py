"""What an epoch is made of: examples drawn, windows laid, batches of like length.

All of it depends on the seed, the stage and the epoch only, so that a run cut off goes on as if it
had not been.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rag.read.window import Pieces, Window, pieces, windows
from rag.training.data import Distractors, Example, load_examples
from rag.training.recipe import Files

PREFERRED = 0.7
"""The chance that the first of several answers is the one to learn."""


@dataclass(frozen=True, slots=True)
class Target:
    """A window with the places, in it, of the first and last piece to give; (0, 0): none."""

    window: Window
    first: int
    last: int


class Material:
    """Some files of a stage, read once."""

    def __init__(self, files: Files, paths: Sequence[Path]) -> None:
        self.files = files
        self._read = [load_examples(path) for path in paths]

    @cached_property
    def _distractors(self) -> list[Distractors]:
        return [Distractors(examples) for examples in self._read]

    def draw(self, rng: random.Random) -> Iterator[Example]:
        """Yield the examples of one epoch."""
        for number in range(len(self._read[0])) if self.files.crossed else ():
            asked, read = rng.randrange(len(self._read)), rng.randrange(len(self._read))
            question = self._read[asked][number].question
            yield from self._with_negative(
                replace(self._read[read][number], question=question), read, rng
            )
        if not self.files.crossed:
            for part, examples in enumerate(self._read):
                for example in examples:
                    if rng.random() < self.files.share:
                        yield from self._with_negative(example, part, rng)

    def _with_negative(self, example: Example, part: int, rng: random.Random) -> Iterator[Example]:
        yield self._led(example, rng)
        if rng.random() < self.files.negatives:
            wrong = self._distractors[part].of(example)
            if wrong:
                yield self._led(rng.choice(wrong), rng)

    def _led(self, example: Example, rng: random.Random) -> Example:
        """Show the title and what stands before, or not, as often as wanted."""
        title = example.title if rng.random() < self.files.titled else ""
        before = example.before if rng.random() < self.files.led else ""
        return replace(example, title=title, before=before)


class Cutter:
    """Texts to pieces, each text once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, Pieces] = {}

    def pieces(self, text: str) -> Pieces:
        """Return the pieces of a text."""
        if text not in self._known:
            self._known[text] = pieces(self._tokenizer, text)
        return self._known[text]

    def windows(self, example: Example) -> list[Window]:
        """Lay an example's question over its paragraph."""
        return windows(
            self.pieces(example.question),
            self.pieces(example.title),
            self.pieces(example.context),
            self.pieces(example.before),
        )


def place(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last piece of a window over code points [start, end), if it has both."""
    inside = np.flatnonzero((window.body.starts < end) & (window.body.ends > start))
    if not len(inside):
        return None
    left, right = int(inside[0]), int(inside[-1])
    if window.body.starts[left] > start or window.body.ends[right] < end:
        return None
    return window.first + left, window.first + right


def crop(taught: Target, size: int, rng: random.Random) -> Target:
    """Show `size` pieces of the passage at most, all of the answer's among them."""
    window = taught.window
    first, last = (max(0, at - window.first) for at in (taught.first, taught.last))
    lowest = max(0, last + 1 - size)
    highest = min(first, len(window.body) - size) if taught.last else len(window.body) - size
    if highest < lowest or size >= len(window.body):
        return taught
    start = rng.randint(lowest, highest)
    cut = slice(start, start + size)
    body = Pieces(window.body.ids[cut], window.body.starts[cut], window.body.ends[cut])
    head, tail = window.ids[: window.first], window.ids[window.first + len(window.body) :]
    shown = Window(np.concatenate([head, body.ids, tail]), window.first, body)
    moved = start if taught.last else 0
    return Target(shown, taught.first - moved, taught.last - moved)


def target(example: Example, cutter: Cutter, rng: random.Random) -> Target:
    """Choose the window and the answer that an example teaches this time."""
    laid = cutter.windows(example)
    if not example.answers:
        return Target(rng.choice(laid), 0, 0)
    others = example.answers[1:]
    answer = rng.choice(others) if others and rng.random() > PREFERRED else example.answers[0]
    # Some annotators marked a space too, which no piece holds.
    said = example.context[slice(*answer)]
    start = answer[0] + len(said) - len(said.lstrip())
    end = start + len(said.strip())
    held = [(window, found) for window in laid if (found := place(window, start, end))]
    if not held:
        return Target(rng.choice(laid), 0, 0)
    window, (first, last) = rng.choice(held)
    return Target(window, first, last)


def batches(
    materials: Sequence[Material], cutter: Cutter, size: int, seed: str
) -> list[list[Target]]:
    """Return the batches of one epoch; windows of like length share a batch, in random order."""
    rng = random.Random(seed)  # noqa: S311 - no secret is drawn
    drawn = []
    for material in materials:
        for example in material.draw(rng):
            taught = target(example, cutter, rng)
            most = material.files.crop
            drawn.append(crop(taught, most, rng) if most else taught)
    rng.shuffle(drawn)
    # Sorted within large pools only, so that batches are not the same at every epoch.
    pool = size * 50
    made: list[list[Target]] = []
    for start in range(0, len(drawn), pool):
        part = sorted(drawn[start : start + pool], key=lambda one: len(one.window))
        made.extend(part[at : at + size] for at in range(0, len(part), size))
    rng.shuffle(made)
    return made
