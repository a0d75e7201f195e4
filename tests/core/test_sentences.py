"""Sentences: French boundaries, and nothing lost between them."""

import pytest
from core_values import CHARACTERS
from hypothesis import example, given
from hypothesis import strategies as st

from rag.segment import sentences

# Each sentence stands on a line of its own; they are joined by a space before they are cut.
CASES = {
    "titles": """
        M. Dupont a vu Mme Durand et Mlle Petit chez Me Leroy.
        Le Dr Martin, le Pr. Blanc et Mgr Noir étaient là.
        MM. Roux et Brun sont partis.
    """,
    "a title before a full stop of its own": """
        Il a salué M. le maire.
        Mme. Durand n’a rien dit.
    """,
    "initials": """
        L’enquête de J. K. Rowling plaît à A. Dumas.
        Les écrits de J.-P. Sartre et de F. D. Roosevelt sont lus.
        George W. Bush a perdu.
    """,
    "dates before and after Christ": """
        Jules César est mort en 44 av. J.-C. à Rome.
        Pompéi fut détruite en 79 apr. J.-C. par le Vésuve.
    """,
    "references of the law": """
        L’art. 12 et l’al. 3 de la loi s’appliquent, cf. p. 45 et pp. 50 à 52.
        Le décret n° 2023-12 du 3 mai suit, comme le vol. 2 et le chap. 4.
        Voir aussi éd. Gallimard, fig. 3.
    """,
    "abbreviations of places and sizes": """
        Le tribunal est au 12 bd. Voltaire, St. Denis, dép. 93, arr. 2.
        La ville a 3 500 hab. selon l’Insee, env. 12 min. de la gare.
        On y va par l’av. Foch.
    """,
    "hours": """
        L’alerte est donnée à 15h13.
        Les secours arrivent à 15 h 40.
        Rien ne reste à 16h.
        La visite est finie.
    """,
    "numbers": """
        Le coût atteint 23 051 euros, soit 3.5 fois plus qu’en 2020.
        La part est de 12,5 %.
        Le total est connu.
    """,
    "years at the end": """
        Il est né en 1998.
        Elle est née en 2001.
    """,
    "guillemets": """
        « Nous fermerons. »
        Le maire l’a dit.
        « Est-ce possible ? » a demandé un élu.
        « Oui ! » a répondu l’autre.
    """,
    "a quotation inside": """
        Il a dit : « Je pars. Je reviens. » avant de sortir.
        Puis plus rien.
    """,
    "English quotation marks": """
        “C’est fini”, a dit Paul.
        Il est parti.
    """,
    "ellipses": """
        Il hésite… puis il parle.
        Elle attend...
        Personne ne vient.
    """,
    "questions and exclamations": """
        Qui l’a dit ?
        Personne !
        Vraiment ?!
        Oui.
    """,
    "spaces of French typography": """
        Qui l’a dit\u202f?
        «\u00a0Personne\u00a0!\u00a0»
        Voilà\u00a0: c’est tout\u202f; rien d’autre.
    """,
    "addresses of the web": """
        Le site coco.gg a été fermé.
        Écrivez à www.exemple.fr ou à a.b@exemple.fr, puis attendez.
        Merci.
    """,
    "brackets": """
        Le site (ouvert en 2003 par M. Roux) a fermé.
        Il avait des membres (23 000 env.) et des ennemis.
        Nul ne le regrette (ou presque).
        C’est ainsi.
    """,
    "a semicolon and a colon": """
        Trois ponts ferment : Pirmil, Cheviré et Bellevue ; les autres restent ouverts.
        C’est dit.
    """,
    "initials of institutions": """
        La S.N.C.F. et l’O.N.U. ont réagi.
        Les États-Unis aussi.
    """,
    "and so on": """
        Il vend des vélos, des motos, etc. et les répare.
        Tout va bien.
    """,
}


def cut(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("name", CASES)
def test_french_boundaries(name: str) -> None:
    expected = [line.strip(" ") for line in CASES[name].strip("\n ").split("\n")]
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0\u202f", "\x1c"])
def test_white_space_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


PIECES = (
    *("M. ", "Mme ", "art. ", "n° ", "« ", " »", "“", "”", "…", "...", ". ", "? ", "! ", ".", "?"),
    *("\u202f", "\u00a0", "\n", "\r\n", "15h13", "J.-C.", "A. ", "etc. ", "Le pont", "ferme"),
    *("🏛️", "𝒜", "e\u0301", "(", ")", "12,5", "2023. ", "; ", ": ", "Il dit", "\u2028", "\x1c"),
)
jumbles = st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=6), max_size=25)


@given(jumbles.map("".join))
@example("🏛️🏛️ 𝒜. 𝒜 dit. Puis 🏛️ : « 𝒜 ! » Fin.")
@example(". . . ? ! …")
@example("\u2028M.\u2028\u2028Dupont.\u2028")
def test_only_white_space_is_left_between_sentences(text: str) -> None:
    reached = 0
    for start, end in sentences(text):
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        reached = end
    assert not text[reached:].strip()


@given(st.lists(st.sampled_from(["Le pont ferme.", "Qui l’a dit ?", "Il part !"]), min_size=1))
def test_plain_sentences_are_cut_one_by_one(found: list[str]) -> None:
    assert cut(" ".join(found)) == found
    assert cut("\u00a0".join(found)) == found


@given(jumbles.map("".join))
def test_cutting_is_the_same_each_time(text: str) -> None:
    assert sentences(text) == sentences(text)
