"""What the meaning of a message tells: whether its writer speaks of a distress of their own.

Two logistic regressions over the vector that finds its passages (`rag.embed`), and over two signs
of its words: one says how likely it is, the other of what. A wording that no pattern foresaw has a
vector near others like it. The weights hold for the encoder they were learnt on (eval/distress.py).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.courtesy import signs
from rag.courtesy.plain import asks, plain
from rag.embed.encoder import Encoder, Vectors

FILE = "meaning.json"

SIGN = 0.2
"""A sign of the words, where a component of the vector is about 0.05."""

SHARE = 0.08
"""Share of a theme, among those that may be told, from which its help numbers are shown: one too
many does no harm, and the right one is then there nineteen times in twenty."""

UNLIKELY = 0.1
"""Chance under which what a pattern took for a distress may be a figure of speech."""


@dataclass(frozen=True, slots=True)
class Told:
    """How likely a message tells of its writer's own distress, in [0, 1], and of which themes.

    The likeliest theme comes first; there is always one where `beside`.
    """

    chance: float
    themes: tuple[str, ...]
    beside: bool
    """Likely enough for help numbers beside an answer."""
    instead: bool
    """Likely enough for help alone, where nothing is asked of the sources."""

    @property
    def unlikely(self) -> bool:
        """Whether the message is hardly like any distress."""
        return self.chance < UNLIKELY


@dataclass(frozen=True, slots=True)
class Meaning:
    """The weights of the two regressions.

    `weights` is float32 (1 + n_themes, n_features + 1), the bias last: a row for the distress, one
    for each theme, in the order of `themes`. `beside` and `instead` are thresholds of the chance.
    """

    themes: tuple[str, ...]
    weights: NDArray[np.float32]
    beside: float
    instead: float

    def told(self, message: str, vector: Vectors) -> Told:
        """Return what a message and its vector, float32 (dimension,), tell."""
        logits = self.weights[:, :-1] @ features(message, vector) + self.weights[:, -1]
        chance = float(1 / (1 + np.exp(-logits[0])))
        shares = np.exp(logits[1:] - logits[1:].max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")
        themes = tuple(self.themes[at] for at in order if at == order[0] or shares[at] >= SHARE)
        return Told(chance, themes, chance >= self.beside, chance >= self.instead)


def features(message: str, vector: Vectors) -> NDArray[np.float32]:
    """Return what is weighed: float32 (dimension + 2,), the vector and two signs of the words.

    Whether it asks something of the sources, and whether it speaks in the first person.
    """
    text = plain(message)
    told = SIGN * np.array([asks(text), signs.own(text)], dtype=np.float32)
    return np.append(vector, told).astype(np.float32)


def load_meaning(encoder: Encoder) -> Meaning | None:
    """Return the weights that the package has for an encoder; None when it has none."""
    saved = _saved()
    known = (saved["model"], saved["revision"]) == (encoder.name, encoder.revision)
    return from_record(saved) if known else None


def from_record(saved: Mapping[str, Any]) -> Meaning:
    """Return the weights of a JSON record."""
    return Meaning(
        tuple(saved["themes"]),
        np.array(saved["weights"], dtype=np.float32),
        float(saved["beside"]),
        float(saved["instead"]),
    )


@lru_cache(maxsize=1)
def _saved() -> dict[str, Any]:
    text = files("rag.courtesy").joinpath(FILE).read_text(encoding="utf-8")
    saved: dict[str, Any] = json.loads(text)
    return saved
