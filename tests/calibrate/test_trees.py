"""The judge's trees: walked as they were learnt, read again as saved, honest on their cases."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.boost import apart, boost
from rag.answer.judge import SIGNS
from rag.answer.trees import Node, Trees, from_record, load_trees, to_record

values = st.floats(-5, 5, width=32)
leaves = st.builds(Node, value=values)


@st.composite
def stumps(draw: st.DrawFn) -> tuple[Node, ...]:
    """Draw a tree of one question."""
    feature, threshold = draw(st.sampled_from(SIGNS)), draw(values)
    return (Node(feature, threshold, 1, 2), draw(leaves), draw(leaves))


def rows(count: int, seed: int = 1) -> list[dict[str, float]]:
    """Draw signs."""
    drawn = random.Random(seed)  # noqa: S311 - no secret is drawn
    return [{name: drawn.uniform(-1, 1) for name in SIGNS} for _ in range(count)]


@given(st.builds(Trees, values, st.lists(stumps(), max_size=4).map(tuple)))
def test_trees_are_saved_and_read_again(trees: Trees) -> None:
    assert from_record(json.loads(json.dumps(to_record(trees)))) == trees


@given(stumps(), values)
def test_a_value_at_the_threshold_goes_low(tree: tuple[Node, ...], value: float) -> None:
    found = dict.fromkeys(SIGNS, value)
    taken = tree[1] if value <= tree[0].threshold else tree[2]
    assert Trees(0.5, (tree,)).logit(found) == 0.5 + taken.value


def test_without_trees_nothing_is_said() -> None:
    assert Trees().logit(rows(1)[0]) == 0.0
    assert load_trees("no such reader") == Trees()


def test_two_signs_that_count_only_together_are_learnt() -> None:
    """What a weighted sum cannot tell: right when both have the same sign."""
    seen = rows(600)
    right = [(row["evidence"] > 0) == (row["score"] > 0) for row in seen]
    trees = boost(seen, right)
    told = [trees.logit(row) > 0 for row in rows(200, seed=2)]
    wanted = [(row["evidence"] > 0) == (row["score"] > 0) for row in rows(200, seed=2)]
    assert sum(one == other for one, other in zip(told, wanted, strict=True)) > 125


def test_what_is_said_of_a_case_owes_nothing_to_it() -> None:
    seen = rows(150)
    right = [row["evidence"] > 0 for row in seen]
    names = [str(number) for number in range(len(seen))]
    told = apart(names, seen, right)
    changed = [not right[0], *right[1:]]
    again = apart(names, seen, changed)
    assert again[0] == pytest.approx(told[0])
    assert again != told


@pytest.mark.parametrize("reader", ["spans"])
def test_the_shipped_trees_speak_of_known_signs(reader: str) -> None:
    trees = load_trees(reader)
    assert trees.trees
    asked = {node.feature for tree in trees.trees for node in tree if node.feature}
    assert asked <= set(SIGNS)
    assert len({trees.logit(row) for row in rows(20)}) > 1
