"""The engine: true offsets, a threshold that decides, and a record for every question."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from core_record import check
from core_values import ARTICLES, engine_on, settings_on, write
from hypothesis import example, given, settings
from hypothesis import strategies as st
from index_shelf import embedded

from rag import (
    EDITORIAL,
    Answer,
    Engine,
    FolderError,
    Outcome,
    Question,
    Reason,
    Refusal,
    Settings,
    Work,
    Zone,
    messages,
    record,
)

QUESTIONS = (
    "Combien de ponts compte la ville de Nantes ?",
    "Qui a annoncé la fermeture du site Exemple ?",
    "Quand le procureur a-t-il parlé ?",
    "Combien de procédures le parquet de Lyon a-t-il ouvertes ?",
    "Où les chênes ont-ils été plantés ?",
    "Combien ont coûté les 12 chênes de la place Viarme ?",
    "Pourquoi le pont de Pirmil sera-t-il fermé ?",
    "kel est le prix du pont",
)
COMMENTED = (
    "Le marché couvert de Brunoy rouvre samedi après deux ans de travaux\n\n"
    "Par Claire Dubois, publié le 11 mars 2024\n\n"
    "La halle du marché couvert de Brunoy rouvre samedi après deux ans de travaux menés par "
    "la mairie. Elle accueillera quarante étals de maraîchers, de fromagers et de "
    "poissonniers.\n\n"
    "Les commerçants installés sous des tentes pendant le chantier retrouveront leurs places "
    "dès vendredi soir. La plupart disent avoir perdu un tiers de leurs clients en deux ans, "
    "et attendent beaucoup de cette réouverture annoncée puis repoussée trois fois.\n\n"
    "Le chantier a coûté 4,2 millions d’euros, dont la moitié a été payée par la région. La "
    "charpente métallique de 1892 a été démontée, sablée et repeinte dans un atelier de la "
    "ville voisine, puis remontée pièce par pièce par une équipe de douze compagnons.\n\n"
    "« Nous avons gardé tout ce qui pouvait l’être », a expliqué le maire, Paul Martin, lors "
    "d’une visite organisée pour les riverains. Une fête est prévue dimanche à partir de midi"
    " sur la place, avec un concert de la fanfare municipale et un repas partagé.\n\n"
    "Commentaires (3)\n\n"
    "Jean44 le 12 mars 2024 à 10h12\n\n"
    "Le hibou grand-duc nichait dans la charpente, et personne ne parle du hibou "
    "grand-duc.\n\n"
    "Répondre\n\n"
    "Marie_B le 12 mars 2024 à 11h40\n\n"
    "Mon oncle Gontran Tournesol avait vu le hibou grand-duc dès 1998 dans la charpente.\n\n"
    "Répondre\n\n"
    "Paul92 le 13 mars 2024 à 08h05\n\n"
    "Merci pour cette histoire de hibou grand-duc, je ne la connaissais pas du tout.\n\n"
    "Répondre\n"
)
"""An article, then the only words that answer: its readers' comments."""
BODY = (
    "La commune de Brunoy a planté douze chênes sur la place de la mairie, mardi 12 mars, avec "
    "les élèves de l’école voisine, qui les arroseront chaque semaine jusqu’à l’été."
)


def texts_of(engine: Engine) -> dict[str, str]:
    """Return the text of each source by its id."""
    return {source.id: source.text for source in engine.corpus.sources}


def untimed(outcome: Outcome) -> dict:
    """Return an outcome's record without its durations."""
    return record(outcome) | {"timings_ms": None}


