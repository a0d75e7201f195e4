"""Settings: frozen, read once at the edge; flag > environment > file > default.

The file is TOML. The engine's settings stand at its top level; another surface (the web server)
keeps its own in a table of its own. A key that nobody knows is refused, so that a typing error is
seen at load.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from platformdirs import user_cache_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from rag import messages
from rag.errors import ConfigError, FolderError
from rag.types import EDITORIAL, Zone

FILE_NAME = "sourcier.toml"
PREFIX = "SOURCIER_"
TABLES = frozenset({"web"})
"""Tables of the settings file that belong to another surface."""

_LINE = re.compile(r"at line (\d+)")


class Frozen(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Home = Annotated[Path, AfterValidator(Path.expanduser)]
"""A path in which `~` stands for the home folder."""


class Settings(Frozen):
    """The engine's settings. Sizes in bytes, questions in code points."""

    sources: Home | None = None
    cache: Home = Field(default_factory=lambda: user_cache_path("sourcier", appauthor=False))
    model: str = "e5-small-q4"
    reader: Literal["auto", "spans", "sentences"] = "auto"
    zones: frozenset[Zone] = EDITORIAL
    max_file_bytes: int = Field(default=20 * 2**20, gt=0)
    max_question: int = Field(default=1000, gt=0)
    read_passages: int = Field(default=20, gt=0)
    max_wrong: float = Field(default=0.2, gt=0.0, le=1.0)
    threshold: float | None = Field(default=None, ge=0.0, le=1.0)
    calibration: Home | None = None
    threads: int = Field(default=0, ge=0)

    @property
    def reads_spans(self) -> bool:
        """Whether the trained reader reads; by default, it does beside any model but `hashing`."""
        return self.reader == "spans" or (self.reader == "auto" and self.model != "hashing")


M = TypeVar("M", bound=Frozen)


def settings_file(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Read the settings file: the one `SOURCIER_CONFIG` names, or `sourcier.toml` of `folder`.

    Raises:
        ConfigError: when a named file is missing, or a file is not TOML.
    """
    named = environ.get(PREFIX + "CONFIG")
    path = Path(named) if named else folder / FILE_NAME
    if not path.is_file():
        if named:
            raise ConfigError(messages.settings_missing(path))
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found.group(1)) if found else None
        raise ConfigError(messages.settings_unreadable(path, line)) from error
    except (UnicodeDecodeError, OSError) as error:
        raise ConfigError(messages.settings_unreadable(path, None)) from error


def load(
    model: type[M],
    flags: Mapping[str, Any] | None = None,
    *,
    table: str | None = None,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> M:
    """Build one surface's settings; flags that are None count as not given.

    `table` names the surface's table in the file (None: the top level); its environment variables
    are `SOURCIER_KEY`, or `SOURCIER_TABLE_KEY`. A variable set to nothing counts as not set; a
    list is written with commas.

    Raises:
        ConfigError: for an unknown key or a value that does not fit.
    """
    environ = os.environ if environ is None else environ
    values = settings_file(environ, folder or Path.cwd())
    unknown = {key for key, value in values.items() if isinstance(value, dict)} - TABLES
    if unknown:
        raise ConfigError(messages.setting_unknown(min(unknown)))
    if table is None:
        values = {key: value for key, value in values.items() if key not in TABLES}
    else:
        values = values.get(table, {})
        if not isinstance(values, dict):
            raise ConfigError(messages.setting_invalid(table, values))
    prefix = PREFIX + (f"{table.upper()}_" if table else "")
    for key, info in model.model_fields.items():
        text = environ.get(prefix + key.upper())
        if text:
            listed = "set[" in str(info.annotation) or "tuple[" in str(info.annotation)
            values[key] = [item.strip() for item in text.split(",")] if listed else text
    values |= {key: value for key, value in (flags or {}).items() if value is not None}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(item) for item in first["loc"])
        if first["type"] == "extra_forbidden":
            raise ConfigError(messages.setting_unknown(name)) from error
        raise ConfigError(messages.setting_invalid(name, first["input"])) from error


def with_default_sources(settings: Settings) -> Settings:
    """Return the settings with a sources folder: the one they give, else the first `seeds` found.

    `seeds` is looked for in the working folder, then in the checkout that this package runs from
    (an editable installation).

    Raises:
        FolderError: when no folder was given and there is no `seeds`.
    """
    if settings.sources is not None:
        return settings
    checkout = Path(__file__).resolve().parent.parent
    places = [Path("seeds")]
    # A wheel's parent folder is site-packages, where a `seeds` would be somebody else's.
    if (checkout / "pyproject.toml").is_file():
        places.append(checkout / "seeds")
    for place in places:
        if place.is_dir():
            return settings.model_copy(update={"sources": place})
    raise FolderError(messages.no_folder_given())
