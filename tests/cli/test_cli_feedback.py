"""`sourcier feedback`: what was kept, as text, JSON lines or a table."""

import csv
import io
from dataclasses import asdict
from pathlib import Path

import pytest
from cli_command import Command

from ui.cli import texts
from ui.feedback import Opinion, Opinions, home

FROM = {"corpus": "0" * 64, "version": "0.1.0"}
SAID = (
    Opinion("2026-01-02", useful=True, reason=None, question=None, **FROM),
    Opinion(
        "2026-01-03",
        useful=False,
        reason="=HYPERLINK(1)",
        question="Où,\n« \x1b[31m » ?",
        **FROM,
    ),
)


@pytest.fixture
def kept(sourcier: Command, tmp_path: Path) -> Command:
    """The command, with opinions on its sources."""
    folder = home(tmp_path, Path(sourcier.environment["SOURCIER_SOURCES"]))
    for opinion in SAID:
        Opinions(folder).add(opinion)
    return sourcier.having({"SOURCIER_WEB_DATA": str(tmp_path), "SOURCIER_WEB_FEEDBACK": "true"})


def test_opinions_are_given_one_a_line(kept: Command) -> None:
    ran = kept("feedback")

    first, second = ran.out.decode().splitlines()
    assert first.split("\t") == ["2026-01-02", texts.USEFUL[True], "", ""]
    assert second.split("\t")[1:] == [texts.USEFUL[False], "=HYPERLINK(1)", "Où, « ␛[31m » ?"]
    assert (ran.code, ran.said) == (0, texts.feedback_counts(2, 1))


def test_json_gives_them_whole(kept: Command) -> None:
    assert kept("feedback", "--json").records == [asdict(opinion) for opinion in SAID]


def test_a_table_runs_nothing_in_a_spreadsheet(kept: Command) -> None:
    out = kept("feedback", "--csv").out
    head, first, second = csv.reader(io.StringIO(out.decode("utf-8-sig"), newline=""))
    assert head == list(asdict(SAID[0]))
    assert first == ["2026-01-02", "true", "", "", "0" * 64, "0.1.0"]
    assert second[2:4] == ["'=HYPERLINK(1)", SAID[1].question]


def test_nothing_kept_is_said_with_the_setting(sourcier: Command, tmp_path: Path) -> None:
    ran = sourcier("feedback", SOURCIER_WEB_DATA=str(tmp_path))

    assert (ran.code, ran.out) == (0, b"")
    assert ran.err.splitlines() == [texts.feedback_counts(0, 0), texts.FEEDBACK_IS_OFF]
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_is_none_is_said(kept: Command, tmp_path: Path) -> None:
    (file,) = tmp_path.rglob("*.jsonl")
    file.write_bytes(file.read_bytes() + b"{\n")
    ran = kept("feedback", "--json")

    assert len(ran.records) == 2
    assert ran.err.splitlines()[-1] == texts.feedback_unreadable(1)


def test_json_and_csv_do_not_go_together(kept: Command) -> None:
    assert kept("feedback", "--json", "--csv").code == 2
