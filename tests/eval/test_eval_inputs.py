"""What the bench is given: a sheet, a SQuAD file, cases whose answers are to be placed."""

import json
import re

import pytest
from eval_bench import SOURCES, Bench, Ran

from eval.folder import load_run
from rag.calibrate.cases import load_cases

SHEET = (
    "id;question;réponse;source\n"
    "chenes;Combien de chênes la commune a-t-elle plantés ?;12 chênes;chenes\n"
    "rugby;Qui a gagné la finale de rugby ?;;\n"
)


def test_a_spreadsheet_is_run_as_cases_are(bench: Bench, ran: Ran) -> None:
    sheet = bench.cases.with_suffix(".csv")
    sheet.write_text(SHEET, encoding="utf-8")
    for command in (("run", sheet, "--out", bench.out), ("retrieval", sheet)):
        code, out, err = ran(*command, "--sources", bench.sources)
        assert code == 0, err
        assert out
    one, two = load_run(bench.out).predictions
    (gold,) = one.case.answers
    assert SOURCES["chenes.txt"][gold.start : gold.end] == gold.text
    assert (one.case.kind, two.case.kind, two.case.answerable) == ("number", "near-miss", False)
    sheet.write_text(SHEET + "rugby;Qui ?;;\n", encoding="utf-8")
    code, out, err = ran("run", sheet, "--sources", bench.sources)
    assert (code, out) == (1, "")
    assert "ligne 4, colonne A" in err


SQUAD = {
    "data": [
        {
            "title": "Nantes",
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": name,
                            "question": f"Que dit {name} ?",
                            "answers": [{"text": text[:9], "answer_start": 0}] * 2,
                        },
                        {"id": f"{name}-non", "question": "Qui a gagné ?", "answers": []},
                    ],
                }
                for name, text in SOURCES.items()
            ],
        }
    ]
}


def test_a_squad_file_brings_its_own_sources(bench: Bench, ran: Ran) -> None:
    squad = bench.cases.with_suffix(".json")
    squad.write_text(json.dumps(SQUAD), encoding="utf-8")
    code, out, err = ran("run", squad, "--out", bench.out)
    assert code == 0, err
    assert "(n = 4," in out.splitlines()[0]
    run = load_run(bench.out)
    assert set(run.sources.values()) == set(SOURCES.values())
    for one in run.predictions:
        assert one.case.answerable is (not one.case.id.endswith("-non"))
        for gold in one.case.answers:
            assert run.sources[gold.source][gold.start : gold.end] == gold.text
    assert len(run.predictions[0].case.answers) == 1
    code, _, err = ran("run", squad, "--sources", bench.sources)
    assert code == 1
    assert "--sources" in err


@pytest.mark.parametrize("content", ["{", "[]", '{"data": [{}]}', '{"data": [{"paragraphs": 1}]}'])
def test_a_file_that_is_not_squad_s_is_said(bench: Bench, ran: Ran, content: str) -> None:
    squad = bench.cases.with_suffix(".json")
    squad.write_text(content, encoding="utf-8")
    code, out, err = ran("run", squad)
    assert (code, out) == (1, "")
    assert err.startswith("Erreur")
    assert "SQuAD" in err


def test_an_answer_of_squad_s_that_stands_elsewhere_is_said(bench: Bench, ran: Ran) -> None:
    astray = json.loads(json.dumps(SQUAD))
    asked = astray["data"][0]["paragraphs"][0]["qas"][0]
    asked["answers"][1]["answer_start"] = 3
    squad = bench.cases.with_suffix(".json")
    squad.write_text(json.dumps(astray), encoding="utf-8")
    for command in ("run", "squad"):
        code, out, err = ran(command, squad)
        assert (code, out) == (1, "")
        assert asked["id"] in err
        assert asked["answers"][1]["text"] in err


