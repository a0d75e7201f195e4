"""The same words found in other sources count for a candidate."""

from hypothesis import given
from hypothesis import strategies as st

from rag.read.votes import votes
from rag.types import Candidate, Hit, Passage, Source, Span, Zone


def candidate(source: str, said: str, evidence: float) -> Candidate:
    text = f"On lit ici {said} et rien d'autre."
    page = Source(source, f"{source}.txt", text, source)
    whole = Span(page, 0, len(text))
    start = text.index(said)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.0, 0.0, 0.0)
    return Candidate(Span(page, start, start + len(said)), whole, hit, 0.0, evidence)


def test_another_source_votes_for_the_same_words() -> None:
    found = votes([candidate("a", "le 7 mai", 2.0), candidate("b", "7 mai", 9.0)])
    assert found[0] > 0.99
    assert 0.8 < found[1] < 0.9


def test_one_s_own_source_and_other_words_do_not() -> None:
    own = [candidate("a", "le 7 mai", 9.0), candidate("a", "7 mai", 9.0)]
    assert votes([*own, candidate("b", "le 8 mai", 9.0)]) == [0.0, 0.0, 0.0]


def test_a_source_votes_once_whatever_it_repeats() -> None:
    asked = candidate("a", "Brest", 1.0)
    once = votes([asked, candidate("b", "Brest", 3.0)])[0]
    twice = votes([asked, candidate("b", "Brest", 3.0), candidate("b", "à Brest", 1.0)])[0]
    assert once == twice


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from(["Brest", "le 7 mai"]), st.floats(-50, 50)
        ),
        max_size=8,
    )
)
def test_votes_are_at_most_one_for_each_other_source(rows: list[tuple[str, str, float]]) -> None:
    found = [candidate(*row) for row in rows]
    sources = {row[0] for row in rows}
    for vote in votes(found):
        assert 0.0 <= vote <= max(0, len(sources) - 1)
