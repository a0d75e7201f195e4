"""A batch: one record a line, in order, whatever the lines are worth."""

import json
from pathlib import Path

import pytest
from cli_command import Command, batch

from rag import Reason

GOOD = {"id": "bonne", "question": "Combien de ponts compte Nantes ?"}


def test_a_hundred_questions_come_back_in_order(sourcier: Command, tmp_path: Path) -> None:
    subjects = ("le parquet de Lyon", "Nantes", "Zorglub", "la Loire")
    asked = [
        {"id": n if n % 2 else f"q{n}", "question": f"Que dit {subjects[n % 4]}, fois {n} ?"}
        for n in range(100)
    ]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(batch(asked))
    sourcier("index")

    ran = sourcier("ask", "--batch", str(file))

    assert (ran.code, ran.err) == (0, "")
    assert [(r["id"], r["question"]) for r in ran.records] == [
        (a["id"], a["question"]) for a in asked
    ]
    assert all(next(iter(record)) == "id" for record in ran.records)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("pas du JSON", None),
        ('{"id": "a", "question": "coupée', None),
        (b"[" * 100_000, None),
        (b"9" * 5000, None),
        (["id", "question"], None),
        ("null", None),
        ({"id": "a"}, "a"),
        ({"id": "a", "question": None}, "a"),
        ({"id": 7, "question": ["Qui ?"]}, 7),
        ({"id": "a", "question": "Qui ?", "history": "Quoi ?"}, "a"),
        ({"id": "a", "question": "Qui ?", "history": None}, "a"),
        ({"id": "a", "question": "Qui ?", "history": ["Quoi ?", 1]}, "a"),
        ({"id": ["a"], "question": "Qui ?"}, None),
        ({"id": True, "question": "Qui ?"}, None),
        ({"id": 1.5, "question": "Qui ?"}, None),
    ],
)
def test_a_bad_line_is_refused_in_its_place(sourcier: Command, line: object, kept: object) -> None:
    ran = sourcier("ask", "--batch", "-", stdin=batch([GOOD, line, GOOD]))

    first, bad, last = ran.records
    assert ran.code == 1
    assert ran.err.startswith("Ligne illisible dans le lot\u00a0: 2.")
    assert first["id"] == last["id"] == "bonne"
    assert first["reason"] != Reason.INVALID_INPUT
    assert {**first, "timings_ms": 0} == {**last, "timings_ms": 0}
    assert (bad["id"], bad["status"], bad["reason"]) == (kept, "refused", "invalid_input")
    assert bad["answer"]
    assert bad.keys() == first.keys()


def test_a_question_that_cannot_be_asked_is_no_bad_line(sourcier: Command) -> None:
    lines = [
        '{"id": 1, "question": "\\ud800"}',
        {"id": 2, "question": ""},
        {"question": "Sans identifiant ?"},
        {"id": 4, "question": "Et ensuite ?", "history": ["Qui ?"], "autre": 1},
    ]
    ran = sourcier("ask", "--json", "--batch", "-", stdin=batch(lines))

    assert ran.code == 0
    assert [record["id"] for record in ran.records] == [1, 2, None, 4]
    assert ran.records[0]["question"] == "\ud800"
    assert [r["reason"] for r in ran.records[:2]] == ["invalid_text", "empty_question"]


def test_blank_lines_a_mark_and_windows_ends_are_passed_over(sourcier: Command) -> None:
    line = json.dumps(GOOD).encode()
    ran = sourcier("ask", "--batch", "-", stdin=b"\xef\xbb\xbf" + line + b"\r\n\r\n  \n" + line)

    assert ran.code == 0
    assert [record["id"] for record in ran.records] == ["bonne", "bonne"]


def test_an_empty_batch_gives_nothing(sourcier: Command) -> None:
    ran = sourcier("ask", "--batch", "-", stdin=b"\n\n")

    assert (ran.code, ran.out, ran.err) == (0, b"", "")


def test_a_missing_file_is_said_in_one_line(sourcier: Command, tmp_path: Path) -> None:
    missing = sourcier("ask", "--batch", str(tmp_path / "absent.jsonl"))
    folder = sourcier("ask", "--batch", str(tmp_path))

    assert (missing.code, folder.code) == (1, 1)
    assert missing.said.startswith("Erreur\u00a0: Fichier de questions illisible\u00a0: ")
    assert "introuvable" in missing.said
    assert missing.out == folder.out == b""


def test_a_file_in_another_encoding_answers_nothing(sourcier: Command, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(batch([GOOD]) + '{"id": 2, "question": "Où ?"}'.encode("latin-1"))

    ran = sourcier("ask", "--batch", str(file))

    assert (ran.code, ran.out) == (1, b"")
    assert "n’est pas en UTF-8 (ligne 2)" in ran.said


def test_each_record_comes_before_the_next_question(sourcier: Command) -> None:
    sourcier("index")
    with sourcier.start("ask", "--batch", "-") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for number in range(3):
            child.stdin.write(batch([{"id": number, "question": "Qui est Zorglub ?"}]))
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
        assert child.wait() == 0
