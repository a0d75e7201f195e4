"""What several sources say together: the same, otherwise, or nothing sure."""

import pytest

from rag.agree import Held, gather
from rag.agree.gather import BELIEVED
from rag.types import Candidate, Hit, Passage, Source, Span, Zone

ASKED = "Combien de plaintes ont été déposées contre le site ?"


def candidate(source_id: str, sentence: str, words: str, score: float, **more: float) -> Candidate:
    """Make a candidate: some words of the one sentence of a source."""
    source = Source(source_id, f"{source_id}.txt", sentence, digest=sentence)
    whole = Span(source, 0, len(sentence))
    start = sentence.index(words)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.9, 1.0, 0.9)
    evidence = more.get("evidence", 8.0)
    return Candidate(Span(source, start, start + len(words)), whole, hit, score, evidence)


def told(held: tuple[Held, ...]) -> list[tuple[str, list[str], int]]:
    """Return what positions say: the words, the sources, how many are independent."""
    return [
        (
            one.candidates[0].span.text,
            [other.span.source.id for other in one.candidates],
            one.independent,
        )
        for one in held
    ]


FIRST = candidate("a", "Les avocats ont compté 51 plaintes déposées à ce jour.", "51", 0.5)


def test_one_source_holds_one_position() -> None:
    assert told(gather(ASKED, [FIRST])) == [("51", ["a"], 1)]


def test_the_same_number_written_otherwise_is_the_same_position() -> None:
    words = "cinquante et une plaintes"
    other = candidate("b", f"Au total, {words} visent le site Exemple depuis mars.", words, 0.3)
    assert told(gather(ASKED, [FIRST, other])) == [("51", ["a", "b"], 2)]


def test_a_number_that_cannot_be_the_same_is_another_position() -> None:
    other = candidate("b", "Le parquet recense 58 plaintes visant le site Exemple.", "58", 0.3)
    found = gather(ASKED, [FIRST, other])
    assert told(found) == [("51", ["a"], 1), ("58", ["b"], 1)]


def test_a_number_too_far_to_count_the_same_thing_is_no_position() -> None:
    far = candidate("b", "Le parquet recense 480 plaintes visant le site Exemple.", "480", 0.3)
    assert told(gather(ASKED, [FIRST, far])) == [("51", ["a"], 1)]


def test_an_age_is_nobody_s_but_one_person_s() -> None:
    asked = "Quel âge a le suspect ?"
    one = candidate("a", "Le suspect, 38 ans, a été arrêté.", "38 ans", 0.5)
    other = candidate("b", "Un autre suspect, 42 ans, est recherché.", "42 ans", 0.3)
    assert len(gather(asked, [one, other])) == 1


@pytest.mark.parametrize("words", ["une cinquantaine de plaintes", "plus de 50 plaintes"])
def test_a_less_precise_number_is_no_disagreement(words: str) -> None:
    other = candidate("b", f"Le parquet a reçu {words} visant le site Exemple.", words, 0.3)
    assert [value for value, *_ in told(gather(ASKED, [FIRST, other]))] == ["51"]


def test_a_number_of_something_else_is_no_disagreement() -> None:
    other = candidate("b", "Le site aurait rapporté 58 euros par jour à son gérant.", "58", 0.3)
    assert len(gather(ASKED, [FIRST, other])) == 1


def test_what_the_reader_is_not_sure_of_is_no_disagreement() -> None:
    weak = candidate(
        "b", "Le parquet recense 58 plaintes visant le site.", "58", 0.3, evidence=BELIEVED - 0.1
    )
    assert len(gather(ASKED, [FIRST, weak])) == 1


def test_a_source_does_not_contradict_itself() -> None:
    again = candidate("a", "Le parquet recense 58 plaintes visant le site Exemple.", "58", 0.3)
    assert len(gather(ASKED, [FIRST, again])) == 1


def test_a_copied_sentence_is_no_second_voice() -> None:
    sentence = FIRST.sentence.text.replace("à ce jour", "à ce jour, hier")
    copy = candidate("b", sentence, "51", 0.3)
    assert told(gather(ASKED, [FIRST, copy])) == [("51", ["a", "b"], 1)]


def test_other_words_for_who_are_never_a_disagreement() -> None:
    one = candidate("a", "Le site a été créé par Jean Martin, un ingénieur.", "Jean Martin", 0.5)
    other = candidate("b", "Le site a été fondé par un groupe de Lyon.", "un groupe de Lyon", 0.4)
    found = gather("Qui a créé le site ?", [one, other])
    assert told(found) == [("Jean Martin", ["a"], 1)]


def test_two_years_are_two_positions() -> None:
    one = candidate("a", "Le site a vu le jour en 2003, selon le parquet.", "2003", 0.5)
    other = candidate("b", "Lancé en 2006, le site a connu un vif succès.", "en 2006", 0.4)
    asked = "En quelle année le site a-t-il été créé ?"
    found = gather(asked, [one, other])
    assert [value for value, *_ in told(found)] == ["2003", "en 2006"]
