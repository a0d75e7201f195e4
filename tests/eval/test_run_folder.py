"""The run folder: what is written is read, and what is broken is named."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from run_making import answered, case_of, quote, refused, run_of, runs

from eval import folder
from eval.folder import Run, load_run, save_run
from rag.errors import CasesError

SOURCES = {"a": "42 ponts\r\nsur la Loire\u2028\n"}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with a run of two cases."""
    one, two = case_of("42 ponts", name="un"), case_of(name="deux")
    cited = quote("a", 0, "42 ponts", speaker=None)
    save_run(run_of(answered(one, "42 ponts", cited), refused(two), sources=SOURCES), tmp_path)
    return tmp_path


@given(runs())
def test_a_run_is_read_as_it_was_written(run: Run) -> None:
    with TemporaryDirectory() as scratch:
        save_run(run, Path(scratch) / "new" / "run")
        assert load_run(Path(scratch) / "new" / "run") == run
        assert not list(Path(scratch).rglob("*.part"))


def test_the_record_is_kept_whole_and_newlines_as_they_are(saved: Path) -> None:
    run = load_run(saved)
    assert run.predictions[0].record["citations"][0]["speaker"] is None
    assert run.sources == SOURCES
    assert run.about.n == 2


def test_a_case_without_prediction_is_a_miss(saved: Path) -> None:
    file = saved / folder.PREDICTIONS
    for number, name in ((0, "un"), (1, "deux")):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        run = load_run(saved)
        assert [one.case.id for one in run.predictions] == ["un", "deux"]
        (gone,) = [one for one in run.predictions if one.missing]
        assert gone.case.id == name
        assert (gone.right, gone.answered, gone.given) == (False, False, "")
        assert not gone.candidate_right
        file.write_text("".join(lines), encoding="utf-8")


def test_a_line_that_was_being_written_does_not_count(saved: Path) -> None:
    file = saved / folder.PREDICTIONS
    whole = file.read_bytes()
    second = whole.index(b"\n") + 1
    for end in (second, second + 1, len(whole) - 20, len(whole) - 1):
        file.write_bytes(whole[:end])
        assert [one.missing for one in load_run(saved).predictions] == [False, True]


def test_predictions_come_in_the_order_of_the_cases(saved: Path) -> None:
    file = saved / folder.PREDICTIONS
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(reversed(lines)), encoding="utf-8")
    assert [one.case.id for one in load_run(saved).predictions] == ["un", "deux"]


def test_a_folder_of_another_tool_needs_two_files(saved: Path) -> None:
    whole = load_run(saved)
    (saved / folder.CASES).unlink()
    (saved / folder.SOURCES).unlink()
    assert load_run(saved).predictions == whole.predictions
    assert load_run(saved).sources == {}


def lines_of(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    """Return what changes the lines of the predictions."""

    def changed(path: Path) -> None:
        file = path / folder.PREDICTIONS
        lines = change(file.read_text(encoding="utf-8").splitlines())
        file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")

    return changed


def in_record(key: str, value: object) -> Callable[[Path], None]:
    """Return what puts a value in the first record."""

    def change(lines: list[str]) -> list[str]:
        row = json.loads(lines[0])
        row["record"][key] = value
        return [json.dumps(row), *lines[1:]]

    return lines_of(change)


def about_with(key: str, value: object) -> Callable[[Path], None]:
    """Return what puts a value in `run.json`."""

    def changed(path: Path) -> None:
        file = path / folder.ABOUT
        row = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(row | {key: value}), encoding="utf-8")

    return changed


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (lambda path: (path / folder.ABOUT).unlink(), "run.json"),
        (lambda path: (path / folder.PREDICTIONS).unlink(), "predictions.jsonl"),
        (lambda path: (path / folder.ABOUT).write_text("{"), "run.json"),
        (lambda path: (path / folder.ABOUT).write_bytes(b"\xff"), "run.json"),
        (lambda path: (path / folder.SOURCES).write_text("{}\n"), "sources.jsonl, ligne 1"),
        (lambda path: (path / folder.CASES).write_text("{}\n"), "cases.jsonl, ligne 1"),
        (about_with("format", 2), "« format »"),
        (about_with("machine", None), "« machine »"),
        (about_with("n", "2"), "« n »"),
        (lines_of(lambda lines: [lines[0], "{"]), "predictions.jsonl, ligne 2"),
        (lines_of(lambda lines: [lines[0], "", "[]"]), "predictions.jsonl, ligne 3"),
        (lines_of(lambda lines: [lines[0], lines[0]]), "ligne 2"),
        (in_record("status", "perhaps"), "ligne 1"),
        (in_record("spans", None), "ligne 1"),
        (in_record("spans", [{"source_id": "a", "start": 0, "end": 8}]), "ligne 1"),
        (in_record("citations", [{"source_id": "a", "start": "0"}]), "ligne 1"),
        (lambda path: (path / folder.CASES).write_text(""), "« un »|« deux »"),
    ],
)
def test_what_is_broken_is_named_in_french(
    saved: Path, harm: Callable[[Path], object], named: str
) -> None:
    harm(saved)
    with pytest.raises(CasesError) as caught:
        load_run(saved)
    said = str(caught.value)
    assert str(saved) in said
    assert any(part in said.replace("\u00a0", " ") for part in named.split("|"))
    assert "\n" not in said


def test_lacking_predictions_without_the_cases_are_said(saved: Path) -> None:
    (saved / folder.CASES).unlink()
    lines_of(lambda lines: lines[:1])(saved)
    with pytest.raises(CasesError, match=r"trouvées, 1.*annoncés, 2"):
        load_run(saved)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CasesError, match=r"run\.json"):
        save_run(run_of(), tmp_path / "file")
