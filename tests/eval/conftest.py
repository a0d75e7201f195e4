"""Fixtures of the bench's tests, and how hard hypothesis tries."""

import json
from pathlib import Path

import pytest
from eval_bench import CASES, SOURCES, Bench, Ran
from hypothesis import settings

from eval.__main__ import main

# A deadline would time the machine, and the machine may be busy.
settings.register_profile("eval", deadline=None, max_examples=50)
settings.load_profile("eval")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench with the test double of the model, in a folder of its own."""
    monkeypatch.setenv("SOURCIER_MODEL", "hashing")
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCIER_ZONES", "title,standfirst,subheading,body,quotebox,biography")
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    for name, text in SOURCES.items():
        (sources / name).write_bytes(text.encode())
    cases = tmp_path / "cas.jsonl"
    cases.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return Bench(sources, cases, tmp_path / "out")


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run the bench; return its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run
