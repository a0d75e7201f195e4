"""The frozen smoke set, put to the product as shipped, stays between its floors and ceilings."""

from pathlib import Path

import pytest

from eval.__main__ import main

ROOT = Path(__file__).parents[2]
CASES = ROOT / "eval" / "cases" / "smoke.jsonl"


def test_the_shipped_product_is_within_the_floors_of_the_smoke_set(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    real_model_cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCIER_CACHE", str(real_model_cache))
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "smoke"
    assert main(["run", str(CASES), "--sources", str(ROOT / "seeds"), "--out", str(out)]) == 0
    capsys.readouterr()
    code = main(["compare", str(out), str(out)])
    assert code == 0, capsys.readouterr().out
