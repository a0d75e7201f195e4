"""Spoken questions on what a thing is take their written form; the others are left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.fold import words
from rag.wording import plain

NARROW = "\u202f"
SPOKEN = [
    ("C'est quoi un autoclave ?", "Qu'est-ce qu'un autoclave ?"),
    ("c est quoi le maërl", "Qu'est-ce que le maërl ?"),
    ("Le drencher, c'est quoi au juste ?", "Qu'est-ce que le drencher ?"),
    ("Un bastion, qu'est-ce que c'est ?", "Qu'est-ce qu'un bastion ?"),
    ("Que veut dire le mot « hypocauste » ?", "Qu'est-ce qu'hypocauste ?"),
    ("Le sigle OCBC, ça veut dire quoi ?", "Qu'est-ce qu'OCBC ?"),
    ("Treima, qu'est-ce que ce nom désigne ?", "Qu'est-ce que Treima ?"),
    ("Les Embruns, c'était quoi ?", "Qu'est-ce que les Embruns ?"),
    ("C'est quoi le prix du billet ?", "Quel est le prix du billet ?"),
    ("c'est quoi l'adresse du musée", "Quelle est l'adresse du musée ?"),
    ("C'est quoi les dates du salon ?", "Quelles sont les dates du salon ?"),
    ("Et c'est qui, la maire de Vernoy ?", "Qui est la maire de Vernoy ?"),
    ("Anne Lebrun, c'est qui ?", "Qui est Anne Lebrun ?"),
]
WRITTEN = [
    "Qu'est-ce que le maërl ?",
    "Qui est la maire de Vernoy ?",
    "C'est quoi ?",
    "C'est qui qui a fermé le pont ?",
    "Qu'est-ce que ça veut dire ?",
    "Pourquoi est-ce que c'est fermé ?",
    "De quoi est-il accusé ?",
]


@pytest.mark.parametrize(("spoken", "written"), SPOKEN)
def test_what_is_spoken_is_written(spoken: str, written: str) -> None:
    assert plain(spoken).replace(NARROW, " ") == written


@pytest.mark.parametrize("question", WRITTEN)
def test_what_is_written_is_left(question: str) -> None:
    assert plain(question) == question


@pytest.mark.parametrize("written", [written for _, written in SPOKEN])
def test_a_written_form_is_its_own(written: str) -> None:
    assert plain(written) == written


NAMES = st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", fullmatch=True)


@given(NAMES, st.sampled_from(["C'est quoi {} ?", "{}, c'est quoi ?", "Que signifie {} ?"]))
def test_what_is_asked_about_is_never_lost(name: str, asked: str) -> None:
    said = [word.key for word in words(name)]
    assert [word.key for word in words(plain(asked.format(name)))][-len(said) :] == said
