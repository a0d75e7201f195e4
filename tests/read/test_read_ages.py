"""An age is told from a stretch of time."""

import hashlib

import pytest

from rag import Source, Span, Zone
from rag.read.ages import asks_age, is_duration
from rag.types import Candidate, Hit, Passage


@pytest.mark.parametrize(
    "question",
    [
        "Quel âge a Isaac Steidl ?",
        "quel age avait la victime",
        "Quel était l’âge du conducteur ?",
        "kel age il a",
        "L’âge de la directrice ?",
        "How old is the founder?",
        "Wie alt ist der Gründer?",
        "¿Qué edad tiene la bióloga?",
    ],
)
def test_a_question_on_an_age_is_known(question: str) -> None:
    assert asks_age(question)


@pytest.mark.parametrize(
    "question",
    ["Combien d’années le site a-t-il existé ?", "Quelle page ?", "Qui a partagé la photo ?"],
)
def test_other_questions_ask_no_age(question: str) -> None:
    assert not asks_age(question)


def candidate(text: str, words: str) -> Candidate:
    source = Source("s", "s.txt", text, hashlib.sha256(text.encode()).hexdigest())
    whole, start = Span(source, 0, len(text)), text.index(words)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.0, 0.0, 0.0)
    return Candidate(Span(source, start, start + len(words)), whole, hit, 0.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le site a été créé il y a 20 ans par un homme.", "20 ans"),
        ("Le site a été créé il y a 20 ans par un homme.", "il y a 20 ans"),
        ("Après plus de vingt ans d’activité, il ferme.", "vingt ans"),
        ("Elle a été condamnée à huit ans de prison.", "huit ans"),
        ("Il vit là depuis 12 ans.", "12 ans"),
        ("Trois ans plus tard, il revient.", "Trois ans"),
    ],
)
def test_years_that_pass_are_no_age(text: str, words: str) -> None:
    assert is_duration(candidate(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cet homme de 44 ans a créé le site il y a 20 ans.", "44 ans"),
        ("Philippe, 22 ans, a été tué.", "22 ans"),
        ("Une personne de 60 ans, condamnée à deux ans de prison.", "60 ans"),
        ("Âgée de vingt-trois ans, elle court depuis 12 ans.", "vingt-trois ans"),
    ],
)
def test_an_age_is_an_age(text: str, words: str) -> None:
    assert not is_duration(candidate(text, words))
