"""Help numbers: which stand beside an answer."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import Field, ValidationError

from rag.config import Frozen
from rag.courtesy import signs, texts
from rag.courtesy.meaning import Told
from rag.courtesy.plain import plain
from rag.errors import ConfigError
from rag.types import HelpLine


@dataclass(frozen=True, slots=True)
class Numbers:
    """Help lines in the order they are shown, with the themes that each one helps with."""

    lines: tuple[tuple[HelpLine, frozenset[str]], ...]


class _Line(Frozen):
    label: str = Field(min_length=1)
    number: str
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    themes: tuple[str, ...] = Field(min_length=1)


class _File(Frozen):
    line: tuple[_Line, ...]


def load_numbers(path: Path | None = None) -> Numbers:
    """Read a file of help numbers, or the package's own (numbers.toml says its form).

    Raises:
        ConfigError: the file is missing, is not TOML, or a line of it is wrong.
    """
    if path is None:
        with as_file(files("rag.courtesy") / "numbers.toml") as own:
            return load_numbers(own)
    try:
        read = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ConfigError(texts.numbers_invalid(path, place)) from error
    except (OSError, ValueError) as error:
        raise ConfigError(texts.numbers_unreadable(path)) from error
    for number, line in enumerate(read.line):
        if not signs.THEMES.issuperset(line.themes) or not (line.number or line.url):
            raise ConfigError(texts.numbers_invalid(path, f"line.{number}"))
    return Numbers(
        tuple(
            (HelpLine(line.label, line.number, line.url), frozenset(line.themes))
            for line in read.line
        )
    )


@lru_cache(maxsize=1)
def _own() -> Numbers:
    return load_numbers()


def help_for(
    question: str, numbers: Numbers | None = None, told: Told | None = None
) -> tuple[HelpLine, ...]:
    """Return the help lines that stand beside an answer, the most needed first; () for most.

    `numbers` are the package's own when None. A distress told in the first person has lines for
    what is told and, unless it is grief or pain alone, for an emergency; a question on a grave
    topic has those of its topic. `told` is what the meaning of the message tells, when an encoder
    says it: it counts where no pattern sees a distress, a greeting or an order.
    """
    text = plain(question)
    own = signs.distress(text, loose=told is None or told.beside)
    if (
        not own
        and told is not None
        and told.beside
        and (signs.order(text) or signs.said(text)) is None
    ):
        own = signs.completed(text, told.themes)
    themes = tuple(dict.fromkeys(own + signs.topics(text)))
    ranked = [
        (themes.index(min(served, key=themes.index)), line)
        for line, of in (numbers or _own()).lines
        if (served := of.intersection(themes))
    ]
    return tuple(line for _, line in sorted(ranked, key=lambda pair: pair[0]))
