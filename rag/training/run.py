"""The run: stage after stage, step after step, to a checkpoint that a later run goes on from."""

import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from rag.read.window import batch
from rag.training.curve import point
from rag.training.epoch import Cutter, Material, Target, batches
from rag.training.model import SpanModel
from rag.training.recipe import Recipe, Stage
from rag.training.rounding import set_rounding

SAVE_EVERY = 300
"""Steps between two checkpoints: about six minutes on two cores."""

LOG_EVERY = 25
LAST = "last.pt"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: the stage and the epoch under way, the steps of it that are done."""

    stage: int = 0
    epoch: int = 0
    step: int = 0


class Run:
    """One training, resumable from `folder`."""

    def __init__(
        self, recipe: Recipe, model_folder: Path, folder: Path, find: Callable[[str], Path]
    ) -> None:
        """Prepare a run.

        Args:
            recipe: what to do.
            model_folder: the encoder, as a sentence-transformers folder.
            folder: where checkpoints and the log go.
            find: from a path of the recipe to a file.
        """
        self._recipe = recipe
        self._folder = folder
        self._find = find
        self._cutter = Cutter(Tokenizer.from_file(str(model_folder / "tokenizer.json")))
        torch.manual_seed(recipe.seed)
        self.model = SpanModel(model_folder, recipe.dropout)
        tuned = self.model.tuned()
        head = [value for name, value in tuned.items() if name.startswith("head.")]
        rest = [value for name, value in tuned.items() if not name.startswith("head.")]
        self._optimizer = torch.optim.AdamW(
            [{"params": rest, "times": 1.0}, {"params": head, "times": recipe.head}],
            weight_decay=recipe.decay,
            fused=True,
        )
        self._average = {name: value.detach().clone() for name, value in tuned.items()}
        self._materials: dict[int, list[Material]] = {}
        self._place = Place()
        self._steps = 0
        self._resume()

    def train(self, seconds: float) -> bool:
        """Train until the recipe's end or the time's; return whether the end was reached."""
        until = time.monotonic() + seconds
        for stage, epoch in self._left():
            set_rounding(self.model, on=self._recipe.stages[stage].rounded)
            rows = batches(
                self._read(stage),
                self._cutter,
                self._recipe.batch,
                f"{self._recipe.seed}/{stage}/{epoch}",
            )
            done = self._place.step if self._place == Place(stage, epoch, self._place.step) else 0
            losses: list[float] = []
            for step in range(done, len(rows)):
                rate = self._rate(self._recipe.stages[stage], epoch, step / len(rows))
                losses.append(self._step(rows[step], rate))
                self._place = Place(stage, epoch, step + 1)
                if len(losses) == LOG_EVERY:
                    self._log({"loss": float(np.mean(losses)), "rate": rate, "of": len(rows)})
                    losses = []
                if time.monotonic() > until:
                    self._save(LAST)
                    return False
                if self._steps % SAVE_EVERY == 0:
                    self._save(LAST)
            self._place = Place(stage, epoch + 1, 0)
            self._save(LAST)
            self._save(f"{self._recipe.stages[stage].name}-{epoch + 1}.pt")
            self._measure()
        return True

    def _left(self) -> Iterator[tuple[int, int]]:
        for number, stage in enumerate(self._recipe.stages):
            for epoch in range(stage.epochs):
                if (number, epoch) >= (self._place.stage, self._place.epoch):
                    yield number, epoch

    def _read(self, stage: int) -> list[Material]:
        """Read the files of a stage, once."""
        if stage not in self._materials:
            self._materials[stage] = [
                Material(files, [self._find(path) for path in files.paths])
                for files in self._recipe.stages[stage].files
            ]
        return self._materials[stage]

    def _rate(self, stage: Stage, epoch: int, share: float) -> float:
        first, last = stage.rate
        rate = first + (last - first) * (epoch + share) / stage.epochs
        return rate * min(1.0, (self._steps + 1) / self._recipe.warmup)

    def _step(self, rows: list[Target], rate: float) -> float:
        self.model.train()
        windows = [row.window for row in rows]
        ids, mask = batch(windows, pad=1)
        allowed = torch.zeros(ids.shape, dtype=torch.bool)
        allowed[:, 0] = True
        for at, window in enumerate(windows):
            allowed[at, window.first : window.first + len(window.body)] = True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self.model(self.model.words(torch.from_numpy(ids)), torch.from_numpy(mask))
        logits = logits.float().masked_fill(~allowed[:, :, None], -1e4)
        wanted = torch.tensor([(row.first, row.last) for row in rows])
        loss = (
            functional.cross_entropy(logits[:, :, 0], wanted[:, 0])
            + functional.cross_entropy(logits[:, :, 1], wanted[:, 1])
        ) / 2
        if not math.isfinite(loss.item()):
            raise ValueError(f"loss is {loss.item()} at {self._place}")
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["times"]
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch's
        torch.nn.utils.clip_grad_norm_(self.model.tuned().values(), 1.0)
        self._optimizer.step()
        self._steps += 1
        # A young average forgets faster, so that it holds nothing of the start (Adam's own way).
        share = min(self._recipe.average, self._steps / (self._steps + 10))
        with torch.no_grad():
            for name, value in self.model.tuned().items():
                self._average[name].lerp_(value, 1 - share)
        return loss.item()

    def _measure(self) -> None:
        kept = {name: value.detach().clone() for name, value in self.model.tuned().items()}
        self._put(self._average)
        for name in self._recipe.dev:
            self._log({"dev": point(self.model, self._cutter, self._find(name)).as_record()})
        self._put(kept)

    def _put(self, weights: Mapping[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, value in self.model.tuned().items():
                value.copy_(weights[name])

    def _log(self, record: dict[str, object]) -> None:
        place = {"stage": self._place.stage, "epoch": self._place.epoch, "step": self._place.step}
        line = json.dumps({"at": time.strftime("%H:%M:%S"), **place, **record})
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _save(self, name: str) -> None:
        whole = {
            "place": (self._place.stage, self._place.epoch, self._place.step),
            "steps": self._steps,
            "model": self.model.tuned(),
            "average": self._average,
            "torch": torch.get_rng_state(),
        }
        if name == LAST:
            whole["optimizer"] = self._optimizer.state_dict()
        beside = self._folder / f".{name}"
        torch.save(whole, beside)
        beside.replace(self._folder / name)

    def _resume(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / LAST
        if not path.exists():
            return
        whole = torch.load(path, weights_only=True)
        self._place = Place(*whole["place"])
        self._steps = whole["steps"]
        self._put(whole["model"])
        self._average = whole["average"]
        self._optimizer.load_state_dict(whole["optimizer"])
        for group in self._optimizer.param_groups:
            group["fused"] = True  # as it is now, whatever it was when saved
        torch.set_rng_state(whole["torch"])
