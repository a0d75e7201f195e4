"""Learn the boosted trees that tell a right candidate from a wrong one by its signs.

Gradient boosting on the logistic loss (Friedman, 2001), by scikit-learn; small trees, each on a
part of the cases and of the signs (Friedman, 2002), since cases are few.
"""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from rag.answer.judge import SIGNS
from rag.answer.trees import Node, Tree, Trees

FOLDS = 5
SEED = 20241122
COUNT = 150
RATE = 0.04
DEPTH = 3
LEAF = 20
"""Cases that a leaf holds at least."""
SHARE = 0.6
"""Share of the cases that each tree sees."""
SEEN = 0.4
"""Share of the signs that each question of a tree chooses from."""

Rows = Sequence[Mapping[str, float]]


def boost(rows: Rows, right: Sequence[bool]) -> Trees:
    """Learn trees from signs by name (n rows), and whether each candidate was right."""
    model = GradientBoostingClassifier(
        n_estimators=COUNT,
        learning_rate=RATE,
        max_depth=DEPTH,
        min_samples_leaf=LEAF,
        subsample=SHARE,
        max_features=SEEN,
        random_state=SEED,
    )
    model.fit(_columns(rows), right)
    share = float(np.mean(right))
    grown = tuple(_tree(one.tree_, model.learning_rate) for one in model.estimators_[:, 0])
    return Trees(round(float(np.log(share / (1 - share))), 6), grown)


def apart(names: Sequence[str], rows: Rows, right: Sequence[bool]) -> list[float]:
    """Return the log-odds of each row by trees learnt without its fold, told by its name."""
    sides = [zlib.crc32(name.encode()) % FOLDS for name in names]
    told = [0.0] * len(rows)
    for fold in range(FOLDS):
        kept = [at for at, side in enumerate(sides) if side != fold]
        trees = boost([rows[at] for at in kept], [right[at] for at in kept])
        for at, side in enumerate(sides):
            if side == fold:
                told[at] = trees.logit(rows[at])
    return told


def _columns(rows: Rows) -> np.ndarray:
    return np.array([[row[name] for name in SIGNS] for row in rows], dtype=np.float32)


def _tree(grown: object, rate: float) -> Tree:
    """Turn scikit-learn's arrays into nodes; a leaf's value has the learning rate in it."""
    low, high, feature, threshold, value = (
        getattr(grown, name)
        for name in ("children_left", "children_right", "feature", "threshold", "value")
    )
    return tuple(
        Node(value=round(rate * float(value[at, 0, 0]), 6))
        if low[at] < 0
        else Node(SIGNS[feature[at]], float(threshold[at]), int(low[at]), int(high[at]))
        for at in range(len(low))
    )
