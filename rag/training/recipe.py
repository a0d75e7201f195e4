"""The recipe: which files, how long, how fast. Read from `recipe.toml`, unknown keys refused."""

import tomllib
from pathlib import Path

from pydantic import Field

from rag.config import Frozen


class Files(Frozen):
    """Some files of a stage.

    `paths` are relative to the project's own data, or else to the data folder. `share` is the
    chance that an example is in an epoch; crossed files have all of theirs. `negatives` is the
    chance that an answerable question comes again, in an epoch, over a paragraph that does not
    answer it. `titled` is the chance that the title is shown, `led` that what stands before the
    paragraph is. `crop` is how many pieces of a
    paragraph are shown at most, a stretch with the answer; 0: all. `crossed` files are parallel: a
    question of one is put to the paragraph of another, one pair an epoch.
    """

    paths: tuple[str, ...]
    share: float = Field(default=1.0, gt=0, le=1)
    negatives: float = Field(default=0.0, ge=0, le=1)
    titled: float = Field(default=0.8, ge=0, le=1)
    led: float = Field(default=0.0, ge=0, le=1)
    crop: int = Field(default=0, ge=0)
    crossed: bool = False


class Stage(Frozen):
    """Epochs over some files; the learning rate goes in a straight line from first to last.

    `rounded`: train as the 8-bit network will run (rag/training/rounding.py).
    """

    name: str
    epochs: int = Field(gt=0)
    rate: tuple[float, float]
    files: tuple[Files, ...]
    rounded: bool = False


class Recipe(Frozen):
    """How the reader is trained. Rates are AdamW's; the head's is `head` times that."""

    seed: int
    batch: int
    warmup: int
    head: float
    dropout: float
    decay: float
    average: float
    stages: tuple[Stage, ...]
    dev: tuple[str, ...]


def load_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        ValueError: for a key or a value that does not fit.
    """
    return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
