"""Files of cases: what is written is read, and a wrong line is named."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Corpus, Source, SourcierError
from rag.calibrate.cases import (
    Agreement,
    Case,
    CasesError,
    Gold,
    Kind,
    Place,
    Position,
    load_cases,
    misplaced,
    save_cases,
)

TEXT = "Le maire a planté 12 chênes mardi."
ROW = {
    "id": "q1",
    "question": "Combien de chênes ?",
    "kind": "number",
    "answerable": True,
    "answers": [{"source": "a", "text": "12 chênes", "start": 18, "end": 27}],
}
UNANSWERABLE = {"id": "q2", "question": "Qui a gagné ?", "kind": "off-subject", "answerable": False}
PRESS = Path(__file__).resolve().parents[2] / "eval" / "cases"

words = st.text(max_size=12)
golds = st.builds(
    Gold,
    source=words,
    text=words,
    prefix=words,
    suffix=words,
    start=st.none() | st.integers(0, 99),
    end=st.none() | st.integers(0, 99),
)
agreements = st.none() | st.builds(
    Agreement,
    kind=st.sampled_from(["single", "corroborated", "disagreement"]),
    positions=st.lists(
        st.builds(Position, value=words, sources=st.lists(words, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)


@st.composite
def cases(draw: st.DrawFn) -> list[Case]:
    """Draw cases with distinct ids."""
    found = []
    for case_id in draw(st.sets(words, max_size=4)):
        answers = draw(st.lists(golds, max_size=2))
        found.append(
            Case(
                id=case_id,
                question=draw(words),
                history=tuple(draw(st.lists(words, max_size=2))),
                language=draw(st.sampled_from(["fr", "en"])),
                kind=draw(st.sampled_from(Kind.__args__)),
                answerable=bool(answers),
                answers=tuple(answers),
                passages=tuple(
                    draw(st.lists(st.builds(Place, source=words, start=..., end=...), max_size=1))
                ),
                agreement=draw(agreements),
                split=draw(st.sampled_from(["dev", "test"])),
                note=draw(words),
            )
        )
    return found


def written(folder: Path, *lines: object) -> Path:
    """Write a file of cases; text goes as it is."""
    path = folder / "cas.jsonl"
    said = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(said) + "\n", encoding="utf-8")
    return path


@given(cases())
def test_cases_written_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, found: list[Case]
) -> None:
    path = tmp_path_factory.getbasetemp() / "aller-retour.jsonl"
    save_cases(found, path)
    assert load_cases(path) == found


def test_blank_lines_are_passed_over_and_defaults_hold(tmp_path: Path) -> None:
    first, second = load_cases(written(tmp_path, ROW, "", "  ", UNANSWERABLE))
    assert (first.id, first.language, first.split, first.history) == ("q1", "fr", "dev", ())
    assert first.answers == (Gold(source="a", text="12 chênes", start=18, end=27),)
    assert (second.answerable, second.answers) == (False, ())


WRONG = {
    "no JSON": "{",
    "no object": "[]",
    "a text": '"Qui ?"',
    "an unknown key": {**ROW, "reponse": "12"},
    "an unknown key in an answer": {**ROW, "answers": [{"source": "a", "text": "b", "mot": 1}]},
    "no question": {key: value for key, value in ROW.items() if key != "question"},
    "an unknown kind": {**ROW, "kind": "nombre"},
    "an unknown split": {**ROW, "split": "train"},
    "an id that is no text": {**ROW, "id": 3},
    "answerable without an answer": {**ROW, "answers": []},
    "unanswerable with an answer": {**ROW, "answerable": False},
    "an id that stands twice": {**UNANSWERABLE, "id": "q0"},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_named(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, {**UNANSWERABLE, "id": "q0"}, "", WRONG[name], UNANSWERABLE)
    with pytest.raises(CasesError) as error:
        load_cases(path)
    (line,) = str(error.value).splitlines()
    assert line.startswith(f"{path}, ligne 3")
    assert isinstance(error.value, SourcierError)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", '{"id": "é"}'.encode("latin-1")])
def test_a_file_that_is_no_text_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cas.jsonl"
    path.write_bytes(data)
    for wrong in (path, tmp_path / "absent.jsonl", tmp_path):
        with pytest.raises(CasesError) as error:
            load_cases(wrong)
        assert str(wrong) in str(error.value)
        assert len(str(error.value).splitlines()) == 1


def test_answers_that_are_not_where_they_say_are_named() -> None:
    corpus = Corpus((Source(id="a", path="a.txt", text=TEXT, digest=""),))
    right = Case.model_validate(ROW)
    assert list(misplaced([right], corpus)) == []
    places = [
        {"source": "a", "text": "12 chênes", "start": 17, "end": 26},
        {"source": "a", "text": "12 chênes"},
        {"source": "b", "text": "12 chênes", "start": 18, "end": 27},
        {"source": "a", "text": "13 chênes", "start": 18, "end": 27},
        {"source": "a", "text": "12 chênes", "start": 18, "end": None},
    ]
    wrong = [Case.model_validate({**ROW, "answers": [place]}) for place in places]
    told = list(misplaced(wrong, corpus))
    assert len(told) == len(places)
    assert all(line.startswith("q1") and "chênes" in line for line in told)


@pytest.mark.parametrize("path", sorted(PRESS.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_cases_that_come_with_the_product_can_be_read(path: Path) -> None:
    assert load_cases(path)
