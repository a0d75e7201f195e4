"""A run that is cut short goes on where it stopped; a run of something else starts anew."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from run_making import ABOUT, answered, case_of, refused

from eval import folder
from eval.about import commit
from eval.folder import Prediction, load_run
from eval.run import Work, run
from rag.calibrate.cases import Case

CASES = [case_of("42 ponts", name=f"q{number}") for number in range(6)]
SOURCES = {"a": "42 ponts sur la Loire", "b": "Nobody speaks of this one"}


class Cut(Exception):  # noqa: N818 - it stands for a kill, not for an error
    """The end of a process."""


def asking(asked: list[str], last: int = 99) -> Callable[[Case], Prediction]:
    """Return a system that notes what it is asked, and dies after `last` cases."""

    def ask(case: Case) -> Prediction:
        if len(asked) == last:
            raise Cut
        asked.append(case.id)
        if case.id == "q4":
            return refused(case)
        return answered(case, "42 ponts")

    return ask


def cut_short(out: Path, after: int = 3) -> None:
    """Leave a run of the cases that stopped after some."""
    with pytest.raises(Cut):
        run(CASES, asking([], after), ABOUT, SOURCES, Work(out))


@pytest.mark.parametrize("torn", [b"", b"{", b'{"case": {"id": "q3"'])
def test_only_what_is_left_is_asked(tmp_path: Path, torn: bytes) -> None:
    cut_short(tmp_path)
    assert [one.missing for one in load_run(tmp_path).predictions] == [False] * 3 + [True] * 3
    with (tmp_path / folder.PREDICTIONS).open("ab") as stream:
        stream.write(torn)
    asked: list[str] = []
    said: list[str] = []
    told: list[tuple[int, int]] = []
    work = Work(tmp_path, said.append, lambda done, total: told.append((done, total)))
    ended = run(CASES, asking(asked), ABOUT, SOURCES, work)
    assert asked == ["q3", "q4", "q5"]
    assert told == [(4, 6), (5, 6), (6, 6)]
    assert len(said) == 1
    assert "3 cas sur 6" in said[0]
    assert load_run(tmp_path) == ended
    assert ended.predictions == run(CASES, asking([]), ABOUT, SOURCES).predictions
    assert ended.sources == {"a": SOURCES["a"]}
    assert ended.about.n == 6


def test_a_run_cut_twice_is_taken_up_twice(tmp_path: Path) -> None:
    cut_short(tmp_path, 2)
    with pytest.raises(Cut):
        run(CASES, asking([], 2), ABOUT, SOURCES, Work(tmp_path))
    asked: list[str] = []
    run(CASES, asking(asked), ABOUT, SOURCES, Work(tmp_path))
    assert asked == ["q4", "q5"]


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 0.6},
        {"commit": "other"},
        {"corpus": "other"},
        {"system": "bm25"},
        {"settings": {"model": "other"}},
        {"versions": {}},
        {"index": {}},
    ],
)
def test_something_else_starts_anew(tmp_path: Path, change: dict[str, object]) -> None:
    cut_short(tmp_path)
    asked: list[str] = []
    other = replace(ABOUT, **change)
    run(CASES, asking(asked), other, SOURCES, Work(tmp_path))
    assert len(asked) == len(CASES)
    assert load_run(tmp_path).about.threshold == other.threshold


def test_a_run_that_ended_is_made_again(tmp_path: Path) -> None:
    run(CASES, asking([]), ABOUT, SOURCES, Work(tmp_path))
    asked: list[str] = []
    run(CASES, asking(asked), ABOUT, SOURCES, Work(tmp_path))
    assert len(asked) == len(CASES)


def test_a_case_that_changed_is_asked_again(tmp_path: Path) -> None:
    cut_short(tmp_path)
    changed = [CASES[0].model_copy(update={"question": "Et combien de ponts ?"}), *CASES[1:]]
    asked: list[str] = []
    about = replace(ABOUT, cases_sha256="ef" * 32)
    ended = run(changed, asking(asked), about, SOURCES, Work(tmp_path))
    assert asked == ["q0", "q3", "q4", "q5"]
    assert [one.case for one in ended.predictions] == changed
    assert load_run(tmp_path).about.cases_sha256 == "ef" * 32


def test_files_of_something_else_are_replaced(tmp_path: Path) -> None:
    (tmp_path / folder.ABOUT).write_text('{"n": 3, "figures": []}', encoding="utf-8")
    (tmp_path / folder.PREDICTIONS).write_text('{"id": "q0"}\n', encoding="utf-8")
    ended = run(CASES, asking([]), ABOUT, SOURCES, Work(tmp_path))
    assert load_run(tmp_path) == ended


@pytest.fixture
def git_checkout(tmp_path: Path) -> Path:
    """A checkout with one commit."""
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
    (tmp_path / "code.py").write_text("1\n")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "code.py"), (*who, "commit", "-q", "-m", "One")):
        subprocess.run(["git", "-C", tmp_path, *words], check=True, env=home)  # noqa: S603, S607
    return tmp_path


def test_two_states_of_the_code_never_share_a_name(git_checkout: Path) -> None:
    code = git_checkout / "code.py"
    names = [commit(git_checkout)]
    for content in ("2\n", "3\n", "2\n", "1\n"):
        code.write_text(content)
        names.append(commit(git_checkout))
    assert len(set(names)) == 3
    assert (names[3], names[4]) == (names[1], names[0])
    assert all(name.startswith(names[0]) for name in names)
    assert commit(git_checkout / "absent") is None


MANY = 400


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_command_goes_on(tmp_path: Path) -> None:
    sources, out = tmp_path / "sources", tmp_path / "out"
    sources.mkdir()
    text = "La ville de Nantes compte 42 ponts sur la Loire et sur l’Erdre, dit la mairie.\n"
    (sources / "ponts.txt").write_text(text * 30, encoding="utf-8")
    row = {"question": "Combien de ponts compte Nantes ?", "kind": "number", "answerable": False}
    cases = tmp_path / "cas.jsonl"
    lines = (json.dumps({"id": f"q{number}"} | row) + "\n" for number in range(MANY))
    cases.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "eval", "run", str(cases)]
    command += ["--sources", str(sources), "--out", str(out)]
    environment = dict(os.environ) | {
        "SOURCIER_MODEL": "hashing",
        "SOURCIER_CACHE": str(tmp_path / "cache"),
    }
    predictions = out / folder.PREDICTIONS
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as killed:  # noqa: S603
        while not (predictions.is_file() and predictions.stat().st_size):
            assert killed.poll() is None, killed.stderr.read()
            time.sleep(0.005)
        killed.kill()
    kept = predictions.read_text(encoding="utf-8").count("\n")
    assert 0 < kept < MANY, "the kill came too late to show anything"
    assert not (out / folder.SOURCES).exists()

    again = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert f"{kept} cas sur {MANY}" in again.stderr
    ended = load_run(out)
    assert [one.case.id for one in ended.predictions] == [f"q{n}" for n in range(MANY)]
    assert not any(one.missing for one in ended.predictions)
