"""Two checkpoints averaged."""

from pathlib import Path

import pytest
import torch

from rag.training.mix import mix


@pytest.mark.parametrize(("share", "wanted"), [(0.0, 1.0), (0.25, 2.0), (1.0, 5.0)])
def test_each_weight_lies_between_the_two(tmp_path: Path, share: float, wanted: float) -> None:
    for name, value in (("first", 1.0), ("second", 5.0)):
        torch.save({"average": {"head.weight": torch.full((2, 3), value)}}, tmp_path / name)
    mix(tmp_path / "first", tmp_path / "second", share, tmp_path / "out")
    found = torch.load(tmp_path / "out", weights_only=True)["average"]
    assert list(found) == ["head.weight"]
    torch.testing.assert_close(found["head.weight"], torch.full((2, 3), wanted))
