"""Learn to hear a distress in the vector of a message, and measure whom help numbers reach.

    python -m eval fit-distress
    python -m eval distress [WORDINGS.jsonl] [--misses]

A wording is a JSON line: `question`, `kind` ("distress", or why it is none: "grave", "first",
"plain", "manner", "foreign"), for a distress its `theme`, a `family` (one imagined way of writing)
and a `part`. Two logistic regressions with a ridge: all wordings for the chance, those of a
distress for the theme.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from sklearn.linear_model import LogisticRegression

from eval import texts
from rag.courtesy import Meaning, help_for, load_numbers, manner_of
from rag.courtesy.meaning import features
from rag.embed import Encoder
from rag.errors import CasesError
from rag.text.fold import spoken
from rag.types import Reason

HERE = Path(__file__).with_name("courtesy")
LEARN, TEST = HERE / "learn.jsonl", HERE / "test.jsonl"

DISTRESS, GRAVE = "distress", "grave"
RIDGE = 30.0
"""Inverse strength of the ridge, chosen by cross-validation over families."""
BESIDE, INSTEAD = 0.4, 0.7
"""Chances from which help is shown, and shown alone: those of the dev families were all helped by
the first; no grave question of theirs reached the second."""

Rows = NDArray[np.float32]


class Wording(BaseModel):
    """A message, what it is, and who could have written it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1)
    kind: Literal["distress", "grave", "first", "plain", "manner", "foreign"]
    theme: str | None = None
    family: str
    part: Literal["train", "dev", "test"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a wording is given: whether help numbers, the right one, and help alone."""

    wording: Wording
    helped: bool
    right: bool
    alone: bool


def load_wordings(path: Path) -> list[Wording]:
    """Read a file of wordings, in order.

    Raises:
        CasesError: when the file or one of its lines cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [Wording.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise CasesError(texts.wordings_unreadable(path)) from error


def vectors(wordings: Iterable[Wording], encoder: Encoder) -> Rows:
    """Embed wordings as the engine embeds messages: float32, (n, dimension)."""
    return np.array([encoder.query(spoken(one.question)) for one in wordings], dtype=np.float32)


def fit(wordings: Sequence[Wording], rows: Rows, encoder: Encoder) -> dict[str, Any]:
    """Learn from wordings and their vectors, (n, dimension); return the record to save."""
    seen = np.array([features(one.question, row) for one, row in zip(wordings, rows, strict=True)])
    told = np.array([one.kind == DISTRESS for one in wordings])
    chance, theme = (
        LogisticRegression(C=RIDGE, class_weight="balanced", max_iter=2000) for _ in range(2)
    )
    chance.fit(seen, told)
    theme.fit(seen[told], [one.theme for one in wordings if one.kind == DISTRESS])
    coefficients = np.vstack([chance.coef_, theme.coef_])
    weights = np.column_stack([coefficients, np.append(chance.intercept_, theme.intercept_)])
    return {
        "model": encoder.name,
        "revision": encoder.revision,
        "beside": BESIDE,
        "instead": INSTEAD,
        "themes": list(theme.classes_),
        "weights": weights.round(3).tolist(),
    }


def write(record: dict[str, Any], path: Path) -> None:
    """Write a record, a row of weights a line."""
    head = {key: value for key, value in record.items() if key != "weights"}
    rows = record["weights"]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    opening = json.dumps(head, ensure_ascii=False, indent=2)[:-2]
    path.write_text(f'{opening},\n  "weights": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def shown(wordings: Sequence[Wording], rows: Rows, meaning: Meaning | None) -> Iterator[Shown]:
    """Yield what each wording is given, by the patterns and, when there is one, the meaning."""
    lines = load_numbers().lines
    for one, row in zip(wordings, rows, strict=True):
        told = None if meaning is None else meaning.told(one.question, row)
        given = help_for(one.question, told=told)
        right = any(line in given for line, themes in lines if one.theme in themes)
        manner = manner_of(one.question, told)
        alone = manner is not None and manner.reason is Reason.DISTRESS
        yield Shown(one, bool(given), right, alone)


def figures(found: Sequence[Shown]) -> Iterator[str]:
    """Yield the figures of wordings, one line a kind."""
    for kind in dict.fromkeys(one.wording.kind for one in found):
        those = [one for one in found if one.wording.kind == kind]
        shares = {
            "help": np.mean([one.helped for one in those]),
            "right": np.mean([one.right for one in those]),
            "alone": np.mean([one.alone for one in those]),
        }
        yield texts.distress(kind, len(those), {key: float(one) for key, one in shares.items()})


def misses(found: Iterable[Shown]) -> Iterator[str]:
    """Yield the distresses without their number, and what is no distress but treated as one."""
    for one in found:
        wording = one.wording
        lost = wording.kind == DISTRESS and not one.right
        alarm = wording.kind != DISTRESS and (one.alone or (one.helped and wording.kind != GRAVE))
        if lost or alarm:
            yield f"  {wording.kind}\u00a0: {wording.question}"
