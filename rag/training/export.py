"""From a checkpoint to the weights that are shipped: ONNX, attention fused, 8-bit integers.

    python -m rag.training export CHECKPOINT OUT [--float]

Weights are signed and per output channel; `reduce_range` keeps them on 7 bits, since processors
without VNNI saturate the sums of 8-bit products otherwise (ONNX Runtime's manual, "Quantize ONNX
models"). Inputs are quantised as they come, one scale a tensor; those of a few layers stand that
badly, and are quantised by blocks of one row (`MatMulNBits`). Normalisations stay apart from the
sums before them, and activations from their bias: fused, they run slower (rag/read/network.py).
"""

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model

from rag.read.network import CARD, WEIGHTS
from rag.training.model import SpanModel
from rag.training.rounding import is_fine

OPSET = 17
BLOCK = 128
"""Values that share one scale where rounding is by blocks."""
BY_BLOCKS_IN_INTEGERS = 4
"""ONNX Runtime's `accuracy_level` for inputs rounded to 8 bits as well."""


def load_checkpoint(model_folder: Path, checkpoint: Path) -> SpanModel:
    """Return the network with the averaged weights of a checkpoint, ready to read."""
    model = SpanModel(model_folder)
    average = torch.load(checkpoint, weights_only=True)["average"]
    with torch.no_grad():
        for name, value in model.tuned().items():
            value.copy_(average[name])
    return model.eval()


def export(
    model_folder: Path, checkpoint: Path, out: Path, about: dict[str, str], *, rounded: bool = True
) -> None:
    """Write `spans.onnx` and `spans.json` into a folder.

    Args:
        model_folder: the encoder's folder.
        checkpoint: a checkpoint of `rag.training.run`.
        out: the folder, made when it is missing.
        about: said in `spans.json` beside the hash.
        rounded: to 8 bits; otherwise 32-bit floats, to measure what rounding costs.
    """
    out.mkdir(parents=True, exist_ok=True)
    model = load_checkpoint(model_folder, checkpoint)
    heads, size = model.encoder.config.num_attention_heads, model.encoder.config.hidden_size
    with tempfile.TemporaryDirectory() as scratch:
        traced, fused = Path(scratch) / "traced.onnx", Path(scratch) / "fused.onnx"
        _trace(model, size, traced)
        options = FusionOptions("bert")
        options.enable_skip_layer_norm = False
        options.enable_bias_skip_layer_norm = False
        options.enable_bias_gelu = False
        optimize_model(
            str(traced),
            model_type="bert",
            num_heads=heads,
            hidden_size=size,
            opt_level=0,
            optimization_options=options,
        ).save_model_to_file(str(fused))
        if rounded:
            _round(fused, out / WEIGHTS)
        else:
            shutil.copy(fused, out / WEIGHTS)
    digest = hashlib.sha256((out / WEIGHTS).read_bytes()).hexdigest()
    text = json.dumps({"sha256": digest, **about}, ensure_ascii=False, indent=2)
    (out / CARD).write_text(text + "\n", encoding="utf-8")


def _round(fused: Path, out: Path) -> None:
    fine = [node.name for node in onnx.load(fused).graph.node if is_fine(node.name)]
    fine = [name for name in fine if name.endswith("MatMul")]
    quantize_dynamic(
        fused,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=fine,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    by_blocks = MatMulNBitsQuantizer(
        onnx.load(out),
        bits=8,
        block_size=BLOCK,
        is_symmetric=True,
        accuracy_level=BY_BLOCKS_IN_INTEGERS,
        nodes_to_include=fine,
    )
    by_blocks.process()
    by_blocks.model.save_model_to_file(str(out))


def _trace(model: SpanModel, size: int, path: Path) -> None:
    # The optimiser knows attention by its plain form, traced.
    model.encoder.config._attn_implementation = "eager"  # noqa: SLF001 - transformers' own switch
    embedded, mask = torch.zeros(2, 16, size), torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "rows", 1: "tokens"} for name in ("embedded", "mask", "logits")}
    with warnings.catch_warnings():
        # The tracer is the older one, which the optimiser of ONNX Runtime reads.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (embedded, mask),
            str(path),
            input_names=["embedded", "mask"],
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
