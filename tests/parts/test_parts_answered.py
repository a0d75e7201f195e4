"""Both parts are answered, or the answer says which one is not."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from parts_values import Known, engine_with

from rag import Answer, Engine, Question, Refusal, messages, record
from rag.agree import Held
from rag.answer.several import Told, compose_parts
from rag.types import Asked, Span

ASKED = "Quand et par qui le pont a-t-il été fermé ?"
TEXT = (
    "Le pont de Brunoy a été fermé le 12 mars par la préfète Anne Petit, a dit la mairie.\n\n"
    "Les travaux du pont de Brunoy dureront six mois, a précisé le département hier soir.\n"
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An engine whose reader knows the two answers."""
    return engine_with(tmp_path, TEXT, {"Quand": "le 12 mars", "Par qui": "la préfète Anne Petit"})


def sure(engine: Engine, confidences: Sequence[float], question: str = ASKED) -> Answer | Refusal:
    """Decide at one half, the two parts being given these confidences."""
    considered = engine.consider(Question(question))
    heard = tuple(
        replace(one, confidence=confidence)
        for one, confidence in zip(considered.heard, confidences, strict=True)
    )
    asked = replace(considered.asked, confidence=max(confidences))
    return engine.decide(replace(considered, asked=asked, heard=heard), 0.5)


def test_answers_side_by_side_are_given_whole(engine: Engine) -> None:
    outcome = sure(engine, (0.9, 0.8))
    assert isinstance(outcome, Answer)
    assert outcome.candidates[0].span.text == "le 12 mars par la préfète Anne Petit"
    assert outcome.asked.notices == ()


def test_answers_of_two_sentences_are_both_given_and_headed(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, TEXT, {"Quand": "le 12 mars", "Par qui": "le département"})
    outcome = sure(engine, (0.9, 0.8))
    assert isinstance(outcome, Answer)
    assert outcome.text.startswith("Quand\u00a0: selon la mairie, «\u00a0le 12 mars\u00a0»")
    assert ". Par qui\u00a0: «\u00a0le département\u00a0»" in outcome.text
    found = record(outcome)
    assert found["agreement"]["kind"] == "single"
    assert len(found["agreement"]["positions"]) == 2


def test_a_part_without_answer_is_said(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, TEXT, {"Quand": "le 12 mars"})
    outcome = sure(engine, (0.9, 0.0))
    assert isinstance(outcome, Answer)
    assert f"Par qui\u00a0: {messages.PART_SILENT}" in outcome.text
    assert [(one.kind, one.text) for one in outcome.asked.notices] == [
        ("part_unanswered", messages.part_unanswered("Par qui"))
    ]


def test_neither_part_is_a_refusal(engine: Engine) -> None:
    outcome = sure(engine, (0.4, 0.1))
    assert isinstance(outcome, Refusal)
    assert outcome.reason == "low_confidence"


def test_the_same_words_do_not_answer_two_kinds(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, TEXT, {"Quand": "le 12 mars", "Par qui": "le 12 mars"})
    outcome = sure(engine, (0.9, 0.8))
    assert isinstance(outcome, Answer)
    assert [one.kind for one in outcome.asked.notices] == ["part_unanswered"]


def test_two_reads_at_most(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, TEXT, {})
    assert isinstance(engine.reader, Known)
    for question, reads in ((ASKED, 2), ("Quand le pont a-t-il été fermé ?", 1)):
        engine.reader.asked.clear()
        engine.consider(Question(question))
        assert len(engine.reader.asked) == reads


def test_only_the_part_that_is_disputed_is_a_disagreement(engine: Engine) -> None:
    """What answers the other part is no rival of it, and what the date notes say is kept."""
    heard = engine.consider(Question(ASKED)).heard
    when, who = (one.candidates[0] for one in heard)
    other = replace(when, span=Span(when.span.source, when.span.start + 3, when.span.end))
    told = (
        Told("Par qui", "Par qui ?", (Held((who,), 1),)),
        Told("Quand", "Quand ?", (Held((when,), 1), Held((other,), 1))),
    )
    asked = Asked(Question("Quand et par qui est-ce aujourd’hui ?"))
    answer = compose_parts(asked, told)
    assert [one.value.text for one in answer.agreement.positions] == ["le 12 mars", "12 mars"]
    assert answer.agreement.kind == "disagreement"
    assert answer.agreement.positions[0].citations == (1,)


def test_a_part_without_answer_does_not_hide_that_the_source_is_old(engine: Engine) -> None:
    when = engine.consider(Question(ASKED)).heard[0].candidates[0]
    told = (Told("Où", "Où ?"), Told("Quand", "Quand ?", (Held((when,), 1),)))
    asked = Asked(Question("Où et quand le pont est-il fermé aujourd’hui ?"))
    kinds = [one.kind for one in compose_parts(asked, told).asked.notices]
    assert kinds == ["stale", "part_unanswered"]
