"""The one record, against its contract."""

from importlib.metadata import version
from pathlib import Path

import pytest
from core_record import SOURCE, check, check_citation
from core_values import engine_on, source, write
from hypothesis import given
from hypothesis import strategies as st

from rag import (
    Answer,
    Candidate,
    Citation,
    Engine,
    HashingEncoder,
    Outcome,
    Question,
    Reason,
    Refusal,
    Span,
    Zone,
    citation_record,
    invalid_input,
    record,
    source_record,
)
from rag.types import (
    Agreement,
    Asked,
    Frame,
    Hit,
    Notice,
    Passage,
    Position,
    Quoted,
    Timings,
)

questions = st.text(max_size=40) | st.text(st.characters(categories=["Cs", "Lu"]), max_size=5)
optional = st.none() | st.text(min_size=1, max_size=12)
# What reading lets through: an ISO date, or date and time.
dates = st.none() | st.dates().map(str) | st.datetimes().map(lambda at: at.isoformat())


def _asked(question: str) -> Asked:
    return Asked(
        Question(question),
        language="fr",
        confidence=0.25,
        notices=(Notice("stale", "Une source est ancienne."),),
        corpus="c0ffee",
        version="0.1.0",
        timings=Timings(1.23456, 2.0, 3.3),
    )


TWO = source("Un titre\n\nLe maire 🏛️ a planté 12 chênes. Puis il est parti.", "deux")


def _answer(question: str) -> Answer:
    start = TWO.text.index("Le maire")
    sentence = Span(TWO, start, TWO.text.index(" Puis"))
    mark = Span(TWO, TWO.text.index("12"), TWO.text.index(".", start))
    hit = Hit(Passage(0, Zone.BODY, (sentence, Span(source("x" * 60, "autre"), 3, 40))), 1, 1, 1)
    citation = Citation(1, sentence, (mark,), Zone.BODY, hit.passage.places[1:])
    parts = (Frame("«\u00a0"), Quoted(mark, 1), Frame("\u00a0»"))
    candidate = Candidate(mark, sentence, hit, 0.7)
    agreement = Agreement((Position(mark, (1,), 1),))
    return Answer(_asked(question), parts, (candidate,), (citation,), agreement)


def _refusal(question: str, reason: Reason, nearest: int) -> Refusal:
    shown = tuple(
        Citation(number, Span(TWO, 0, 8), (), Zone.TITLE) for number in range(1, nearest + 1)
    )
    return Refusal(_asked(question), reason, "Les sources ne le disent pas.", shown)


def test_an_answer_s_record() -> None:
    found = record(_answer("Combien ?"))
    check(found, {TWO.id: TWO.text})
    (cited,) = found["citations"]
    assert found["parts"][1] == {
        "text": "12 chênes",
        "citation": 1,
        "start": TWO.text.index("12 chênes"),
        "end": TWO.text.index("12 chênes") + 9,
    }
    assert [piece for piece in cited["pieces"] if piece["mark"]] == [
        {"text": "12 chênes", "mark": True}
    ]
    assert (cited["before"], cited["after"]) == ("Un titre\n\n", " Puis il est parti.")
    assert found["agreement"] == {
        "kind": "single",
        "positions": [{"value": "12 chênes", "citations": [1], "independent": 1}],
    }
    assert cited["places"] == [{"source_id": "autre", "start": 3, "end": 40}]
    assert found["timings_ms"] == {"retrieve": 1.2, "read": 2.0, "total": 3.3}
    assert found["notices"] == [{"kind": "stale", "text": "Une source est ancienne."}]
    assert (found["corpus"], found["version"], found["language"]) == ("c0ffee", "0.1.0", "fr")


