"""Suggested questions: made of the corpus's words, asked beforehand, shown soberly."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Engine, Question, Refusal, Settings, record
from rag.suggest import choose, proposed
from rag.suggest.grammar import agreed, of
from rag.suggest.kinds import Proven
from rag.types import Asked, Reason

SOURCES = {
    "pont.txt": (
        "Le pont de Brion ferme\n\n"
        "Le pont de Brion, construit en 1931, enjambe la Sourde entre Brion et Vaux.\n\n"
        "La préfète, Anne Larcher, a salué les ouvriers du pont. Le pont de Brion a été fermé le "
        "4 mars 2024.\n\n"
        "L’Agence nationale des ponts (ANP) a compté 412 fissures dans le tablier du pont.\n"
    ),
    "fete.txt": (
        "La fête du pont\n\n"
        "Le feu du pont a coûté 2 300 euros à la ville de Brion. 1 450 visiteurs sont venus voir "
        "le pont.\n\n"
        "Paul Petit, victime d’une agression, a porté plainte contre Luc Roux, condamné en 2022.\n"
    ),
}
OWNER = "Quand le pont de Brion a-t-il été fermé ?"


def opened(folder: Path, cache: Path, *, threshold: float = 0.0) -> Engine:
    folder.mkdir(exist_ok=True)
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "sources.toml").write_text(f'questions = ["{OWNER}"]\n', encoding="utf-8")
    return Engine.open(Settings(sources=folder, cache=cache, model="hashing", threshold=threshold))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = opened(tmp_path_factory.mktemp("pont"), tmp_path_factory.mktemp("cache"))
    engine.prepare_suggestions()
    return engine


def test_candidates_are_good_french_on_the_corpus_s_own(engine: Engine) -> None:
    texts = [one.text for one in proposed(engine.overview(), engine.corpus)]

    assert texts[0] == OWNER
    assert set(texts) >= {
        "Qui est Anne Larcher\u202f?",
        "Que désigne le sigle ANP\u202f?",
        "Combien de visiteurs sont venus voir le pont\u202f?",
        "Combien le feu du pont a-t-il coûté\u202f?",
    }


def test_none_asks_of_a_victim_or_of_someone_accused(engine: Engine) -> None:
    texts = " ".join(one.text for one in proposed(engine.overview(), engine.corpus))

    assert "Paul Petit" not in texts
    assert "Luc Roux" not in texts


def test_no_suggestion_is_a_dead_end(engine: Engine) -> None:
    start = engine.suggestions()

    assert 0 < len(start) <= 3
    assert start[0] == OWNER
    assert len(set(start)) == len(start)
    for question in start:
        assert record(engine.ask(Question(question)))["status"] == "answered"


def test_what_was_asked_is_not_suggested_again(engine: Engine) -> None:
    asked: tuple[str, ...] = ()
    offered: Sequence[str] = engine.suggestions()
    while offered and len(asked) < 4:
        question = offered[0]
        offered = record(engine.ask(Question(question, asked)))["suggestions"]
        asked = (*asked, question)
        assert not set(offered) & set(asked)
        assert len(offered) <= 3
    assert len(asked) > 1


def test_nothing_is_suggested_before_the_pool_is_there(tmp_path: Path) -> None:
    engine = opened(tmp_path / "sources", tmp_path / "cache")

    assert engine.suggestions() == ()
    assert record(engine.ask(Question(OWNER)))["suggestions"] == []

    engine.prepare_suggestions(stopped=lambda: True)
    assert engine.suggestions() == ()


def test_the_pool_is_saved_and_found_again_by_the_same_engine_only(tmp_path: Path) -> None:
    first = opened(tmp_path / "sources", tmp_path / "cache")
    first.prepare_suggestions()
    again = opened(tmp_path / "sources", tmp_path / "cache")
    other = opened(tmp_path / "sources", tmp_path / "cache", threshold=1.0)

    assert again.suggestions() == first.suggestions() != ()
    assert other.suggestions() == ()

    [saved] = (tmp_path / "cache").rglob("suggestions.json")
    saved.write_text("{", encoding="utf-8")
    assert opened(tmp_path / "sources", tmp_path / "cache").suggestions() == ()


POOL = tuple(
    Proven(f"Combien de {noun} ?", "a", f"Il y a {at} {noun}.", str(at))
    for at, noun in enumerate(("ponts", "chênes", "bateaux", "gares", "halles"))
)


def refused(reason: Reason) -> Refusal:
    return Refusal(Asked(Question("Bonjour")), reason, "Phrase.")


@pytest.mark.parametrize("reason", [Reason.DISTRESS, Reason.HARMFUL, Reason.INSULT])
def test_silence_where_a_suggestion_would_be_out_of_place(reason: Reason) -> None:
    assert choose(POOL, refused(reason)) == ()
    assert len(choose(POOL, refused(Reason.GREETING))) == 3


@given(st.lists(st.sampled_from([one.text for one in POOL]), max_size=6), st.permutations(POOL))
def test_at_most_three_none_asked_none_twice(asked: list[str], pool: Sequence[Proven]) -> None:
    chosen = choose(pool, None, asked)

    assert len(chosen) == min(3, len(POOL) - len(set(asked)))
    assert not set(chosen) & set(asked)
    assert len(set(chosen)) == len(chosen)
    assert choose(pool, None, asked) == chosen


def test_two_questions_with_one_answer_are_not_shown_together() -> None:
    twice = (POOL[0], replace(POOL[1], answer=POOL[0].answer), POOL[2])

    assert choose(twice) == (POOL[0].text, POOL[2].text)


def test_elision_and_agreement() -> None:
    assert (of("ponts"), of("euros"), of("habitants")) == ("de ", "d’", "d’")
    assert agreed("ouvert", "procédures") == "ouvertes"
    assert agreed("posé", "bateaux") == "posés"
