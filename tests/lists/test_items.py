"""Lists: which questions want one, and which items they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import compose_list
from rag.lists import asks_list, items
from rag.lists.items import SHARE, SURE
from rag.types import AgreementKind, Asked, Candidate, Hit, Passage, Question, Source, Span, Zone

ASKED = "Quels services ont mené l'enquête ?"


def candidate(
    source_id: str, text: str, words: str, score: float, evidence: float = 6.0
) -> Candidate:
    """Make a candidate: some words of the one sentence of a source."""
    source = Source(source_id, f"{source_id}.txt", text, digest=text)
    whole = Span(source, 0, len(text))
    start = text.index(words)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.9, 1.0, 0.9)
    return Candidate(Span(source, start, start + len(words)), whole, hit, score, evidence)


LIST = "L’enquête a réuni la gendarmerie, la douane (en renfort) et le parquet, qui la dirige."
FIRST = candidate("a", LIST, "la douane", 0.4)


def told(*candidates: Candidate) -> list[tuple[str, int]]:
    """Return the items given: their words, how many sources say them by themselves."""
    found = items(ASKED, sorted(candidates, key=lambda one: -one.score))
    return [(one.candidates[0].span.text, one.independent) for one in found]


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        "Dans quelles villes des arrestations ont-elles eu lieu ?",
        "Qui sont les fondateurs du site ?",
        "Citez les associations qui ont porté plainte.",
        "Donnez-moi la liste des ponts fermés.",
        "Lesquels ont signé ?",
        "Which services led the inquiry?",
    ],
)
def test_a_plural_question_wants_a_list(question: str) -> None:
    assert asks_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quel service a mené l'enquête ?",
        "Qui est le fondateur du site ?",
        "Par quels mots le maire s'est-il excusé ?",
        "Quand les ponts ont-ils fermé ?",
        "Which class won?",
    ],
)
def test_a_single_thing_wants_none(question: str) -> None:
    assert not asks_list(question)


def test_an_enumeration_is_given_whole() -> None:
    longer = candidate("a", LIST, "la gendarmerie, la douane (en renfort) et le parquet", 0.1, 4.5)
    assert told(FIRST, longer) == [("la gendarmerie, la douane (en renfort) et le parquet", 1)]


def test_what_follows_the_enumeration_is_left_out() -> None:
    longer = candidate("a", LIST, "la douane (en renfort) et le parquet, qui la dirige", 0.1, 5.5)
    whole = candidate("a", LIST, "la douane (en renfort) et le parquet", 0.1, 5.5)
    assert told(FIRST, longer, whole) == [("la douane (en renfort) et le parquet", 1)]


def test_an_item_of_another_source_is_added() -> None:
    other = candidate("b", "Le fisc a aussi enquêté sur le site.", "Le fisc", 0.3)
    assert told(FIRST, other) == [("la douane", 1), ("Le fisc", 1)]


def test_a_weak_item_is_left_out() -> None:
    text = "Le fisc a aussi enquêté sur le site."
    unsure = candidate("b", text, "Le fisc", 0.3, SURE - 0.1)
    far = candidate("b", text, "Le fisc", 0.4 * SHARE - 0.01)
    assert told(FIRST, unsure) == told(FIRST, far) == [("la douane", 1)]


def test_an_item_said_again_is_corroborated_not_repeated() -> None:
    again = candidate("b", "La Douane a perquisitionné chez le gérant du site.", "La Douane", 0.3)
    assert told(FIRST, again) == [("la douane", 2)]


def test_items_are_no_rival_positions_and_share_the_sentence_that_they_come_from() -> None:
    text = "Le fisc a enquêté. La douane aussi."
    one, other = (candidate("a", text, words, 0.5) for words in ("Le fisc", "La douane"))
    answer = compose_list(Asked(Question(ASKED)), items(ASKED, [one, other]))
    assert answer.agreement.kind is AgreementKind.SINGLE
    assert len(answer.agreement.positions) == 2
    assert len(answer.citations) == 1
    assert answer.text.count("«") == 2


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LIST) - 1),
            st.integers(1, 30),
            st.floats(0.01, 1),
            st.floats(-5, 9),
            st.sampled_from("abc"),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_candidates_give_items_apart_that_can_be_cited(rows: list[tuple]) -> None:
    made = [
        candidate(source_id, LIST, LIST[start : start + size], score, evidence)
        for start, size, score, evidence, source_id in rows
        if LIST[start : start + size].strip()
    ]
    made.sort(key=lambda one: -one.score)
    if not made:
        return
    answer = compose_list(Asked(Question(ASKED)), items(ASKED, made))
    given_spans = [position.value for position in answer.agreement.positions]
    for number, one in enumerate(given_spans):
        for other in given_spans[number + 1 :]:
            apart = one.end <= other.start or other.end <= one.start
            assert one.source.id != other.source.id or apart
