"""Open the engine as every command does: settings read once, progress shown, lines said."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli import texts
from ui.cli.terminal import progress_bar, say

if TYPE_CHECKING:
    from rag import Engine, Settings


def _folder(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Path | None:
    """Return the path given; whether it is usable is the engine's to say."""
    if value == "":  # `--sources "$UNSET"` is not the working folder
        raise click.BadParameter(texts.EMPTY_FOLDER)
    return None if value is None else Path(value)


sources_option = click.option(
    "--sources", metavar="DOSSIER", callback=_folder, help=texts.SOURCES_OPTION
)


def load_settings(sources: Path | None) -> "Settings":
    """Read the settings: flag > environment > file > default.

    Raises:
        ConfigError: a setting cannot be used.
        FolderError: no sources folder is given, and there is no default one.
    """
    from rag import Settings
    from rag.config import load, with_default_sources

    return with_default_sources(load(Settings, {"sources": sources}))


def open_engine(
    settings: "Settings", *, rebuild: bool = False, tell: Callable[[str], None] = say
) -> "Engine":
    """Open the engine; its index is made or refreshed first, and `tell` is told.

    Raises:
        SourcierError: the sources, the model or the saved index cannot be used.
    """
    from rag import Engine, Work

    with progress_bar(texts.EMBEDDING) as progress:
        return Engine.open(settings, Work(say=tell, progress=progress, rebuild=rebuild))
