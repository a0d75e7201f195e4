"""A question that supposes what the sources deny is refused, with the passage that denies it."""

import pytest

from rag.premise import contrary
from rag.types import Hit, Passage, Source, Span, Zone


def hits(*texts: str) -> list[Hit]:
    """Make a hit of each text, in that order."""
    found = []
    for number, text in enumerate(texts):
        source = Source(f"s{number}", f"s{number}.txt", text, digest=text)
        passage = Passage(number, Zone.BODY, (Span(source, 0, len(text)),))
        found.append(Hit(passage, 0.9, 1.0, 0.9))
    return found


OTHER = "Le marché de Brunoy se tient le samedi matin sur la place de la mairie."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Pourquoi Paul Durand a-t-il refusé le poste ?",
            "Paul Durand a accepté le poste dès le lundi, devant les élus.",
        ),
        (
            "Quand Anne Petit a-t-elle été condamnée ?",
            "Anne Petit n’a pas été condamnée par le tribunal.",
        ),
        (
            "À quelle peine Anne Petit a-t-elle été condamnée ?",
            "Anne Petit, elle, a été relaxée jeudi.",
        ),
        (
            "Pourquoi la CGT a-t-elle fini par signer le texte ?",
            "La CGT a refusé de signer le texte proposé par la direction.",
        ),
        (
            "Comment Paul Durand a-t-il été arrêté ?",
            "Paul Durand n’a jamais été interpellé, selon le parquet.",
        ),
    ],
)
def test_the_passage_that_denies_it_is_found(question: str, text: str) -> None:
    found = contrary(question, hits(OTHER, text))
    assert found is not None
    assert found.passage.text == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # It happened, whatever else is said.
        (
            "Pourquoi Anne Petit a-t-elle été condamnée ?",
            "Relaxée en première instance, Anne Petit a été condamnée en appel.",
        ),
        # It is another person.
        (
            "Pourquoi Paul Durand a-t-il été condamné ?",
            "Anne Petit n’a pas été condamnée par le tribunal.",
        ),
        # The sources say nothing of it.
        ("Pourquoi Paul Durand a-t-il démissionné ?", "Paul Durand dirige le club depuis 2012."),
        # What is closed may well reopen.
        ("Quand le pont de Brunoy rouvrira-t-il ?", "Le pont de Brunoy est fermé depuis 2009."),
        ("Quand le pont de Brunoy sera-t-il rouvert ?", "Le pont de Brunoy est fermé."),
        # The question itself denies, or asks whether.
        (
            "Pourquoi Anne Petit n'a-t-elle pas été condamnée ?",
            "Anne Petit n’a pas été condamnée par le tribunal.",
        ),
        (
            "Anne Petit a-t-elle été condamnée ?",
            "Anne Petit n’a pas été condamnée par le tribunal.",
        ),
    ],
)
def test_in_doubt_there_is_none(question: str, text: str) -> None:
    assert contrary(question, hits(OTHER, text)) is None


def test_a_passage_that_says_it_outweighs_one_that_denies_it() -> None:
    question = "Pourquoi Paul Durand a-t-il refusé le poste ?"
    denies = "Paul Durand a accepté le poste dès le lundi, devant les élus."
    says = "En janvier, Paul Durand avait refusé le poste pour rester à Lyon."
    assert contrary(question, hits(denies)) is not None
    assert contrary(question, hits(denies, says)) is None
