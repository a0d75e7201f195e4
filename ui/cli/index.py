"""`sourcier index`: make the index, or bring it up to date, and say what was left out."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli import texts
from ui.cli.opening import load_settings, open_engine, sources_option
from ui.cli.terminal import say

if TYPE_CHECKING:
    from rag import Engine

SHORT = 1500
"""Code points under which a document is short, for a page of the press."""
MUCH = 0.25
"""The share of a short document that is much to keep back."""


@click.command("index", help=texts.INDEX, short_help=texts.INDEX_SHORT)
@sources_option
@click.option("--rebuild", is_flag=True, help=texts.REBUILD_OPTION)
@click.option("--download", is_flag=True, help=texts.DOWNLOAD_OPTION)
def index(  # noqa: D103 - click shows its help
    *, sources: Path | None, rebuild: bool, download: bool
) -> None:
    settings = load_settings(sources)
    from rag import messages
    from rag.embed import ensure_model

    ensure_model(settings, say, download=download)
    heard: list[str] = []

    def tell(text: str) -> None:
        heard.append(text)
        say(text)

    engine = open_engine(settings, rebuild=rebuild, tell=tell)
    for rejected in engine.corpus.rejected:
        say(texts.rejected(rejected.path, rejected.reason))
    for remark in engine.corpus.remarks:
        say(texts.remark(remark.path, remark.reason))
    for path, silent, all_ in _doubtful(engine):
        say(texts.remark(path, texts.mostly_silent(silent, all_)))
    # The engine says these two when, and only when, it writes an index.
    fresh = not {messages.index_making(), messages.index_refreshing()} & set(heard)
    counts = len(engine.corpus.sources), len(engine.index.passages)
    say(texts.index_ready(*counts, fresh=fresh))


def _doubtful(engine: "Engine") -> Iterator[tuple[str, int, int]]:
    """Yield each short document much of which will not answer: its silent segments, and all.

    What tells an article from what stands around it was learnt on pages of the press, which are
    longer, and have much around: of a letter, half may be taken for a menu. A web page has menus.
    """
    zones = engine.settings.zones
    for source in engine.corpus.sources:
        segments = engine.segments[source.id]
        silent = [one for one in segments if one.zone not in zones]
        kept_back = sum(one.end - one.start for one in silent)
        page = source.extractor.startswith("html")
        if not page and len(source.text) < SHORT and kept_back >= MUCH * len(source.text):
            yield source.path, len(silent), len(segments)
