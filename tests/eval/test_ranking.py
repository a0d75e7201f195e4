"""Retrieval's measures: a public implementation gives the same; what is relevant, case by case."""

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_making import case_of, passage, retrieving, run_of

from eval.figures import named
from eval.figures.ranking import DEPTHS, ndcg, ranked, recall, reciprocal_rank, success
from eval.folder import Place, Prediction, missing
from rag.calibrate.cases import Gold
from rag.calibrate.cases import Place as Support

PUBLIC = {f"Recall@{k}": ir_measures.R @ k for k in DEPTHS}
PUBLIC |= {f"Success@{k}": ir_measures.Success @ k for k in DEPTHS}
PUBLIC |= {"MRR@10": ir_measures.RR @ 10, "nDCG@10": ir_measures.nDCG @ 10}
WIDTH = 10
"""Passages of the drawn corpus are the tens of source "a"."""


@st.composite
def rankings(draw: st.DrawFn) -> tuple[set[int], list[int]]:
    """Draw which of thirty passages hold an answer, and those retrieved, best first."""
    gold = draw(st.sets(st.integers(0, 29), min_size=1, max_size=14))
    return gold, draw(st.lists(st.integers(0, 29), unique=True, max_size=20))


def prediction_of(name: str, gold: set[int], found: list[int]) -> Prediction:
    """Make the prediction that such a ranking is."""
    golds = [Gold(source="a", text="x", start=10 * at + 2, end=10 * at + 3) for at in gold]
    support = [Support(source="a", start=10 * at, end=10 * at + WIDTH) for at in gold]
    case = case_of(*golds, name=name, passages=support)
    return retrieving(case, *(passage("a", 10 * at, 10 * at + WIDTH) for at in found))


@given(st.lists(rankings(), min_size=1, max_size=5))
def test_figures_are_those_of_ir_measures(drawn: list[tuple[set[int], list[int]]]) -> None:
    queries = {f"q{number}": one for number, one in enumerate(drawn)}
    figures = named(run_of(*(prediction_of(name, *one) for name, one in queries.items())))
    qrels = {name: {str(at): 1 for at in gold} for name, (gold, _) in queries.items()}
    scores = {
        name: {str(at): -float(rank) for rank, at in enumerate(found)}
        for name, (_, found) in queries.items()
    }
    public = ir_measures.calc_aggregate(PUBLIC.values(), qrels, scores)
    for name, measure in PUBLIC.items():
        assert figures[name].value == pytest.approx(public[measure])
        assert figures[name].n == len(queries)
        by_case = {
            one.query_id: one.value for one in ir_measures.iter_calc([measure], qrels, scores)
        }
        assert figures[name].cases == pytest.approx(by_case)


@given(st.lists(st.booleans(), max_size=15), st.integers(0, 5))
def test_measures_stay_in_their_range(relevant: list[bool], more: int) -> None:
    total = max(1, sum(relevant) + more)
    shares = [recall(relevant, total, k) for k in DEPTHS]
    assert shares == sorted(shares)
    for value in (*shares, ndcg(relevant, total), reciprocal_rank(relevant)):
        assert 0 <= value <= 1
    assert [success(relevant, k) for k in DEPTHS] == [float(share > 0) for share in shares]


GOLD = Gold(source="a", text="42 ponts", start=10, end=18)


@pytest.mark.parametrize(
    ("found", "relevant"),
    [
        (passage("a", 0, 30), True),
        (passage("a", 10, 18), True),
        (passage("a", 11, 30), False),
        (passage("a", 0, 17), False),
        (passage("b", 0, 30), False),
        (passage("b", 0, 30, Place("a", 5, 35)), True),
    ],
)
def test_a_passage_is_relevant_when_one_place_holds_an_answer(found, relevant) -> None:
    support = [Support(source="a", start=0, end=30)]
    told, total = ranked(retrieving(case_of(GOLD, passages=support), found))
    assert told == [relevant]
    assert total == 1


def test_words_that_stand_twice_are_one_passage_once_retrieved() -> None:
    twin = Gold(source="b", text="42 ponts", start=40, end=48)
    support = [Support(source="a", start=0, end=30), Support(source="b", start=30, end=60)]
    case = case_of(GOLD, twin, passages=support)
    both = passage("a", 0, 30, Place("b", 30, 60))
    assert ranked(retrieving(case, both)) == ([True], 1)
    assert ranked(retrieving(case)) == ([], 2)


def test_a_case_whose_answer_has_no_place_is_a_miss_not_left_out() -> None:
    lost = case_of("42 ponts", name="lost")
    gone = case_of(GOLD, name="gone", passages=[Support(source="a", start=0, end=30)])
    there = retrieving(gone.model_copy(update={"id": "there"}), passage("a", 0, 30))
    figures = named(run_of(retrieving(lost, passage("a", 0, 99)), missing(gone), there))
    for name in PUBLIC:
        assert figures[name].n == 3
        assert figures[name].value == pytest.approx(1 / 3)


def test_cases_without_answer_have_no_retrieval_figure() -> None:
    figure = named(run_of(retrieving(case_of(), passage("a", 0, 9))))["Recall@1"]
    assert (figure.value, figure.n, figure.low) == (None, 0, None)
