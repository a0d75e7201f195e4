"""The measures, against their definitions."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.calibrate.cases import Case, Gold
from rag.calibrate.measures import RIGHT_F1, SPARE_WORDS, f1, interval, keys, right

tokens = st.lists(st.sampled_from("abcde"), max_size=8)
shares = st.lists(st.sampled_from([0.0, 1.0]) | st.floats(0, 1), min_size=1, max_size=40)


def squad_f1(prediction: list[str], truth: list[str]) -> float:
    """Compute F1 as the SQuAD 2.0 evaluation script does, on tokens."""
    common = Counter(prediction) & Counter(truth)
    same = sum(common.values())
    if not prediction or not truth:
        return float(prediction == truth)
    if same == 0:
        return 0.0
    precision, recall = same / len(prediction), same / len(truth)
    return 2 * precision * recall / (precision + recall)


@given(tokens, tokens)
def test_f1_is_squad_s(given_words: list[str], expected: list[str]) -> None:
    assert f1(given_words, expected) == pytest.approx(squad_f1(given_words, expected))
    assert f1(given_words, expected) == f1(expected, given_words)
    assert f1(given_words, given_words) == 1


@pytest.mark.parametrize(
    ("said", "wanted", "expected"),
    [
        ("12 chênes", "12 chênes", 1.0),
        ("les 12 chênes", "12 chênes", 0.8),
        ("12", "12 chênes", 2 / 3),
        ("mardi", "12 chênes", 0.0),
        ("un un", "un", 2 / 3),
        ("", "", 1.0),
        ("", "un", 0.0),
    ],
)
def test_f1_on_words(said: str, wanted: str, expected: float) -> None:
    assert f1(keys(said), keys(wanted)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’ÉTÉ 2023", "l'été 2023"),
        ("23\u202f051 messages", "23 051 messages"),
        ("le cœur", "Le coeur"),
        ("« Oui », dit-il.", "oui dit-il"),
    ],
)
def test_words_are_compared_folded(one: str, other: str) -> None:
    assert keys(one) == keys(other) != []


@given(shares)
def test_an_interval_holds_the_mean_and_stays_among_the_values(values: list[float]) -> None:
    low, high = interval(values)
    mean = sum(values) / len(values)
    assert low - 1e-9 <= mean <= high + 1e-9
    assert min(values) - 1e-9 <= low
    assert high <= max(values) + 1e-9
    assert interval(values) == (low, high)


def test_an_interval_narrows_with_more_values() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 200)
    assert few[1] - few[0] > 2 * (many[1] - many[0])
    assert many[0] == pytest.approx(0.45, abs=0.01)
    assert many[1] == pytest.approx(0.55, abs=0.01)


def test_intervals_without_values_or_without_doubt() -> None:
    assert interval([]) == (0.0, 0.0)
    assert interval([1.0] * 9) == (1.0, 1.0)
    assert interval([0.0, 1.0, 1.0], seed=1) == interval([0.0, 1.0, 1.0], seed=1)


def case(*answers: str) -> Case:
    """Make a case with these acceptable answers."""
    return Case(
        id="q",
        question="Combien ?",
        kind="number",
        answerable=bool(answers),
        answers=tuple(Gold(source="a", text=text) for text in answers),
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12 chênes", True),
        ("les 12 chênes", True),
        ("12 CHENES", True),
        ("douze arbres", True),
        ("12", True),
        ("mardi", False),
        ("", False),
        (None, False),
        ("13 chênes", False),
        ("La commune a planté 12 chênes mardi", True),
        ("12 " + "et encore " * SPARE_WORDS + "chênes", False),
    ],
)
def test_what_answers_a_case(said: str | None, expected: bool) -> None:  # noqa: FBT001 - a parameter
    assert right(case("12 chênes", "douze arbres"), said) is expected


@given(st.none() | st.text(max_size=20))
def test_nothing_answers_an_unanswerable_case(said: str | None) -> None:
    assert not right(case(), said)


def test_spare_words_are_counted() -> None:
    wanted = "un deux trois quatre cinq"
    within, beyond = (f"{wanted} {'six ' * count}" for count in (SPARE_WORDS, SPARE_WORDS + 1))
    assert f1(keys(within), keys(wanted)) < RIGHT_F1
    assert right(case(wanted), within)
    assert not right(case(wanted), beyond)


@given(st.lists(st.sampled_from(["pont", "maire", "12", "mardi"]), min_size=1, max_size=6))
def test_an_acceptable_answer_is_right(found: list[str]) -> None:
    text = " ".join(found)
    assert right(case("autre chose", text), text)
