"""Boosted trees: log-odds from named features (Friedman, 2001).

The trees are learnt by scikit-learn (eval/fit.py) and kept as JSON, read and walked here: a few
dozen small ones need no library, and a saved index of numbers runs nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

FILE = "trees.json"


@dataclass(frozen=True, slots=True)
class Node:
    """A question on one feature: at most `threshold`, go to node `low`, else to `high`.

    A leaf has no feature (""), and a `value`.
    """

    feature: str = ""
    threshold: float = 0.0
    low: int = 0
    high: int = 0
    value: float = 0.0


Tree = tuple[Node, ...]
"""Nodes, the first one the root."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees, from `start`."""

    start: float = 0.0
    trees: tuple[Tree, ...] = ()

    def logit(self, found: Mapping[str, float]) -> float:
        """Return the log-odds that features, by name, speak for; 0 without any tree."""
        # Learnt on 32-bit floats: a value at the edge must fall on the same side.
        single = {name: float(np.float32(value)) for name, value in found.items()}
        return self.start + sum(_walked(tree, single) for tree in self.trees)


NONE = Trees()
"""No tree: it says nothing either way."""


def _walked(tree: Tree, found: Mapping[str, float]) -> float:
    node = tree[0]
    while node.feature:
        node = tree[node.low if found[node.feature] <= node.threshold else node.high]
    return node.value


@lru_cache(maxsize=4)
def load_trees(reader: str) -> Trees:
    """Return the trees shipped for a reader; none for one that has none."""
    text = files("rag.answer").joinpath(FILE).read_text(encoding="utf-8")
    saved = json.loads(text).get(reader)
    return NONE if saved is None else from_record(saved)


def from_record(saved: Mapping[str, Any]) -> Trees:
    """Return the trees of a JSON record; a node is [feature, threshold, low, high] or [value]."""
    return Trees(saved["start"], tuple(tuple(map(_node, tree)) for tree in saved["trees"]))


def to_record(trees: Trees) -> dict[str, object]:
    """Return the JSON record of trees."""
    kept = [[_listed(node) for node in tree] for tree in trees.trees]
    return {"start": trees.start, "trees": kept}


def _node(saved: Sequence[Any]) -> Node:
    if len(saved) == 1:
        return Node(value=saved[0])
    feature, threshold, low, high = saved
    return Node(feature, threshold, low, high)


def _listed(node: Node) -> list[object]:
    if not node.feature:
        return [node.value]
    return [node.feature, node.threshold, node.low, node.high]
