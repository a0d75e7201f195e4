"""Training as the 8-bit network will run: rounded in the forward pass, straight through behind.

Quantisation-aware training (Jacob et al., 2018; the straight-through estimator is Bengio et al.'s,
2013). The rounding is ONNX Runtime's dynamic quantisation: inputs on 8 bits with one scale a
tensor, as they come; weights on 7 bits with one scale an output channel (rag/training/export.py).
A few layers are rounded so finely that training need not know (`is_fine`).
"""

import re

import torch
from torch import nn
from torch.nn import functional

STEPS = 255
"""Values of an input between its smallest and its largest, 0 being one of them."""
WEIGHT_STEPS = 64
"""Values of a weight on each side of 0."""

_FINE = re.compile(r"layer\.[456][./]output[./]dense\b")


def is_fine(name: str) -> bool:
    """Say whether a layer, by its name in torch or in ONNX, is to be rounded block by block.

    The inputs of these three have a few values so large that one scale for all loses the others:
    they made more than half of what rounding cost (docs/lecture.md).
    """
    return _FINE.search(name) is not None


class _Inputs(torch.autograd.Function):
    """Round a tensor to `STEPS` steps."""

    @staticmethod
    def forward(_: object, values: torch.Tensor) -> torch.Tensor:
        low, high = (min(0.0, float(values.min())), max(0.0, float(values.max())))
        scale = (high - low) / STEPS
        if scale == 0:
            return values
        # The steps start at a multiple of the scale, so that 0 stays 0.
        first = round(low / scale)
        return (values / scale).round_().clamp_(first, first + STEPS).mul_(scale)

    @staticmethod
    def backward(_: object, slope: torch.Tensor) -> torch.Tensor:
        return slope


class _Weights(torch.autograd.Function):
    """Round weights (outputs, inputs), each output by its own scale."""

    @staticmethod
    def forward(_: object, values: torch.Tensor) -> torch.Tensor:
        scale = values.abs().amax(1, keepdim=True) / WEIGHT_STEPS
        return (values / scale.clamp_min(1e-12)).round_().mul_(scale)

    @staticmethod
    def backward(_: object, slope: torch.Tensor) -> torch.Tensor:
        return slope


class RoundedLinear(nn.Linear):
    """A linear layer that rounds while it trains, once `rounded` is set."""

    rounded = False

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Apply to values (..., inputs)."""
        if not (self.rounded and self.training):
            return super().forward(values)
        weight: torch.Tensor = _Weights.apply(self.weight)  # type: ignore[no-untyped-call]  # torch's
        inputs: torch.Tensor = _Inputs.apply(values)  # type: ignore[no-untyped-call]  # torch's
        return functional.linear(inputs, weight, self.bias)


def make_roundable(model: nn.Module) -> None:
    """Put a `RoundedLinear` of the same tensors in the place of each linear layer but the fine."""
    for path, module in model.named_modules():
        for name, child in module.named_children():
            if type(child) is nn.Linear and not is_fine(f"{path}.{name}"):
                made = RoundedLinear(child.in_features, child.out_features)
                made.weight, made.bias = child.weight, child.bias
                setattr(module, name, made)


def set_rounding(model: nn.Module, *, on: bool) -> None:
    """Say whether a model rounds while it trains."""
    for module in model.modules():
        if isinstance(module, RoundedLinear):
            module.rounded = on
