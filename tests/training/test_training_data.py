"""Examples of SQuAD files, and the paragraphs that look as if they answered."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.fold import fold
from rag.training.data import Distractors, Example, load_examples

CONTEXT = "L’ancre pèse 12 tonnes, dit Léa Roux."
DISTRACTOR_WORDS = ["ancre", "tonnes", "L’été", "port", "23\u202f051", "23 051", "Léa", "LEA"]


def squad(path: Path, *rows: dict[str, object], **article: object) -> Path:
    """Write a SQuAD file of one paragraph."""
    paragraphs = [{"context": CONTEXT, "qas": rows}]
    path.write_text(json.dumps({"data": [{**article, "paragraphs": paragraphs}]}), "utf-8")
    return path


def asked(*answers: tuple[str, int]) -> dict[str, object]:
    """Make a question with answers at these places."""
    said = [{"text": text, "answer_start": start} for text, start in answers]
    return {"id": "q1", "question": "Combien ?", "answers": said}


def test_answers_are_slices_in_their_order(tmp_path: Path) -> None:
    path = squad(tmp_path / "a.json", asked(("12 tonnes", 13), ("12", 13)), title="Super_Ancre")
    (found,) = load_examples(path)
    assert found == Example("q1", "Combien ?", "Super Ancre", CONTEXT, ((13, 22), (13, 15)))
    assert [CONTEXT[start:end] for start, end in found.answers] == ["12 tonnes", "12"]


@pytest.mark.parametrize("title", [{}, {"title": None}, {"title": ""}])
def test_a_question_may_have_no_answer_and_a_paragraph_no_title(
    tmp_path: Path, title: dict[str, object]
) -> None:
    path = squad(tmp_path / "a.json", asked(), {"id": 2, "question": "Qui ?"}, **title)
    assert load_examples(path) == (
        Example("q1", "Combien ?", "", CONTEXT),
        Example("2", "Qui ?", "", CONTEXT),
    )


@pytest.mark.parametrize(
    "answer", [("12 tonnes", 12), ("12 tonnes", 99), ("13 tonnes", 13), ("Roux..", 32)]
)
def test_an_answer_that_is_not_at_its_place_is_refused(
    tmp_path: Path, answer: tuple[str, int]
) -> None:
    path = squad(tmp_path / "a.json", asked(("12", 13), answer))
    with pytest.raises(ValueError, match="q1 is not at its place"):
        load_examples(path)


def told(contexts: list[str], answer: str) -> list[Example]:
    """Make an example a context; those that say the answer have it."""
    return [
        Example(
            str(number),
            f"Où est {context} ?",
            f"Titre {number % 2}",
            context,
            ((context.index(answer), context.index(answer) + len(answer)),)
            if answer in context
            else (),
        )
        for number, context in enumerate(contexts)
    ]


contexts = st.lists(
    st.lists(st.sampled_from(DISTRACTOR_WORDS), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=8,
)


@given(contexts, st.sampled_from(DISTRACTOR_WORDS), st.integers(1, 9))
def test_a_distractor_is_another_paragraph_without_the_answer(
    said: list[str], answer: str, depth: int
) -> None:
    examples = told(said, answer)
    distractors = Distractors(examples, depth)
    for one in examples:
        found = distractors.of(one)
        assert len(found) <= depth
        assert bool(one.answers) or not found
        for other in found:
            assert other.question == one.question
            assert other.answers == ()
            assert other.id != one.id
            assert other.context != one.context
            assert fold(answer) not in fold(other.context)
            assert (other.title, other.context) in {(row.title, row.context) for row in examples}


@given(contexts, st.sampled_from(DISTRACTOR_WORDS))
def test_all_paragraphs_without_the_answer_are_found_when_asked_deep_enough(
    said: list[str], answer: str
) -> None:
    examples = told(said, answer)
    distractors = Distractors(examples, len(examples))
    silent = {(row.title, row.context) for row in examples if fold(answer) not in fold(row.context)}
    for one in examples:
        found = [(row.title, row.context) for row in distractors.of(one)]
        assert sorted(found) == (sorted(silent) if one.answers else [])


def test_the_nearest_paragraph_comes_first() -> None:
    asking = Example("1", "Où mouille le voilier rouge ?", "", "Il mouille à Brest.", ((13, 18),))
    near = Example("2", "", "", "Le voilier rouge mouille au large.")
    nearer_by_title = Example("3", "", "Voilier rouge", "Il mouille et le voilier rouge part.")
    far = Example("4", "", "", "La récolte de pommes commence.")
    holds = Example("5", "", "", "Le voilier rouge mouille à BREST.")
    found = Distractors([asking, far, near, nearer_by_title, holds]).of(asking)
    assert [row.context for row in found] == [
        nearer_by_title.context,
        near.context,
        far.context,
    ]


def test_an_answer_written_otherwise_is_still_the_answer() -> None:
    asking = Example("1", "Combien ?", "", "Soit 23\u202f051 euros.", ((5, 11),))
    others = [Example(str(n), "", "", f"On dit {n} 23 051 euros.") for n in range(3)]
    assert Distractors([asking, *others]).of(asking) == ()
