"""Questions about the sources: what is beneath, which source is asked, what each one says."""

import pytest

from rag.scope import Scope, scoped, sides
from rag.types import Candidate, Hit, Passage, Source, Span, Zone

SOURCES = (
    Source("a", "a.txt", "x", digest="a", publisher="Le Monde Libre"),
    Source("b", "b.txt", "x", digest="b", publisher="Radio Sèvre", author="Anne Petit"),
)


@pytest.mark.parametrize(
    ("question", "beneath"),
    [
        (
            "Les sources sont-elles d'accord sur la date de fermeture ?",
            "Quelle est la date de fermeture\u202f?",
        ),
        (
            "Les médias s’accordent-ils sur le nombre de blessés ?",
            "Quel est le nombre de blessés\u202f?",
        ),
        (
            "Les articles se contredisent-ils sur qui a fermé le site ?",
            "Qui a fermé le site\u202f?",
        ),
        (
            "Les journaux sont-ils d'accord sur ce qui s'est passé ?",
            "Qu’est-ce qui s'est passé\u202f?",
        ),
        ("Est-on sûr du nombre de victimes ?", "Quel est le nombre de victimes\u202f?"),
        ("Que disent les sources sur Anne ?", "Que dit-on d’Anne\u202f?"),
        ("Que disent les articles sur le pont ?", "Que dit-on du pont\u202f?"),
        ("Quelle source parle du pont ?", "Que dit-on du pont\u202f?"),
        ("Quels sont les articles qui parlent d'Anne ?", "Que dit-on d'Anne\u202f?"),
        (
            "Les articles sont-ils d'accord sur l'année où le pont a ouvert ?",
            "En quelle année le pont a ouvert\u202f?",
        ),
        (
            "Les journaux donnent-ils tous la même année pour l'ouverture du pont ?",
            "En quelle année l'ouverture du pont\u202f?",
        ),
        (
            "Les sources donnent-elles le même nombre de blessés ?",
            "Quel est le nombre de blessés\u202f?",
        ),
        (
            "Combien de plaintes y a-t-il selon la mairie et d'après les familles ?",
            "Combien de plaintes y a-t-il\u202f?",
        ),
    ],
)
def test_the_question_beneath_is_asked_of_every_source(question: str, beneath: str) -> None:
    assert scoped(question, SOURCES) == Scope(beneath, None, across=True)


def test_two_named_sources_are_compared() -> None:
    question = "Le Monde Libre et Radio Sèvre citent-ils les mêmes pays ?"
    both = frozenset({"a", "b"})
    assert scoped(question, SOURCES) == Scope("Quels sont les pays\u202f?", both, across=True)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Selon Le Monde libre, combien de plaintes ?", {"a"}),
        ("Que dit Radio Sèvre du pont ?", {"b"}),
        ("Combien de blessés d’après Anne Petit ?", {"b"}),
        ("Qui a écrit l’article de Radio Sèvre ?", {"b"}),
    ],
)
def test_a_source_that_is_named_is_the_one_asked(question: str, asked: set[str]) -> None:
    assert scoped(question, SOURCES) == Scope(question, frozenset(asked))


@pytest.mark.parametrize(
    "question",
    [
        "Selon la mairie et la préfecture, qui a fermé le pont ?",
        "Qui a fondé Radio Sèvre ?",
        "Selon la mairie, combien de plaintes ?",
        "Où est Anne Petit ?",
    ],
)
def test_a_name_alone_asks_no_source(question: str) -> None:
    assert scoped(question, SOURCES) == Scope(question)


def test_to_say_that_the_sources_are_asked_says_nothing() -> None:
    assert scoped("Selon les sources, qui a fermé le site ?", SOURCES) == Scope(
        "Qui a fermé le site\u202f?"
    )


def candidate(source_id: str, text: str, words: str, evidence: float = 6.0) -> Candidate:
    """Make a candidate: some words of the one sentence of a source."""
    source = Source(source_id, f"{source_id}.txt", text, digest=text)
    whole = Span(source, 0, len(text))
    start = text.index(words)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.9, 1.0, 0.9)
    return Candidate(Span(source, start, start + len(words)), whole, hit, 0.5, evidence)


ASKED = "Quel est le nombre de blessés ?"
NINE = candidate("a", "La chute a fait neuf blessés.", "neuf")
ELEVEN = candidate("b", "Onze personnes sont blessées.", "Onze personnes")


def test_each_source_has_its_say_and_two_counts_are_at_odds() -> None:
    told, at_odds = sides(ASKED, [NINE, ELEVEN])
    assert [one.candidates[0].span.text for one in told] == ["neuf", "Onze personnes"]
    assert at_odds


def test_sources_that_say_the_same_stand_together() -> None:
    again = candidate("c", "Le préfet a compté 9 blessés dans la soirée.", "9 blessés")
    told, at_odds = sides(ASKED, [NINE, again])
    assert [one.independent for one in told] == [2]
    assert not at_odds


def test_a_source_that_may_say_nothing_is_left_out() -> None:
    weak = candidate("b", "Onze personnes sont venues.", "Onze personnes", evidence=0.5)
    assert len(sides(ASKED, [NINE, weak])[0]) == 1


def test_other_words_are_not_at_odds() -> None:
    one = candidate("a", "Il fallait donner un pseudo et un âge.", "un pseudo et un âge")
    other = candidate("b", "On demandait une adresse.", "une adresse")
    told, at_odds = sides("Que fallait-il donner ?", [one, other])
    assert len(told) == 2
    assert not at_odds
