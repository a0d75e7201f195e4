"""Stretches: the best of the logits, then whole words, numbers and names without stray marks."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rag.read.spans import BEST, LONGEST, best, whole
from rag.read.window import Pieces, Window
from rag.text.fold import words

FIRST = 5


def window(size: int) -> Window:
    """Make a window over a passage of that many pieces, three code points each."""
    at = np.arange(size)
    body = Pieces(at.astype(np.int64), (4 * at).astype(np.int32), (4 * at + 3).astype(np.int32))
    return Window(np.zeros(FIRST + size + 1, np.int64), FIRST, body)


def logits(size: int, seed: int = 0, padding: int = 0) -> NDArray[np.float32]:
    """Draw logits that sum without rounding, for a window and the padding after it."""
    drawn = np.random.default_rng(seed).integers(-400, 400, (FIRST + size + 1 + padding, 2))
    return (drawn / 16).astype(np.float32)


def expected(given_logits: NDArray[np.float32], size: int) -> list[tuple[float, int, int]]:
    """Score all the stretches of a window, one by one, best first."""
    none = float(given_logits[0, 0]) + float(given_logits[0, 1])
    inside = given_logits[FIRST : FIRST + size].tolist()
    return sorted(
        (
            (inside[left][0] + inside[right][1] - none, 4 * left, 4 * right + 3)
            for left in range(size)
            for right in range(left, min(size, left + LONGEST))
        ),
        reverse=True,
    )


def test_the_best_stretch_is_where_the_logits_peak() -> None:
    marked = np.zeros((FIRST + 6 + 1, 2), np.float32)
    marked[0] = [1, 2]
    marked[FIRST + 2, 0] = 7
    marked[FIRST + 4, 1] = 5
    first, second, *_ = best(marked, window(6))
    assert (first.start, first.end, first.evidence) == (8, 19, 7 + 5 - 1 - 2)
    assert second.evidence == 7 - 1 - 2


def test_a_stretch_never_ends_before_it_begins() -> None:
    marked = np.zeros((FIRST + 6 + 1, 2), np.float32)
    marked[FIRST + 4, 0] = marked[FIRST + 2, 1] = 9
    found = best(marked, window(6), 100)
    assert len(found) == 6 * 7 / 2
    assert all(one.start < one.end for one in found)
    assert found[0].evidence == 9


def test_marks_outside_the_passage_are_no_answer() -> None:
    marked = np.zeros((FIRST + 4 + 1 + 3, 2), np.float32)
    marked[1:FIRST] = marked[FIRST + 4 :] = 50
    assert [one.evidence for one in best(marked, window(4), 100)] == [0] * 10


def test_an_empty_passage_has_no_stretch() -> None:
    assert best(logits(0), window(0)) == []


@given(st.integers(1, 70), st.integers(0, 10**6), st.integers(1, 60), st.integers(0, 9))
@example(1, 0, 1, 0)
@example(LONGEST + 1, 0, 3000, 0)
def test_the_best_come_first_and_are_the_best(
    size: int, seed: int, most: int, padding: int
) -> None:
    drawn = logits(size, seed, padding)
    found = [(one.evidence, one.start, one.end) for one in best(drawn, window(size), most)]
    all_of_them = expected(drawn, size)
    assert [evidence for evidence, _, _ in found] == [row[0] for row in all_of_them[:most]]
    assert set(found) <= set(all_of_them)
    assert len(set(found)) == len(found)


@given(st.integers(1, 70), st.integers(0, 10**6))
def test_no_stretch_is_longer_than_allowed(size: int, seed: int) -> None:
    found = best(logits(size, seed), window(size))
    assert 1 <= len(found) <= BEST
    assert all(one.end - one.start <= 4 * LONGEST - 1 for one in found)


def said(text: str, stretch: str) -> str | None:
    """Make the first place of a stretch whole, and return its words."""
    start = text.index(stretch)
    found = whole(start, start + len(stretch), text, list(words(text)))
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "stretch", "kept"),
    [
        # words
        ("Le parquet enquête.", "rque", "parquet"),
        ("Le guet-apens de mardi", "apens", "guet-apens"),
        ("Le guet-apens de mardi", "gue", "guet-apens"),
        ("L’été dernier", "té", "été"),
        ("L’e\u0301te\u0301 dernier", "te\u0301", "e\u0301te\u0301"),
        ("vers 15h13 environ", "13", "15h13"),
        # numbers
        ("Soit 23\u202f051 messages", "051", "23\u202f051"),
        ("Soit 23\u202f051 messages", "23", "23\u202f051"),
        ("Soit 23 051 messages", "23", "23 051"),
        ("Soit 23\u00a0051 messages", "05", "23\u00a0051"),
        ("Soit 1 234 567,5 euros", "234", "1 234 567,5"),
        ("Soit 12,5 points", "12", "12,5"),
        # signs
        ("Soit 70\u202f% des voix", "70", "70\u202f%"),
        ("Soit 70 % des voix", "70", "70 %"),
        ("Soit 70% des voix", "0", "70%"),
        ("Soit 1\u202f500\u00a0€ par mois", "500", "1\u202f500\u00a0€"),
        ("Mardi % des voix", "Mardi", "Mardi"),
        # names
        ("C’est Isaac Steidl qui", "Steidl", "Isaac Steidl"),
        ("C’est Isaac Steidl qui", "saac", "Isaac Steidl"),
        ("C’est Isaac\u00a0Steidl qui", "Isaac", "Isaac\u00a0Steidl"),
        ("Anne-Marie Le Gall Dupuis a dit", "Dup", "Gall Dupuis"),
        ("Le maire Jean Martin", "Martin", "Jean Martin"),
        ("Mardi, Jean Martin", "Martin", "Jean Martin"),
        ("Jean Martin. Paris brûle", "Martin", "Jean Martin"),
        ("Le Monde", "Monde", "Monde"),
        # edges
        ("Oui, mardi soir, enfin", " mardi soir, ", "mardi soir"),
        ("Oui\u00a0: mardi\u202f!", "\u00a0: mardi\u202f!", "mardi"),
        ("l’avocat parle", "’avocat", "avocat"),
        ("(mardi)", "(mardi)", "mardi"),
        ("né à Paris (Seine), dit-on", "Paris (Seine)", "Paris (Seine)"),
        ("né (à Paris)", "Paris)", "Paris"),
        # guillemets
        ("Il dit « Oui » à tous", "« Oui »", "Oui"),
        ("Il dit «\u00a0Oui, mardi\u00a0»", "«\u00a0Oui, mardi\u00a0»", "Oui, mardi"),
        ("Il dit « Oui, mardi »", "« Oui", "Oui"),
        ("Il dit « Oui, mardi »", "mardi »", "mardi"),
        ("Il dit “Oui” à tous", "“Oui”", "Oui"),
        ("Il dit «\u00a0“Oui”\u00a0»", "«\u00a0“Oui”\u00a0»", "Oui"),
        ("« Oui » et « non »", "« Oui » et « non »", "« Oui » et « non »"),
        ("le site « Coco » est", "site « Coco »", "site « Coco »"),
    ],
)
def test_stretches_are_made_whole(text: str, stretch: str, kept: str) -> None:
    assert said(text, stretch) == kept


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("Oui, non", ", "),
        ("« … »", "« … »"),
        ("( )", "( )"),
        (" ", " "),
        ("Oui", ""),
        ("l’été", "l’"),
    ],
)
def test_a_stretch_without_a_word_is_nothing(text: str, stretch: str) -> None:
    assert said(text, stretch) is None


@pytest.mark.parametrize(
    ("text", "stretch", "kept"),
    [
        ("Il fait 5 °C dehors", "5", "5 °C"),
        ("Il fait -5 degrés", "-5", "-5"),
        ("L’avocat d’un ami", "avocat d’", "avocat"),
        ("Jusqu’à mardi", "squ’à mardi", "Jusqu’à mardi"),
        ("Le 1er mai", "1", "1er"),
        ("Le Covid-19 tue", "Covid", "Covid-19"),
        ("« « Oui »", "« « Oui »", "Oui"),
        ("né à Paris (Seine), dit-on", "Paris (Seine),", "Paris (Seine)"),
    ],
)
def test_stretches_that_are_not_made_whole_yet(text: str, stretch: str, kept: str) -> None:
    assert said(text, stretch) == kept


def test_parentheses_are_cut_off_in_pairs() -> None:
    assert said("(a) et (b) ici", "(a) et (b)") in {"(a) et (b)", "a) et (b"}


SCRAPS = [
    *("Isaac Steidl", "Jean-Pierre", "mardi", "l’avocat", "d'État", "et", "de", "Le", "15h13"),
    *("23\u202f051", "23 051", "70\u202f%", "12,5 %", "1\u202f500 €"),
    *("«\u00a0", "\u00a0»", "« ", " »", "“", "”", ", ", ". ", "’", "-", "–", "…", '"', "\u202f?"),
    *(" ", " ", "\u00a0", "\n"),
]


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a text of the press's scraps, and a stretch of it."""
    text = "".join(draw(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=10)))
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, start, end


@given(stretches())
def test_whole_stretches_cut_no_word_and_stay_as_they_are(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    known = list(words(text))
    found = whole(start, end, text, known)
    touched = [word for word in known if word.start < end and word.end > start]
    if found is None:
        assert not touched
        return
    left, right = found
    assert 0 <= left < right <= len(text)
    assert not text[left].isspace()
    assert not text[right - 1].isspace()
    assert left <= touched[0].start
    assert touched[-1].end <= right
    for word in known:
        assert word.end <= left or right <= word.start or left <= word.start < word.end <= right
    kept = text[left:right]
    assert kept[0] != "«" or "»" in kept
    assert kept[-1] != "»" or "«" in kept
    assert whole(left, right, text, known) == found
