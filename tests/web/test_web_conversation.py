"""What a tab gives back is text; what the server keeps for a reload is forgotten in time."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web import conversation, memory
from ui.web.conversation import Kept, read
from ui.web.memory import Memory

NOON = datetime(2026, 3, 16, 12)  # noqa: DTZ001 - local, as Gradio's is
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["questions", "corpus", "x"]), inner, max_size=3),
    ),
    max_leaves=12,
)


@given(JSON)
def test_what_a_tab_gives_back_is_read_as_questions_or_as_nothing(given_: object) -> None:
    for text in (json.dumps(given_), given_):
        kept = read(text)
        assert all(isinstance(question, str) and question.strip() for question in kept.questions)
        assert isinstance(kept.corpus, str)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, None])
def test_what_is_no_json_holds_no_question(text: str | None) -> None:
    assert read(text) == Kept((), "")


def test_the_last_questions_come_back_in_their_order() -> None:
    asked = [f"question {number}" for number in range(conversation.SHOWN + 5)]
    kept = read(json.dumps({"questions": [*asked, " ", 3], "corpus": "abc"}))
    assert kept == Kept(tuple(asked[5:]), "abc")


def test_an_answer_is_known_by_its_thread_and_for_an_hour() -> None:
    now = NOON
    known = Memory(lambda: now)
    known.keep("Et lui ?", ["Qui ?"], {"answer": "a"})
    assert known.find("Et lui ?", ["Qui ?"]) == {"answer": "a"}
    assert known.find("Et lui ?", []) is None
    now = NOON + memory.KEPT
    assert known.find("Et lui ?", ["Qui ?"]) is not None
    now += timedelta(seconds=1)
    assert known.find("Et lui ?", ["Qui ?"]) is None


def test_the_oldest_answers_go_first() -> None:
    known = Memory(lambda: NOON)
    for number in range(600):
        known.keep(str(number), [], {})
    found = [number for number in range(600) if known.find(str(number), []) is not None]
    assert found == list(range(100, 600))
