"""How fast the reader reads: its network against the same one in torch, float32, in one run.

    python -m eval speed

Five passages of 130 tokens, the times of the two taken in turn, so that what else the machine
does weighs on both. The weights do not matter for speed: torch's are not the trained ones.
"""

import platform
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from rag.embed.cores import available_cores
from rag.embed.table import WordTable
from rag.read.network import Network, shipped

ROWS, TOKENS = 5, 130
ROUNDS = 15
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
    plain = SpanModel(model_folder).eval()
    tensors = torch.from_numpy(embedded), torch.from_numpy(mask)

    def by_torch() -> None:
        with torch.inference_mode():
            plain(*tensors)

    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: network.logits(embedded, mask)))
        theirs.append(_timed(by_torch))
    return {
        "rows": ROWS,
        "tokens": TOKENS,
        "reader_ms": round(median(ours), 1),
        "torch_float32_ms": round(median(theirs), 1),
        "ratio": round(median(theirs) / median(ours), 2),
        "threads": available_cores(),
        "processor": platform.processor() or platform.machine(),
        "instructions": _instructions(),
    }


def _timed(work: Callable[[], object]) -> float:
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
