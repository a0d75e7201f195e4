"""Names: pairs of answers to « Qui… ? », as two papers would write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import related, said

from rag.read.expect import Expected
from rag.values import Name, Relation, Words

PERSON = Expected.PERSON

SAME = [
    ("Isaac Steidl", "Isaac Steidl"),
    ("Isaac Steidl", "STEIDL Isaac"),
    ("Rémi Storck", "Remi STORCK"),
    ("Jean-Pierre Dupont", "Jean Pierre Dupont"),
    ("Me Sabine Orlach", "l’avocate Sabine Orlach"),
    ("la procureure de la République, Béatrice Halter", "Béatrice Halter"),
    ("le maire", "Le maire"),
]
COMPATIBLE = [
    ("Isaac Steidl", "M. Steidl"),
    ("Isaac Steidl", "Steidl"),
    ("Isaac Steidl", "Me Steidl"),
    ("Isaac Steidl", "Isaac"),
    ("Isaac Steidl", "I. Steidl"),
    ("Isaac Steidl", "Isaac S."),
    ("Jean-Pierre Dupont", "J.-P. Dupont"),
    ("Alexandre Boero", "Alex Boero"),
    ("Isaac Steidl", "Isaac Steidel"),
    ("Marie Dupont-Moretti", "Marie Dupont"),
    ("Jean Paul Dupont", "Jean Dupont Moretti"),
]
DIFFERENT = [
    ("Isaac Steidl", "Paul Durand"),
    ("M. Steidl", "Paul Durand"),
    ("Me Orlach", "Me Durand"),
    ("Dominique Pelicot", "Gisèle Pelicot"),
    ("M. Pelicot", "Mme Pelicot"),
    ("Marie Dupont", "Marie Lefort"),
    ("Karim Bensaïd, l’adjoint aux sports", "le maire, Paul Durand"),
]
UNRELATED = [
    ("Isaac Steidl", "le maire"),
    ("Isaac Steidl", "le fondateur du site Coco"),
    ("Isaac", "Steidl"),
    ("Steidl", "Paul Durand"),
    ("Jérôme Talvas", "Talvas Toitures"),
    ("Isaac Steidl", "J’ai"),
    ("la mère de Paul Durand", "Isaac Steidl"),
    ("Isaac Steidl et Paul Durand", "Marie Lefort"),
    ("M. et Mme Durand", "Isaac Steidl"),
    ("la Croix-Rouge", "Isaac Steidl"),
    ("SOS Homophobie", "Isaac Steidl"),
    ("le parquet de Paris", "Isaac Steidl"),
    ("le groupe Bernard Lefort", "Isaac Steidl"),
    ("une source proche du dossier", "Isaac Steidl"),
    ("un Nancéien de 34 ans", "Isaac Steidl"),
    ("SNCF", "Isaac Steidl"),
    ("Le Petit Rhodanien", "Isaac Steidl"),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(*pair, Relation.SAME) for pair in SAME]
    + [(*pair, Relation.COMPATIBLE) for pair in COMPATIBLE]
    + [(*pair, Relation.DIFFERENT) for pair in DIFFERENT]
    + [(*pair, Relation.UNRELATED) for pair in UNRELATED],
)
def test_two_papers(one: str, other: str, expected: Relation) -> None:
    assert related(one, other, PERSON) is expected


def test_a_name_keeps_its_words_in_order_and_its_civility_apart() -> None:
    assert said("selon [Mme Sabine de La Tour], avocate", PERSON) == Name(
        ("sabine", "tour"), gender="f", titled=True
    )


def test_a_name_under_an_article_outside_the_stretch_is_no_person() -> None:
    assert isinstance(said("le don de la [Croix-Rouge]", PERSON), Words)


def test_names_are_read_only_where_a_person_is_expected() -> None:
    assert isinstance(said("à [La Roche Bernard]", Expected.PLACE), Words)


first = st.sampled_from(["Isaac", "Béatrice", "Karim", "Étienne", "Sabine"])
last = st.sampled_from(["Steidl", "Halter", "Bensaïd", "Larroudé", "Orlach", "Dupuis-Moret"])


@given(first, last)
def test_a_shorter_form_is_never_against_the_name(given_name: str, family: str) -> None:
    full = f"{given_name} {family}"
    for form in (family, f"Me {family}", f"{given_name[0]}. {family}", given_name, full.upper()):
        found = related(full, form, PERSON)
        assert found in {Relation.SAME, Relation.COMPATIBLE}


@given(first, last, first, last)
def test_two_full_names_agree_only_where_both_parts_do(a: str, b: str, c: str, d: str) -> None:
    found = related(f"{a} {b}", f"{c} {d}", PERSON)
    assert found is (Relation.SAME if (a, b) == (c, d) else Relation.DIFFERENT)
