"""Training as the 8-bit network runs: rounded forward, straight through behind."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from rag.training.rounding import RoundedLinear, make_roundable, set_rounding

numbers = st.floats(-1000, 1000, width=32)


def made(values: list[float], *, on: bool = True) -> tuple[RoundedLinear, torch.Tensor]:
    """Make a layer that passes its one input on, and a tensor of inputs (n, 1)."""
    holder = nn.Sequential(nn.Linear(1, 1, bias=False))
    nn.init.ones_(holder[0].weight)
    make_roundable(holder)
    set_rounding(holder, on=on)
    layer = holder[0]
    assert isinstance(layer, RoundedLinear)
    return layer, torch.tensor(values, dtype=torch.float32)[:, None]


@given(st.lists(numbers, min_size=1, max_size=20))
def test_inputs_are_rounded_as_the_runtime_rounds_them(values: list[float]) -> None:
    layer, inputs = made(values)
    given_ = np.array(values, dtype=np.float64)
    low, high = min(0.0, given_.min()), max(0.0, given_.max())
    scale = (high - low) / 255
    found = layer(inputs).detach().numpy()[:, 0]
    # DynamicQuantizeLinear's own error is half a step, and another half for its zero point.
    assert np.abs(found - given_).max() <= scale * 1.01 + 1e-6
    if scale > 1e-30:
        steps = found / scale
        assert np.abs(steps - steps.round()).max() < 1e-2
    assert (found[given_ == 0] == 0).all()


def test_weights_have_a_scale_an_output() -> None:
    layer = RoundedLinear(3, 2, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[64.0, 1.4, -64.0], [0.64, 0.014, -0.0049]]))
    layer.rounded = True
    found = layer(torch.eye(3)).T
    wanted = torch.tensor([[64.0, 1.0, -64.0], [0.64, 0.01, 0.0]])
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-5)


def test_the_slope_goes_straight_through() -> None:
    layer, inputs = made([0.1, 0.5, 3.0])
    inputs.requires_grad = True
    layer(inputs).sum().backward()
    assert inputs.grad is not None
    assert inputs.grad[:, 0].tolist() == [1.0, 1.0, 1.0]
    assert layer.weight.grad is not None
    assert layer.weight.grad.item() == pytest.approx(3.6, rel=0.01)


@pytest.mark.parametrize("on", [True, False], ids=["asked", "not"])
def test_only_a_model_that_trains_rounds(on: bool) -> None:  # noqa: FBT001 - a parameter
    layer, inputs = made([0.1234, 77.7], on=on)
    assert torch.equal(layer.train()(inputs), inputs) is not on
    assert torch.equal(layer.eval()(inputs), inputs)


def test_a_roundable_model_has_the_same_tensors_under_the_same_names() -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.ReLU(), nn.Linear(3, 1, bias=False)))
    before = {name: id(value) for name, value in model.named_parameters()}
    make_roundable(model)
    assert {name: id(value) for name, value in model.named_parameters()} == before


def test_the_layers_rounded_by_blocks_are_left_as_they_are() -> None:
    layers = [_Layer() for _ in range(8)]
    make_roundable(nn.ModuleDict({"layer": nn.ModuleList(layers)}))
    kept = [n for n, layer in enumerate(layers) if type(layer.output["dense"]) is nn.Linear]
    assert kept == [4, 5, 6]
    assert all(isinstance(layer.dense, RoundedLinear) for layer in layers)


class _Layer(nn.Module):
    """A transformer's layer, as far as its names go."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(1, 1)
        self.output = nn.ModuleDict({"dense": nn.Linear(1, 1)})
