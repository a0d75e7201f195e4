"""One question: the record for a program, the view for a person, and hostile questions."""

import json
from pathlib import Path

import pytest
from cli_command import Command, Fresh
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import Reason

QUESTION = "Combien de procédures le parquet de Lyon a-t-il ouvertes ?"
FIELDS = {
    *("question", "language", "understood", "status", "reason", "answer", "parts", "spans"),
    *("citations", "agreement", "nearest", "confidence", "notices", "help", "suggestions"),
    *("corpus", "version", "timings_ms"),
}


def test_json_is_one_record_on_one_line(sourcier: Command) -> None:
    ran = sourcier("ask", "--json", QUESTION, SOURCIER_THRESHOLD="0")

    (record,) = ran.records
    assert ran.code == 0
    assert record.keys() >= FIELDS
    assert (record["question"], record["status"]) == (QUESTION, "answered")
    assert "".join(part["text"] for part in record["parts"]) == record["answer"]
    assert "é".encode() in ran.out, "French is written as it is, not escaped"


def test_the_first_question_makes_the_index_and_says_so(fresh: Fresh) -> None:
    command, cache = fresh.command, fresh.cache

    first, second = command("ask", QUESTION), command("ask", QUESTION)

    assert first.said == "Construction de l’index des sources…"
    assert second.err == ""
    assert first.out == second.out
    assert cache.is_dir()


def test_a_person_reads_the_answer_then_its_passage(sourcier: Command) -> None:
    (record,) = sourcier("ask", "--json", QUESTION, SOURCIER_THRESHOLD="0").records
    ran = sourcier("ask", QUESTION, SOURCIER_THRESHOLD="0", FORCE_COLOR="1")

    lines = ran.out.decode().split("\n")
    (citation,) = record["citations"]
    assert lines[0] == record["answer"]
    assert lines[2].startswith(f"[1] {citation['label']}")
    assert lines[3].strip() == f"«\u00a0{citation['quote']}\u00a0»"
    assert lines[-2].startswith("Confiance\u00a0: ")
    assert "\x1b" not in ran.out.decode(), "no colour codes elsewhere than on a terminal"
    assert (ran.code, ran.err) == (0, "")


def test_a_refusal_shows_the_nearest_passages_as_such(sourcier: Command) -> None:
    ran = sourcier("ask", QUESTION, SOURCIER_THRESHOLD="1")

    lines = ran.out.decode().split("\n")
    assert ran.code == 0
    assert lines[0] == "Les sources ne permettent pas de répondre à cette question."
    assert lines[2] == "Passages les plus proches\u00a0:"
    assert lines[4].startswith("[1] ")
    assert "Confiance" not in ran.out.decode()


def test_history_is_passed_on_and_judged(sourcier: Command) -> None:
    ran = sourcier("ask", "--json", "--history", "Qui ?", "--history", "\ud800", QUESTION)

    assert ran.records[0]["reason"] == Reason.INVALID_TEXT


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason.EMPTY_QUESTION),
        (" \n\t", Reason.EMPTY_QUESTION),
        ("?" * 50, Reason.EMPTY_QUESTION),
        ("mot " * 2500, Reason.TOO_LONG),
        ("Qui\x00 ?", Reason.INVALID_TEXT),
        ("Qui \ud83d ?", Reason.INVALID_TEXT),
        ("Qui \x1b[31m ?", Reason.INVALID_TEXT),
    ],
)
def test_questions_that_no_source_is_asked(sourcier: Command, question: str, reason: str) -> None:
    ran = sourcier("ask", "--json", "--", question)
    view = sourcier("ask", "--", question)

    assert (ran.code, ran.err) == (view.code, view.err) == (0, "")
    (record,) = ran.records
    assert (record["question"], record["reason"]) == (question, reason)
    assert view.out.decode() == record["answer"] + "\n"


@pytest.mark.parametrize(
    "question",
    ["<script>alert(1)</script>", "[bold]Qui[/bold] ? [/]", "--help", "{0} %s", ":smile: qui"],
)
def test_questions_are_only_words(sourcier: Command, question: str) -> None:
    ran = sourcier("ask", "--json", "--", question)

    assert (ran.code, ran.err) == (0, "")
    assert ran.records[0]["question"] == question
    assert sourcier("ask", "--", question).code == 0


@settings(max_examples=25, deadline=None)
@given(question=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_gives_one_record(sourcier: Command, question: str) -> None:
    ran = sourcier("ask", "--json", "--", question)
    view = sourcier("ask", "--", question)

    assert (ran.code, ran.err) == (view.code, view.err) == (0, "")
    assert ran.records[0]["question"] == question
    assert ran.out.count(b"\n") == len(ran.out.decode().splitlines()) == 1
    assert "\x1b" not in view.out.decode()


def test_bytes_that_are_no_text_are_refused(sourcier: Command) -> None:
    with sourcier.start("ask", "--json", b"Qui \xff\xfe ?") as child:
        out, err = child.communicate()

    assert json.loads(out)["reason"] == Reason.INVALID_TEXT
    assert (child.returncode, err) == (0, b"")


def test_a_missing_folder_is_said_in_one_line(sourcier: Command, tmp_path: Path) -> None:
    missing = tmp_path / "nulle\x1bpart"
    ran = sourcier("ask", QUESTION, "--sources", str(missing))

    assert (ran.code, ran.out) == (1, b"")
    assert ran.said.startswith("Erreur\u00a0: ")
    assert "nulle␛part" in ran.said


def test_the_flag_is_stronger_than_the_environment(sourcier: Command, tmp_path: Path) -> None:
    (tmp_path / "seul.txt").write_text("Le lac contient 7 carpes.\n", encoding="utf-8")
    ran = sourcier("sources", "--json", "--sources", str(tmp_path))

    assert [source["source_id"] for source in ran.records[0]["sources"]] == ["seul"]


def test_without_a_folder_the_seeds_of_the_working_folder_are_used(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, folder = fresh.command, fresh.folder
    (folder.parent / "ici").mkdir()
    folder.rename(folder.parent / "ici" / "seeds")
    monkeypatch.chdir(folder.parent / "ici")

    ran = command("sources", "--json", SOURCIER_SOURCES="")

    assert [source["source_id"] for source in ran.records[0]["sources"]] == [
        *("dossier--note", "hostile", "lignes", "proces")
    ]
