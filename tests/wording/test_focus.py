"""The clause that asks is found; what leads up to it is left, and nothing is lost of the rest."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wording_values import Heard, engine_with

from rag import Question
from rag.engine.meant import meant
from rag.text.fold import fold
from rag.thread.words import tokens
from rag.wording import focus

NARROW = "\u202f"
LED = [
    (
        "Bonjour, pouvez-vous me dire quand la mairie de Vernoy rouvrira ?",
        "Quand la mairie de Vernoy rouvrira ?",
    ),
    (
        "j'aimerais savoir qui dirige le musée, merci d'avance",
        "Qui dirige le musée ?",
    ),
    ("Savez-vous si le musée est gratuit ?", "Le musée est gratuit ?"),
    (
        "Je prépare un exposé sur les musées de Lozère. Combien de visiteurs le musée attend-il ?",
        "Combien de visiteurs le musée attend-il ?",
    ),
    (
        "Mon oncle habite en face et il s'inquiète pour son toit : est-ce que la grue est tombée ?",
        "Est-ce que la grue est tombée ?",
    ),
    (
        "Ma fille allait au club tous les mercredis avant l'incendie : quand rouvrira-t-il donc ?",
        None,  # « rouvrira-t-il » says too little by itself
    ),
    (
        "Nous avons donné cinquante euros au mois de mai, à quelle association l'argent va-t-il ?",
        "À quelle association l'argent va-t-il ?",
    ),
    (
        "Ma tante a lu cela dans son journal : le prix du billet passe de combien à combien ?",
        "Le prix du billet passe de combien à combien ?",
    ),
]
WHOLE = [
    "Quand la mairie de Vernoy a-t-elle fermé, et pourquoi ?",
    "À Vernoy, combien de personnes ont été arrêtées ?",
    "Le musée de Vernoy : combien de salles ?",
    "Selon la mairie, qui paiera les travaux du pont ?",
    "Qui ?",
    "Le pont est fermé. La mairie attend.",
    "Où se trouve le musée ? Qui le dirige ?",
    "Si la mairie ferme, que deviennent les agents ?",
]


@pytest.mark.parametrize(("question", "clause"), LED)
def test_what_leads_up_to_a_question_is_left(question: str, clause: str | None) -> None:
    found = focus(question)
    assert (found and found.replace(NARROW, " ")) == clause


@pytest.mark.parametrize("question", WHOLE)
def test_a_question_that_only_asks_is_left_whole(question: str) -> None:
    assert focus(question) is None


WORDS = st.lists(
    st.sampled_from(
        [
            "bonjour",
            "merci",
            "savez-vous",
            "pont",
            "musée",
            "de",
            "la",
            "le",
            "qui",
            "où",
            "combien",
            "est-ce",
            "que",
            "ferme-t-il",
            ":",
            ",",
            ".",
            "?",
            "dites-moi",
            "si",
            "pourquoi",
            "ma",
            "tante",
            "habite",
            "Vernoy",
            "depuis",
            "dix",
            "ans",
            "et",
        ]
    ),
    max_size=24,
)


@given(WORDS.map(" ".join))
@example("? ? :")
def test_a_clause_is_made_of_the_question_s_own_words_in_their_order(question: str) -> None:
    clause = focus(question)
    if clause is None:
        return
    said = " ".join(part.key for part in tokens(fold(question)) if part.word)
    kept = " ".join(part.key for part in tokens(fold(clause)) if part.word)
    assert kept in said
    assert kept != said


TEXT = "Le musée de Vernoy attend 60 000 visiteurs par an, a dit sa directrice, Anne Lebrun.\n"
STORY = "Je prépare un exposé sur les musées de Lozère. "


def test_the_clause_alone_is_read_and_shown(tmp_path: Path) -> None:
    reader = Heard()
    engine = engine_with(tmp_path, TEXT, reader)
    outcome = engine.ask(Question(f"{STORY}Combien de visiteurs le musée attend-il ?"))
    assert reader.asked == [f"Combien de visiteurs le musée attend-il{NARROW}?"]
    assert outcome.asked.understood == reader.asked[0]


def test_a_clause_that_leans_is_read_beside_the_whole(tmp_path: Path) -> None:
    reader = Heard()
    engine = engine_with(tmp_path, TEXT, reader)
    asked = (
        "Ma voisine aime le musée de Vernoy et sa directrice : combien de visiteurs attend-elle ?"
    )
    outcome = engine.ask(Question(asked))
    assert reader.asked == [asked, f"Combien de visiteurs attend-elle{NARROW}?"]
    assert outcome.asked.understood is None


def test_what_leads_up_to_a_clause_is_searched_with_it(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, TEXT, Heard())
    sense = engine.meant(Question(f"Bonjour, {STORY}Combien de visiteurs le musée attend-il ?"))
    assert [half.question for half in sense.halves] == [
        f"Combien de visiteurs le musée attend-il{NARROW}?"
    ]
    assert sense.said is not None
    assert sense.said.startswith("Je prépare un exposé")


def test_what_a_thread_filled_in_is_kept() -> None:
    asked = "Celle qui préside l'association Rivage de Vernoy en Lozère, où habite-t-elle à Mende ?"
    typed = meant(Question(asked), None, ())
    filled = meant(Question("Et où habite-t-elle à Mende ?"), asked, (), completed=True)
    assert typed.aside == f"Où habite-t-elle à Mende{NARROW}?"
    assert (filled.aside, filled.said, filled.understood) == (None, None, asked)
