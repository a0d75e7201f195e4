"""Moments of answers: what they are compared by, and what is said beside them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments_source import PUBLISHED, part, source, whole

from rag import moments
from rag.moments import Moment, Precision, Relation, date_notes, moment_of, relation
from rag.types import Span


def year(number: int) -> Moment:
    """Make a year."""
    return Moment(date(number, 1, 1), date(number, 12, 31), "year")


def day(text: str) -> Moment:
    """Make a day."""
    return Moment(date.fromisoformat(text), date.fromisoformat(text), "day")


def about(first: str, last: str) -> Moment:
    """Make a rough moment."""
    return Moment(date.fromisoformat(first), date.fromisoformat(last), "about")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (day("2024-06-25"), day("2024-06-25"), "same"),
        (day("2024-06-25"), day("2024-06-26"), "different"),
        (day("2024-06-25"), year(2024), "compatible"),
        (day("2024-06-25"), year(2023), "different"),
        (year(2003), year(2003), "same"),
        (year(2003), year(2006), "different"),
        (about("2002-06-27", "2006-06-26"), year(2003), "compatible"),
        (about("2002-06-27", "2006-06-26"), year(2001), "different"),
        (about("2002-06-27", "2006-06-26"), about("2002-06-27", "2006-06-26"), "compatible"),
    ],
)
def test_two_moments_compare(one: Moment, other: Moment, expected: Relation) -> None:
    assert relation(one, other) == expected
    assert relation(other, one) == expected


def test_an_inferred_date_is_the_same_date() -> None:
    inferred = Moment(date(2024, 6, 25), date(2024, 6, 25), "day", inferred=True)
    assert relation(inferred, day("2024-06-25")) == "same"


def test_a_moment_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Moment(date(2024, 2, 1), date(2024, 1, 1), "day")


PRECISIONS: list[Precision] = ["day", "month", "year", "about"]
MOMENTS = st.builds(
    lambda first, days, precision: Moment(first, first + timedelta(days), precision),
    st.dates(date(2020, 1, 1), date(2021, 1, 1)),
    st.integers(0, 200),
    st.sampled_from(PRECISIONS),
)


@given(MOMENTS, MOMENTS)
def test_moments_differ_when_no_day_suits_both(one: Moment, other: Moment) -> None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    assert (relation(one, other) == "different") == (first > last)
    assert relation(one, other) == relation(other, one)
    assert relation(one, one) == ("compatible" if one.precision == "about" else "same")


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Le site a fermé mardi 25 juin 2024 au soir.", "mardi 25 juin 2024", day("2024-06-25")),
        ("Le site a fermé mardi 25 juin 2024 au soir.", "mardi", day("2024-06-25")),
        ("Le site a fermé le 25 juin 2024 au soir.", "le 25 juin 2024 au soir", day("2024-06-25")),
        ("Il y travaille depuis 2003 au moins.", "depuis 2003", year(2003)),
        ("Le site est né en 2006, à Pau.", "en 2006", year(2006)),
        ("Il est né en l’an 2000.", "en l’an 2000", year(2000)),
        ("Il a été arrêté mardi à Nice.", "mardi", day("2024-06-25")),
        (
            "Il ouvre à compter du 15 janvier 2025.",
            "à compter du 15 janvier 2025",
            day("2025-01-15"),
        ),
        # a bound is no date
        ("Il rouvrira avant 2030.", "avant 2030", None),
        ("Il rouvrira avant 2030.", "2030", None),
        ("Il a fermé après le 3 mai 2021.", "3 mai 2021", None),
        ("Il rouvrira avant la fin de 2030.", "2030", None),
        # more than a date, two dates, no date
        ("Isaac Steidl, créateur du site en 2003, a fui.", "créateur du site en 2003", None),
        ("Il a gagné en 2018 et en 2020.", "en 2018 et en 2020", None),
        ("Il a 20 ans depuis 2003.", "20 ans", None),
        ("La veille, il pleuvait.", "La veille", None),
    ],
)
def test_the_moment_of_an_answer(text: str, answer: str, expected: Moment | None) -> None:
    span = part(text, answer)
    assert moment_of(span, Span(span.source, 0, len(text)), PUBLISHED) == expected


def test_an_answer_in_one_sentence_is_dated_from_the_whole_source() -> None:
    text = "Créé le 7 mai 2024.\n\nLe site a fermé mardi 25 juin."
    answer = part(text, "mardi 25 juin")
    sentence = Span(answer.source, text.index("Le site"), len(text))
    inferred = Moment(date(2024, 6, 25), date(2024, 6, 25), "day", inferred=True)
    assert moment_of(answer, sentence) == inferred


@pytest.mark.parametrize(
    ("text", "published", "notes"),
    [
        (
            "Arrêté mardi.",
            PUBLISHED,
            [("mardi", "mardi 25 juin 2024, d’après la date de la source")],
        ),
        (
            "Il a fermé mardi 25 juin.",
            PUBLISHED,
            [("mardi 25 juin", "2024, d’après la date de la source")],
        ),
        (
            "Créé le 7 mai 2024, fermé mardi 25 juin.",
            None,
            [
                (
                    "mardi 25 juin",
                    "2024, déduit du jour de la semaine et des autres dates du texte",
                )
            ],
        ),
        (
            "Voté en décembre dernier.",
            PUBLISHED,
            [("décembre dernier", "décembre 2023, d’après la date de la source")],
        ),
        (
            "Créé il y a 20 ans.",
            PUBLISHED,
            [("il y a 20 ans", "vers 2004, d’après la date de la source")],
        ),
        (
            "Parti il y a six mois.",
            PUBLISHED,
            [("il y a six mois", "vers décembre 2023, d’après la date de la source")],
        ),
        (
            "Gagné la semaine dernière.",
            date(2024, 7, 3),
            [("la semaine dernière", "du 24 au 30 juin 2024, d’après la date de la source")],
        ),
        (
            "Perdu la semaine dernière.",
            date(2024, 7, 10),
            [("la semaine dernière", "du 1er au 7 juillet 2024, d’après la date de la source")],
        ),
        (
            "Volé la semaine dernière.",
            date(2024, 8, 7),
            [
                (
                    "la semaine dernière",
                    "du 29 juillet 2024 au 4 août 2024, d’après la date de la source",
                )
            ],
        ),
        ("Fermé le 25 juin 2024, créé en 2003.", PUBLISHED, []),
        ("Arrêté mardi.", None, []),
        ("La réunion de mardi.", PUBLISHED, []),
        ("La veille, il pleuvait.", PUBLISHED, []),
    ],
)
def test_what_is_said_beside_a_quotation(
    text: str, published: date | None, notes: list[tuple[str, str]]
) -> None:
    found = date_notes(whole(text), published)
    assert [(note.span.text, note.explained) for note in found] == notes


WORDS = st.sampled_from(
    [
        "hier",
        "mardi",
        "25 juin",
        "en juin",
        "2024",
        "il y a 20 ans",
        "a été",
        "le 7 mai 2024",
        "sera",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_notes_stand_inside_their_quotation_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    notes = date_notes(Span(source(text), 0, len(text)), PUBLISHED)
    assert all(one.span.end <= other.span.start for one, other in pairwise(notes))
    assert all(note.explained[:1].strip() for note in notes)
    undated = date_notes(Span(source(text), 0, len(text)), None)
    assert all("déduit" in note.explained for note in undated)


def test_one_door() -> None:
    assert all(hasattr(moments, name) for name in moments.__all__)
    assert moments.__all__ == sorted(moments.__all__)
