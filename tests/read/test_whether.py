"""Questions that want a yes or a no, and the whole sentence that answers them."""

import pytest

from rag.read.whether import asks_whether, sentences
from rag.types import Candidate, Hit, Passage, Source, Span, Zone

YES_OR_NO = (
    "Est-ce que le maire a démissionné ?",
    "est ce que c'etait gratuit",
    "Le directeur a-t-il été arrêté ?",
    "Y a-t-il eu des blessés ?",
    "Fallait-il payer pour entrer ?",
    "Le site est toujours ouvert ?",
    "le gérant va aller en prison ou pas",
    "Ma mère y habite : la collecte continue-t-elle ?",
    "J'ai peur de ce qu'elle a vu, est-ce qu'un adulte pouvait y entrer ?",
)
OTHERS = (
    "Où est-ce que le maire habite ?",
    "Qu'est-ce que le maërl ?",
    "Quand le site a-t-il été fermé ?",
    "De qui Sylvie R. espérait-elle hériter ?",
    "Est-ce qu'on sait dans quelle ville il habite ?",
    "Pourriez-vous me dire combien il a payé ?",
    "Était-ce gratuit ou payant ?",
    "nombre de blessés",
    "Le nom du garagiste de Lunéville ?",
    "Combien de personnes y a-t-il ?",
)


@pytest.mark.parametrize("question", YES_OR_NO)
def test_a_yes_or_a_no_is_wanted(question: str) -> None:
    assert asks_whether(question)


@pytest.mark.parametrize("question", OTHERS)
def test_something_else_is_wanted(question: str) -> None:
    assert not asks_whether(question)


def candidate(text: str, said: str, evidence: float) -> Candidate:
    page = Source("a", "a.txt", text, "a")
    whole = Span(page, 0, len(text))
    start = text.index(said)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.0, 0.0, 0.0)
    return Candidate(Span(page, start, start + len(said)), whole, hit, 0.0, evidence)


def test_the_whole_sentence_answers_once_with_its_best_evidence() -> None:
    """« une adresse » alone would say the reverse."""
    text = "Il n'était même pas demandé une adresse."
    found = [candidate(text, "une adresse", 2.0), candidate(text, "pas demandé", 5.0)]
    [one] = sentences(found)
    assert (one.span.text, one.evidence) == (text, 5.0)