def always(engine: Engine, question: str) -> Outcome:
    """Ask with refusal switched off."""
    return engine.decide(engine.consider(Question(question)), 0.0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_cites_its_source_s_own_characters(engine: Engine, question: str) -> None:
    answer = always(engine, question)
    assert isinstance(answer, Answer)
    check(record(answer), texts_of(engine))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_threshold_decides_and_nothing_else(engine: Engine, question: str) -> None:
    considered = engine.consider(Question(question))
    confidence = considered.asked.confidence
    assert considered.candidates
    assert 0 < confidence < 1
    for threshold in (0.0, confidence):
        assert isinstance(engine.decide(considered, threshold), Answer)
    for threshold in (confidence + 1e-9, 1.1, 7.0):
        refusal = engine.decide(considered, threshold)
        assert isinstance(refusal, Refusal)
        assert refusal.reason is Reason.LOW_CONFIDENCE
        assert refusal.asked.confidence == confidence
        assert len(refusal.nearest) == 3
    asked = engine.ask(Question(question))
    expected = engine.decide(considered, engine.threshold)
    assert untimed(asked) == untimed(expected)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_rejected_candidate_never_leaves(engine: Engine, question: str) -> None:
    found = record(engine.decide(engine.consider(Question(question)), 1.1))
    assert found["spans"] == found["citations"] == []
    marked = [piece for near in found["nearest"] for piece in near["pieces"] if piece["mark"]]
    assert marked == []


def test_the_words_that_are_asked_for_are_found(engine: Engine) -> None:
    answer = always(engine, "Combien de ponts compte la ville de Nantes ?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.text.startswith("La ville de Nantes compte 42 ponts")
    assert "42" in answer.candidates[0].span.text


hostile = st.text(max_size=200) | st.text(
    st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Zl", "Lm", "No", "Nd", "Sk"]),
    max_size=40,
)


@given(hostile, st.lists(hostile, max_size=3))
@settings(max_examples=150)
@example("", [])
@example("\x00", [])
@example("\ud800\udfff", [])
@example("😀" * 12, [])
@example("a" * 10_000, [])
@example("Qui ? " * 1_667, [])
@example("\u202e" + "Combien de ponts ?", ["\ud800"])
@example("\uff9e", [])
@example("Qui a planté \uff9f les chênes ?", [])
@example("²³ ½ ⅷ ①", [])
@example("' OR 1=1; -- <script>alert(1)</script> ${7*7} {{7*7}} %s %n", [])
@example("(((((([[[[[{{{{{*+?|\\^$", [])
@example("e" + "\u0301" * 300, [])
def test_every_question_has_a_record(engine: Engine, question: str, history: list[str]) -> None:
    asked = Question(question, tuple(history))
    for outcome in (engine.ask(asked), engine.decide(engine.consider(asked), 0.0)):
        found = record(outcome)
        check(found, texts_of(engine))
        assert found["question"] == question


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=100))
@settings(max_examples=100)
@example("a" * 10_000)
@example("pont " * 2_000)
@example("9" * 10_000)
@example("d'" * 5_000)
@example("-." * 5_000)
@example("1 " * 5_000)
@example("éà" * 5_000)
@example("的" * 10_000)
def test_a_question_of_any_length_may_be_let_through(engine: Engine, question: str) -> None:
    wide = engine.settings.model_copy(update={"max_question": 20_000})
    check(record(_with(engine, wide).ask(Question(question))), texts_of(engine))


def _with(engine: Engine, given: Settings) -> Engine:
    return Engine(given, engine.index, engine.encoder)


@pytest.mark.parametrize(
    ("question", "history", "reason"),
    [
        ("", (), Reason.EMPTY_QUESTION),
        (" \n\t\u00a0", (), Reason.EMPTY_QUESTION),
        ("?! … « »", (), Reason.EMPTY_QUESTION),
        ("🤔🏛️", (), Reason.EMPTY_QUESTION),
        ("a" * 1001, (), Reason.TOO_LONG),
        ("Qui ?", ("a" * 1001,), Reason.TOO_LONG),
        ("a" * 10_000, (), Reason.TOO_LONG),
        ("Qui\x07 ?", (), Reason.INVALID_TEXT),
        ("Qui\ud83d ?", (), Reason.INVALID_TEXT),
        ("Qui ?", ("\x1b[2J",), Reason.INVALID_TEXT),
        ("\x00", (), Reason.INVALID_TEXT),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_search(
    engine: Engine, question: str, history: tuple[str, ...], reason: Reason
) -> None:
    refusal = engine.decide(engine.consider(Question(question, history)), 0.0)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.nearest) == (reason, ())
    assert refusal.asked.confidence == 0


def test_a_question_at_the_limit_is_asked(engine: Engine) -> None:
    question = "Combien de ponts ? ".ljust(engine.settings.max_question, "!")
    assert isinstance(always(engine, question), Answer)


@pytest.mark.parametrize("question", ["Qui", "Où ?", "42", "Et alors ?", "qu'est-ce que c'est ?"])
def test_a_question_of_function_words_has_a_record(engine: Engine, question: str) -> None:
    check(record(engine.ask(Question(question))), texts_of(engine))
    check(record(always(engine, question)), texts_of(engine))


def test_a_foreign_question_is_answered_with_a_notice(engine: Engine) -> None:
    answer = always(engine, "How many bridges are there in the city of Nantes, in Brittany?")
    assert [notice.kind for notice in answer.asked.notices] == ["foreign_question"]
    assert answer.asked.language == "en"
    assert isinstance(answer, Answer)
    french = always(engine, QUESTIONS[0])
    assert (french.asked.notices, french.asked.language) == ((), "fr")


def test_only_the_zones_that_are_switched_on_answer(tmp_path: Path) -> None:
    folder, cache = write(tmp_path / "sources", {"marche.txt": COMMENTED}), tmp_path / "cache"
    question = "Qui avait vu le hibou grand-duc dans la charpente ?"
    plain = engine_on(folder, cache, zones=EDITORIAL)
    considered = plain.consider(Question(question))
    zones = {found.hit.passage.zone for found in considered.candidates}
    assert zones <= EDITORIAL
    assert all(hit.passage.zone in EDITORIAL for hit in considered.hits)
    given = record(plain.decide(considered, 0.0))
    assert "Gontran" not in json.dumps(given, ensure_ascii=False)
    refused = record(plain.decide(considered, 1.1))
    assert all("hibou" not in near["quote"] for near in refused["nearest"])

    opened = engine_on(folder, cache, zones=[*EDITORIAL, Zone.COMMENT])
    answer = always(opened, question)
    assert isinstance(answer, Answer)
    assert answer.citations[0].zone is Zone.COMMENT
    assert "hibou" in answer.citations[0].quote.text
    everything = opened.consider(Question(question)).candidates
    assert any("Gontran" in found.sentence.text for found in everything)


def test_no_zone_that_may_answer_gives_no_passage(tmp_path: Path) -> None:
    folder = write(tmp_path / "sources", {"marche.txt": COMMENTED})
    silent = engine_on(folder, tmp_path / "cache", zones=[])
    refusal = always(silent, "Quand rouvre la halle ?")
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.nearest) == (Reason.NO_PASSAGE, ())