@given(questions, st.sampled_from(Reason), st.integers(0, 3))
def test_a_refusal_s_record_whatever_the_reason_and_the_question(
    question: str, reason: Reason, nearest: int
) -> None:
    found = record(_refusal(question, reason, nearest))
    check(found, {TWO.id: TWO.text})
    assert (found["question"], found["reason"]) == (question, reason.value)
    assert len(found["nearest"]) == nearest


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_of_the_contract_and_has_its_sentence(reason: Reason) -> None:
    found = invalid_input("Qui\ud800 ?", reason)
    check(found)
    assert found["reason"] == reason.value
    assert (found["question"], found["nearest"]) == ("Qui\ud800 ?", [])


def test_a_line_that_is_no_question_is_invalid_input() -> None:
    assert invalid_input("")["reason"] == "invalid_input"


@given(optional, optional, optional, dates, optional)
def test_a_source_s_label_is_never_empty(title, publisher, author, published, url) -> None:
    known = {"title": title, "publisher": publisher, "author": author}
    found = source_record(source("Texte.", published=published, url=url, **known))
    assert found.keys() == SOURCE
    assert found["label"].strip()
    assert "None" not in found["label"] or "None" in f"{title}{publisher}{author}"
    for said in (title, publisher, author):
        assert said is None or said in found["label"]
    assert published is None or str(int(published[:4])) in found["label"]


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "source non datée, sans titre"),
        ({"title": "Un pont"}, "«\u00a0Un pont\u00a0», source non datée"),
        ({"published": "2024-06-01"}, "1er juin 2024, sans titre"),
        (
            {
                "title": "Un pont",
                "author": "A. B",
                "publisher": "Presse",
                "published": "2024-06-25",
            },
            "A. B, «\u00a0Un pont\u00a0», Presse, 25 juin 2024",
        ),
        (
            {"publisher": "Presse", "published": "2024-12-31T23:59:00+02:00"},
            "Presse, sans titre, 31 décembre 2024",
        ),
    ],
)
def test_a_source_is_named_as_the_press_does(known: dict[str, str], label: str) -> None:
    assert source_record(source("Texte.", **known))["label"] == label


def test_a_citation_s_record_alone() -> None:
    check_citation(citation_record(Citation(1, Span(TWO, 0, 8), (), Zone.TITLE)))


def _outcomes(engine: Engine) -> dict[str, Outcome]:
    """Answer, or refuse for every reason that a question can bring about."""
    asked = "Combien de ponts compte la ville de Nantes ?"
    settings, considered = engine.settings, engine.consider(Question(asked))
    closed = settings.model_copy(update={"zones": frozenset({Zone.CAPTION})})
    without = Engine(closed, engine.index, HashingEncoder())
    silent = Engine(settings, engine.index, HashingEncoder(), _Silent())
    return {
        "answered": engine.decide(considered, 0.0),
        "low_confidence": engine.decide(considered, 1.1),
        "empty_question": engine.ask(Question(" ?! ")),
        "too_long": engine.ask(Question("a" * (settings.max_question + 1))),
        "invalid_text": engine.ask(Question("Qui\ud800 ?")),
        "no_passage": without.ask(Question(asked)),
        "no_span": silent.ask(Question(asked)),
    }


class _Silent:
    """A reader that finds nothing."""

    name = "sentences"

    def read(self, _question: str, _hits: object) -> tuple[Candidate, ...]:
        return ()


def test_the_engine_s_records_are_of_the_contract(engine: Engine) -> None:
    texts = {found.id: found.text for found in engine.corpus.sources}
    outcomes = _outcomes(engine)
    for name, outcome in outcomes.items():
        found = record(outcome)
        check(found, texts)
        assert found["reason"] == (None if name == "answered" else name)
        assert (found["corpus"], found["version"]) == (
            engine.corpus.fingerprint,
            version("sourcier"),
        )


def test_a_source_keeps_its_own_characters(tmp_path: Path) -> None:
    text = "Le 🏛️ de l’e\u0301te\u0301 compte 𝟛 ponts\u202f; \ttant pis.\r\n"
    one = engine_on(write(tmp_path / "s", {"a.txt": text}), tmp_path / "c")
    outcome = one.decide(one.consider(Question("Combien de ponts ?")), 0.0)
    check(record(outcome), {"a": text})
    assert isinstance(outcome, Answer)
