"""Anything else: two answers are one when one holds the other, and are never against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import related, said

from rag.moments import Moment
from rag.read.expect import Expected
from rag.values import Name, Relation, Words, relation

SAME = [
    ("à Niort", "Niort"),
    ("Niort (Deux-Sèvres)", "à Niort"),
    ("le tribunal de Paris", "au tribunal judiciaire de Paris"),
    ("une corrosion des poutres", "la corrosion des poutres métalliques"),
    ("les poutres rouillées", "une poutre rouillée"),
    ("n’a pas été condamné", "pas condamné"),
    ("la justice française", "la justice"),
    ("l’association SOS Homophobie", "SOS Homophobie"),
]
UNRELATED = [
    ("à Niort", "à Lyon"),
    ("Niort", "Deux-Sèvres"),
    ("a été condamné", "n’a pas été condamné"),
    ("coupable", "non coupable"),
    ("la justice française", "françaises"),
    ("avec préavis", "sans préavis"),
    ("Paris", "la rue de Paris, près du vieux marché couvert de Niort"),
    ("la corrosion", "un défaut de soudure"),
    ("en raison de la rouille", "à cause d’un court-circuit"),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(*pair, Relation.SAME) for pair in SAME] + [(*pair, Relation.UNRELATED) for pair in UNRELATED],
)
def test_two_papers(one: str, other: str, expected: Relation) -> None:
    assert related(one, other, Expected.OTHER) is expected


@given(st.frozensets(st.text("abc", min_size=1)), st.frozensets(st.text("abc", min_size=1)))
def test_words_are_never_against_each_other(one: frozenset[str], other: frozenset[str]) -> None:
    for denies in (False, True):
        assert relation(Words(one), Words(other, denies)) is not Relation.DIFFERENT
    assert relation(Words(one), Words(one)) is Relation.SAME


def test_values_of_two_kinds_are_unrelated() -> None:
    values = [
        Words(frozenset({"steidl"})),
        Name(("steidl",)),
        said("[51 hommes]", Expected.NUMBER),
        said("le [25 juin 2024]", Expected.DATE),
    ]
    assert isinstance(values[3], Moment)
    for place, one in enumerate(values):
        assert all(relation(one, other) is Relation.UNRELATED for other in values[place + 1 :])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("le [25 juin 2024]", "le mardi [25/06/2024]", Relation.SAME),
        ("le [25 juin 2024]", "en [juin 2024]", Relation.COMPATIBLE),
        ("en [2003]", "en [2006]", Relation.DIFFERENT),
        ("depuis [neuf mois]", "depuis [9 mois]", Relation.SAME),
        ("à [Niort]", "en [2006]", Relation.UNRELATED),
    ],
)
def test_dates_are_asked_first_when_a_date_is_expected(
    one: str, other: str, expected: Relation
) -> None:
    assert related(one, other, Expected.DATE) is expected
