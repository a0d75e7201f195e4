"""Floors and ceilings: between which values each measure of a set of cases must stay.

A measure that leaps above its ceiling is looked at too: cases that leaked into what was learnt, or
a measure that broke, look like progress.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval import texts
from eval.figures import Figure, named
from eval.folder import Run
from rag.errors import CasesError

FLOORS = Path(__file__).with_name("floors.toml")


class Bounds(BaseModel):
    """What a measure must at least and at most be, in its own unit (bytes, seconds, share)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: float = -inf
    most: float = inf


@dataclass(frozen=True, slots=True)
class Breach:
    """A measure outside its bounds; `figure` has no value when nothing could be measured."""

    figure: Figure
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Checked:
    """What the floors say of a run: the bounds set for its cases, by measure; those broken."""

    bounds: Mapping[str, Bounds]
    broken: tuple[Breach, ...]


Floors = Mapping[str, Mapping[str, Bounds]]
"""By the name of a file of cases, then by that of a measure."""

_FLOORS: TypeAdapter[Floors] = TypeAdapter(Floors)


def load_floors(path: Path = FLOORS) -> Floors:
    """Read a file of floors.

    Raises:
        CasesError: when it is missing or wrong.
    """
    try:
        return _FLOORS.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        where = " › ".join(str(part) for part in error.errors()[0]["loc"])
        raise CasesError(texts.floors_wrong(path, where)) from error
    except (OSError, ValueError) as error:
        raise CasesError(texts.floors_wrong(path, str(error))) from error


def check(run: Run, floors: Floors) -> Checked:
    """Hold the measures of a run against the bounds set for its file of cases.

    Raises:
        CasesError: when a measure that has bounds does not exist.
    """
    bounds = floors.get(run.about.cases, {})
    known = named(run) if bounds else {}
    broken = []
    for name, held in bounds.items():
        if name not in known:
            raise CasesError(texts.floor_unknown(name))
        value = known[name].value
        if value is None or not held.least <= value <= held.most:
            broken.append(Breach(known[name], held))
    return Checked(bounds, tuple(broken))
