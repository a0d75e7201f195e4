"""Questions of the present."""

import pytest

from rag.moments import asks_present


@pytest.mark.parametrize(
    "question",
    [
        "Qui dirige l’entreprise aujourd’hui ?",
        "Le site est-il encore en ligne ?",
        "Le musée est-il toujours fermé ?",
        "Où habite-t-il actuellement ?",
        "Que fait le maire en ce moment ?",
        "Combien d’employés compte désormais l’usine ?",
        "Qui est l’actuel directeur ?",
        "La piscine est toujours ouverte ?",
        "Le site existe-t-il encore ?",
        "Le club joue-t-il toujours en Ligue 2 ?",
        "Vit-elle toujours à Pau ?",
        "Sont-ils encore en prison ?",
        "A-t-elle toujours le droit de conduire ?",
        "Où en est l’enquête ?",
        "Le site n’est-il plus accessible ?",
        "L’usine emploie-t-elle encore des apprentis ?",
        "Est-ce que la radio existe encore ?",
        "ou en est le chantier a ce jour",
        "Le suspect est-il maintenant en prison ?",
        "LE SITE EST-IL ENCORE EN LIGNE ?",
    ],
)
def test_a_question_of_the_present(question: str) -> None:
    assert asks_present(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quand le site a-t-il fermé ?",
        "Qui est le fondateur du site ?",
        "A-t-il toujours voulu être peintre ?",
        "Depuis toujours, que dit-il ?",
        "Pourquoi le site a-t-il fermé pour toujours ?",
        "Était-il encore en ligne en 2020 ?",
        "Le maire était-il toujours opposé au projet ?",
        "Qui a encore gagné une fois ?",
        "Combien de personnes avaient encore un emploi ?",
        "Que dit le journal Aujourd’hui en France ?",
        "Qu’a écrit Femme actuelle ?",
        "L’actualité du club, quelle est-elle ?",
        "Sera-t-il encore là en 2030 ?",
        "Combien d’enfants a-t-il encore eus ?",
        "Quel âge a Isaac Steidl ?",
        "",
    ],
)
def test_a_question_of_another_time(question: str) -> None:
    assert not asks_present(question)
