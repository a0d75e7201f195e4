"""How fast the reader reads: its network against the same one in torch, float32, in one run.

    python -m eval speed

Five passages of 130 tokens, at once for both, and one by one as the product reads them (`find`);
the times are taken in turn, so that what else the machine does weighs on all. The weights do not
matter for speed: torch's are not the trained ones.
"""

import platform
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from rag.embed.cores import available_cores
from rag.embed.table import WordTable
from rag.read.network import Network, shipped

ROWS, TOKENS = 5, 130
ROUNDS = 15
REST = 0.1
"""Seconds before each measure: the threads of the other one wait a while, running, for more work.
"""
ATTENTIONS = ("sdpa", "eager")
"""Both of transformers' attentions: its default, and the plain one, faster on some processors."""
SIGNS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "avx_vnni", "amx_int8")
"""The processor's instructions that decide."""


def measure(model_folder: Path) -> dict[str, object]:
    """Return the median times in milliseconds, and their ratio."""
    import torch

    from rag.training.model import SpanModel

    table = WordTable.open(model_folder / "model.safetensors")
    ids = np.random.default_rng(0).integers(5, 100_000, (ROWS, TOKENS))
    embedded, mask = table.look_up(ids), np.ones((ROWS, TOKENS), dtype=np.int64)
    network = Network.load(shipped())
    torch.set_num_threads(available_cores())
    networks = {name: SpanModel(model_folder, attention=name).eval() for name in ATTENTIONS}
    tensors = torch.from_numpy(embedded), torch.from_numpy(mask)

    def by_torch(name: str) -> None:
        with torch.inference_mode():
            networks[name](*tensors)

    def one_by_one() -> None:
        for row in range(ROWS):
            network.logits(embedded[row : row + 1], mask[row : row + 1])

    works: dict[str, Callable[[], object]] = {
        "reader": lambda: network.logits(embedded, mask),
        "one by one": one_by_one,
        **{name: partial(by_torch, name) for name in ATTENTIONS},
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(_timed(work))
    found = {name: median(taken) for name, taken in times.items()}
    return {
        "rows": ROWS,
        "tokens": TOKENS,
        "reader_ms": round(found["reader"], 1),
        "reader_one_by_one_ms": round(found["one by one"], 1),
        "torch_float32_ms": {name: round(found[name], 1) for name in ATTENTIONS},
        "ratio": {name: round(found[name] / found["reader"], 2) for name in ATTENTIONS},
        "threads": available_cores(),
        "processor": platform.processor() or platform.machine(),
        "instructions": _instructions(),
    }


def _timed(work: Callable[[], object]) -> float:
    time.sleep(REST)
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _instructions() -> list[str]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return []
    line = next((row for row in text.splitlines() if row.startswith("flags")), "")
    return [sign for sign in SIGNS if sign in line.split()]
