"""A question in two parts is split only when it is sure, into two that stand by themselves."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.parts import halves

HERE = Path(__file__).parent


def lines(name: str) -> list[dict]:
    """Read a file of questions: a question a line, half of them kept for judging only."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", lines("compound.jsonl"), ids=lambda case: case["question"])
def test_two_things_asked_are_two_questions(case: dict) -> None:
    found = halves(case["question"])
    assert found is not None
    for half, opens in zip(found, case["opens"], strict=True):
        assert opens.lower() in half.question.lower()
        assert any(word in half.question for word in case["holds"].split("|"))


@pytest.mark.parametrize("case", lines("single.jsonl"), ids=lambda case: case["question"])
def test_one_thing_asked_is_left_alone(case: dict) -> None:
    assert halves(case["question"]) is None


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Quand et par qui le site a-t-il été fermé ?",
            "Quand le site a-t-il été fermé\u202f?",
            "Par qui le site a-t-il été fermé\u202f?",
        ),
        (
            "Qui l'a créé et en quelle année ?",
            "Qui l'a créé\u202f?",
            "En quelle année on l'a créé\u202f?",
        ),
        (
            "Le chiffre : qui parle de 12 et qui de 15 ?",
            "Le chiffre : qui parle de 12\u202f?",
            "Le chiffre : qui parle de 15\u202f?",
        ),
        (
            "Qui est le fondateur et où vit-il ?",
            "Qui est le fondateur\u202f?",
            "Où vit le fondateur\u202f?",
        ),
    ],
)
def test_the_shared_words_go_to_both(question: str, first: str, second: str) -> None:
    found = halves(question)
    assert found is not None
    assert [half.question for half in found] == [first, second]


def test_a_completed_question_that_says_the_earlier_one_again_is_left_alone() -> None:
    question = "Qui a fermé le site, et en quelle année ?"
    assert halves(question, ("Qui a fermé le site ?",)) is None
    assert halves(question, ("Qui a ouvert le site ?",)) is not None


@given(
    st.lists(
        st.sampled_from(
            ("qui", "quand", "et", "le site", "a-t-il", "fermé", ",", "?", "combien de", ":", "l'a")
        ),
        max_size=12,
    )
)
def test_any_words_give_two_whole_questions_or_none(words: list[str]) -> None:
    found = halves(" ".join(words))
    assert found is None or all(
        half.label and half.question.endswith("\u202f?") and len(half.question) > 3
        for half in found
    )