def test_a_corpus_smaller_than_what_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "sources", {"a.txt": BODY})
    small = engine_on(folder, tmp_path / "cache", read_passages=50)
    considered = small.consider(Question("Combien de chênes ont été plantés ?"))
    assert len(considered.hits) == len(small.index.passages) == 1
    check(record(small.decide(considered, 0.0)), texts_of(small))
    assert len(small.decide(considered, 1.1).nearest) == 1


def test_a_source_without_any_term_may_be_asked(tmp_path: Path) -> None:
    folder = write(tmp_path / "sources", {"a.txt": "… — !\n", "b.txt": "Le, la, les.\n"})
    odd = engine_on(folder, tmp_path / "cache")
    for question in QUESTIONS:
        check(record(odd.ask(Question(question))), texts_of(odd))
        check(record(always(odd, question)), texts_of(odd))


def test_the_same_words_elsewhere_are_places(tmp_path: Path) -> None:
    copies = {"a.txt": ARTICLES["ponts.txt"], "b.txt": ARTICLES["ponts.txt"]}
    folder = write(tmp_path / "sources", {**copies, "c.txt": BODY})
    one = engine_on(folder, tmp_path / "cache")
    considered = one.consider(Question("Combien de ponts compte la ville de Nantes ?"))
    for outcome in (one.decide(considered, 0.0), one.decide(considered, 1.1)):
        found = record(outcome)
        check(found, texts_of(one))
        shown = found["citations"] or found["nearest"]
        (cited,) = [one for one in shown if "42 ponts" in one["quote"]]
        assert cited["source_id"] == "a"
        (place,) = cited["places"]
        assert place["source_id"] == "b"
        text = one.corpus.source("b").text
        assert cited["quote"] in text[place["start"] : place["end"]]


def test_threads_get_what_one_gets_alone(engine: Engine) -> None:
    alone = [untimed(engine.ask(Question(question))) for question in QUESTIONS]
    together = Barrier(8)

    def ask(first: int) -> list[dict]:
        together.wait()
        order = [*range(first, len(QUESTIONS)), *range(first)]
        found = {n: untimed(engine.ask(Question(QUESTIONS[n]))) for n in order}
        return [found[n] for n in range(len(QUESTIONS))]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(ask, range(8)))


@given(st.sampled_from(QUESTIONS))
@settings(max_examples=10)
def test_the_same_question_has_the_same_record(engine: Engine, question: str) -> None:
    assert untimed(engine.ask(Question(question))) == untimed(engine.ask(Question(question)))


def test_an_engine_needs_a_folder(tmp_path: Path) -> None:
    nowhere = settings_on(tmp_path, tmp_path / "cache").model_copy(update={"sources": None})
    with pytest.raises(FolderError, match="--sources"):
        Engine.open(nowhere)


def test_opening_says_what_takes_time_once(tmp_path: Path) -> None:
    folder, told = write(tmp_path / "sources", ARTICLES), []
    given = settings_on(folder, tmp_path / "cache")
    done: list[tuple[int, int]] = []
    work = Work(say=told.append, progress=lambda *at: done.append(at))
    opened = Engine.open(given, work)
    assert told == [messages.index_making()]
    total = len(embedded(opened.index))
    assert done[-1] == (total, total)
    Engine.open(given, work)
    assert len(told) == 1


def test_history_is_carried(engine: Engine) -> None:
    asked = Question(QUESTIONS[0], ("Qui est Jean Martin ?",))
    outcome = engine.ask(asked)
    assert outcome.asked.question == asked
    assert untimed(outcome)["question"] == replace(asked, history=()).text
