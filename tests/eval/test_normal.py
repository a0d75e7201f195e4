"""The French normalisation fr-1: which answers say the same, and their F1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.normal import VERSION, exact, f1, normal

answers = st.lists(
    st.sampled_from(
        ["le", "La", "l’avocat", "l'avocat", "d’été", "du", "maire", "12", "«", ",", "É"]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    max_size=6,
).map(" ".join)


def test_the_version_is_said() -> None:
    assert VERSION == "fr-1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("le maire", "maire"),
        ("La mairie", "mairie"),
        ("LES élus", "élus"),
        ("l’avocat", "avocat"),
        ("L'Avocat", "avocat"),
        ("un site", "site"),
        ("Une affaire", "affaire"),
        ("des mineurs", "mineurs"),
        ("du parquet", "parquet"),
        ("d’Isaac Steidl", "isaac steidl"),
        ("l’un des élus", "élus"),
        ("le maire et l’adjoint du village", "maire et adjoint village"),
        # what looks like an article, or is none
        ("de Paris", "de paris"),
        ("au port", "au port"),
        ("lesquels", "lesquels"),
        ("dune", "dune"),
        ("aujourd’hui", "aujourd hui"),
        ("qu’il", "qu il"),
        ("n’a", "n a"),
        ("l’", "l"),
        ("la-bas", "bas"),
        # accents, case and forms
        ("été", "été"),
        ("E\u0301TE\u0301", "été"),
        ("sûr", "sûr"),
        ("STRASSE ß", "strasse ss"),
        ("ﬁn", "fin"),
        ("12 m²", "12 m2"),
        ("Cœur", "cœur"),
        # punctuation and spaces
        ("«\u00a0Oui\u202f!\u00a0»", "oui"),
        ("(Jean-Pierre, 12 ans…)", "jean pierre 12 ans"),
        ("23\u202f051", "23 051"),
        ("70\u202f%", "70"),
        ("snake_case", "snake case"),
        ("  deux\n\tmots ", "deux mots"),
        ("", ""),
        ("« … »", ""),
        ("Le", ""),
    ],
)
def test_texts_are_normalised(text: str, kept: str) -> None:
    assert normal(text) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’avocat d’Isaac", "l'avocat d'Isaac"),
        ("l’avocat", "un avocat"),
        ("aujourd’hui", "AUJOURD'HUI"),
        ("23\u202f051 messages", "23\u00a0051 messages"),
        ("« Coco »", "coco"),
        ("le site.", "site"),
    ],
)
def test_answers_that_say_the_same(one: str, other: str) -> None:
    assert exact(one, other)
    assert f1(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("pêche", "péché"), ("sur", "sûr"), ("12", "13"), ("maire", "maires"), ("le", "maire")],
)
def test_answers_that_do_not(one: str, other: str) -> None:
    assert not exact(one, other)
    assert f1(one, other) == 0


@pytest.mark.parametrize(
    ("given_answer", "expected", "share"),
    [
        ("le maire de Paris", "maire", 1 / 2),
        ("le maire", "maire de Paris", 1 / 2),
        ("oui oui", "oui", 2 / 3),
        ("mardi 4 juin", "le 4 juin 2024", 2 / 3),
        ("", "", 1.0),
        ("le", "", 1.0),
        ("", "oui", 0.0),
        ("les", "oui", 0.0),
    ],
)
def test_f1_of_words(given_answer: str, expected: str, share: float) -> None:
    assert f1(given_answer, expected) == pytest.approx(share)


@given(answers, answers)
def test_f1_is_symmetrical_a_share_and_1_for_the_same_words(one: str, other: str) -> None:
    share = f1(one, other)
    assert 0 <= share <= 1
    assert share == f1(other, one)
    assert f1(one, one) == 1
    same_bag = sorted(normal(one).split()) == sorted(normal(other).split())
    assert (share == 1) == same_bag
    assert exact(one, other) == exact(other, one)
    assert not exact(one, other) or share == 1


@given(answers)
def test_articles_case_marks_and_apostrophes_change_nothing(text: str) -> None:
    assert exact(f"«\u00a0le {text}, », une", text)
    assert exact(text.replace("’", "'"), text)
    found = normal(text)
    assert found == " ".join(found.split())
    assert all(char.isalnum() or char == " " for char in found)
