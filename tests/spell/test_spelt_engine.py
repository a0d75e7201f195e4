"""The engine asks what was meant, shows it, and hears distress however it is written."""

import pytest
from spell_values import TEXT

from rag import Engine, Question, Reason, Refusal, Settings, record


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("spelt")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "piscine.txt").write_text(TEXT, encoding="utf-8")
    return Engine.open(
        Settings(sources=sources, cache=folder / "cache", model="hashing", threshold=0)
    )


def test_the_mended_question_is_asked_and_shown(engine: Engine) -> None:
    given = record(engine.ask(Question("kombien coute l abonement anuel")))
    assert given["question"] == "kombien coute l abonement anuel"
    assert given["understood"] == "Combien coûte l’abonnement annuel\u202f?"
    assert given["language"] == "fr"
    plain = record(engine.ask(Question("Combien coûte l’abonnement annuel\u202f?")))
    assert plain["understood"] is None
    assert given["spans"] == plain["spans"] != []


@pytest.mark.parametrize("typed", ["Quand ferme la piscine ?", "QUAND FERME LA PISCINE"])
def test_a_plain_question_is_shown_no_other(engine: Engine, typed: str) -> None:
    assert engine.ask(Question(typed)).asked.understood is None


def test_a_foreign_question_is_asked_as_typed(engine: Engine) -> None:
    asked = engine.ask(Question("What is the price of the abonement for the pissine?")).asked
    assert asked.understood is None
    assert [notice.kind for notice in asked.notices] == ["foreign_question"]


def test_a_texted_question_is_not_taken_for_a_foreign_one(engine: Engine) -> None:
    asked = engine.ask(Question("ki c le maire de montrevel svp mtn")).asked
    assert asked.language == "fr"
    assert asked.notices == ()


def test_a_follow_up_leans_on_what_was_meant(engine: Engine) -> None:
    asked = engine.ask(Question("c ki son voisin", ("Quel âge a Joris Vandecastele ?",))).asked
    assert asked.understood is not None
    assert "qui" in asked.understood
    history = engine.ask(Question("Et lui ?", ("Ki est Joris Vandecastele ?",)))
    plain = engine.ask(Question("Et lui ?", ("Qui est Joris Vandecasteele ?",)))
    assert history.asked.understood == plain.asked.understood


@pytest.mark.parametrize("typed", ["jveu mourir", "jveux mourrir", "JVEU MOURIR"])
def test_distress_is_heard_however_it_is_written(engine: Engine, typed: str) -> None:
    outcome = engine.ask(Question(typed))
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.DISTRESS
    assert outcome.asked.help
