"""A linear-chain conditional random field: the zones of a page's lines, told together.

Trained by `python -m eval train-zones` (python-crfsuite, L-BFGS with elastic net); here only its
weights are read and its marginals computed.

Source: Lafferty, McCallum and Pereira (2001), "Conditional Random Fields".
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from rag.types import EDITORIAL, Zone

Floats = NDArray[np.float64]

WEIGHTS = "tagger.json.gz"

CAUTION = 0.12
"""The probability of being a comment, an advert or furniture from which a line is no editorial
text: such a line taken for the paper's words is worse than a sentence set aside. Chosen by
cross-validation on the pages learnt from (docs/zones.md)."""

_ZERO = np.zeros(len(Zone))
_EDITORIAL = np.array([zone in EDITORIAL for zone in Zone])
_HARMFUL = np.array([zone in (Zone.COMMENT, Zone.ADVERT, Zone.NAVIGATION) for zone in Zone])


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: `states` by feature, float64 (n_zones,); `moves`, float64 (n_zones, n_zones).

    Zones are in the order of `Zone`; `moves[i, j]` weighs zone j after zone i.
    """

    states: dict[str, Floats]
    moves: Floats

    def marginals(self, features: Sequence[Sequence[str]]) -> Floats:
        """Return each line's probabilities: float64, (n_lines, n_zones), rows of sum 1."""
        scores = np.zeros((len(features), len(Zone)))
        for at, names in enumerate(features):
            scores[at] = sum((self.states[name] for name in names if name in self.states), _ZERO)
        forward, backward = scores.copy(), np.zeros_like(scores)
        for at in range(1, len(scores)):
            forward[at] += logsumexp(forward[at - 1][:, None] + self.moves, axis=0)
        for at in range(len(scores) - 2, -1, -1):
            backward[at] = logsumexp(self.moves + scores[at + 1] + backward[at + 1], axis=1)
        logits = forward + backward
        found: Floats = np.exp(logits - logsumexp(logits, axis=1, keepdims=True))
        return found

    def tag(self, features: Sequence[Sequence[str]], caution: float = CAUTION) -> list[Zone]:
        """Return each line's zone: the likeliest, by caution.

        Where the probability of a comment, an advert or furniture reaches `caution`, or that of
        no editorial text at all reaches a half, the likeliest of the other zones is given.
        """
        if not features:
            return []
        chances = self.marginals(features)
        other = chances[:, _HARMFUL].sum(axis=1) >= caution
        other |= chances[:, ~_EDITORIAL].sum(axis=1) >= 0.5
        allowed = np.where(other[:, None], ~_EDITORIAL, _EDITORIAL)
        zones = list(Zone)
        return [zones[at] for at in np.where(allowed, chances, -1.0).argmax(axis=1)]


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """Return the tagger that comes with the package."""
    packed = files("rag.segment").joinpath(WEIGHTS).read_bytes()
    return unpack(json.loads(gzip.decompress(packed)))


def unpack(saved: dict[str, dict[str, dict[str, float]]]) -> Tagger:
    """Make a tagger of saved weights: `states` by feature then zone, `moves` by zone then zone."""
    order = {zone.value: number for number, zone in enumerate(Zone)}
    states: dict[str, Floats] = {}
    for name, weights in saved["states"].items():
        states[name] = np.zeros(len(Zone))
        for zone, weight in weights.items():
            states[name][order[zone]] = weight
    moves = np.zeros((len(Zone), len(Zone)))
    for before, weights in saved["moves"].items():
        for after, weight in weights.items():
            moves[order[before], order[after]] = weight
    return Tagger(states, moves)