def test_answers_of_a_sheet_that_no_source_has_are_said_by_their_cells(
    bench: Bench, ran: Ran
) -> None:
    sheet = bench.cases.with_suffix(".csv")
    rows = "id;question;réponse;source\na;Qui ?;;\nb;Où ?;nulle part;ponts\nc;Où ?;là;ailleurs\n"
    sheet.write_text(rows, encoding="utf-8")
    code, _, err = ran("run", sheet, "--sources", bench.sources)
    assert code == 0
    assert "b (ligne 3, colonne C), c (ligne 4, colonne C)" in err
    assert "Sources inconnues\u00a0: ailleurs." in err


def test_anchoring_finds_the_answers_again(bench: Bench, ran: Ran) -> None:
    code, out, err = ran("anchor", bench.cases, "--sources", bench.sources)
    assert (code, out) == (0, "")
    assert err.splitlines()[-1].startswith("3 cas")
    for case in load_cases(bench.cases):
        for gold in case.answers:
            text = SOURCES[f"{gold.source}.txt"]
            assert text[gold.start : gold.end] == gold.text
        assert len(case.passages) == len(case.answers)
        for place, gold in zip(case.passages, case.answers, strict=True):
            assert place.start <= gold.start < gold.end <= place.end


def test_anchoring_follows_a_source_that_moves(bench: Bench, ran: Ran) -> None:
    ran("anchor", bench.cases, "--sources", bench.sources)
    before = load_cases(bench.cases)
    moved = "Mis à jour lundi\r\n\r\n" + SOURCES["chenes.txt"].replace(
        "12 chênes", "12\u00a0chênes"
    )
    (bench.sources / "chenes.txt").write_bytes(moved.encode())
    assert ran("anchor", bench.cases, "--sources", bench.sources)[0] == 0
    after = load_cases(bench.cases)
    (gold,) = after[0].answers
    assert gold.text == "12\u00a0chênes" == moved[gold.start : gold.end]
    assert gold.start == before[0].answers[0].start + len("Mis à jour lundi\r\n\r\n")
    assert after[1:] == before[1:]
    again = bench.cases.read_bytes()
    ran("anchor", bench.cases, "--sources", bench.sources)
    assert bench.cases.read_bytes() == again


def test_anchoring_pins_each_place_and_uses_what_stands_around(bench: Bench, ran: Ran) -> None:
    text = "Le pont ferme à 12 heures. Le parc ferme à 12 heures. Le musée ferme à 12 heures.\n"
    (bench.sources / "heures.txt").write_bytes(text.encode())
    base = {"kind": "date", "answerable": True, "question": "À quelle heure ?"}
    gold = {"source": "heures", "text": "12 heures"}
    one = {**base, "id": "un", "answers": [{**gold, "prefix": "parc ferme à"}]}
    two = {**base, "id": "deux", "answers": [{**gold, "suffix": ". Le parc"}]}
    every = {**base, "id": "tous", "answers": [gold]}
    bench.cases.write_text(
        "".join(json.dumps(row) + "\n" for row in (one, two, every)), encoding="utf-8"
    )
    ran("anchor", bench.cases, "--sources", bench.sources)
    places = [match.start() for match in re.finditer("12 heures", text)]
    starts = [[gold.start for gold in case.answers] for case in load_cases(bench.cases)]
    assert starts == [[places[1]], [places[0]], places]
    held = {gold.text for case in load_cases(bench.cases) for gold in case.answers}
    assert held == {"12 heures"}


def test_an_answer_that_is_gone_is_named_and_kept(bench: Bench, ran: Ran) -> None:
    (bench.sources / "ponts.txt").write_bytes("Il n’y a plus de pont à Nantes.\n".encode())
    code, _, err = ran("anchor", bench.cases, "--sources", bench.sources)
    assert code == 0
    assert "ponts" in err.splitlines()[-1]
    (gold,) = load_cases(bench.cases)[1].answers
    assert (gold.text, gold.start) == ("42 ponts", None)
