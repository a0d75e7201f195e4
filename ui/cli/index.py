"""`sourcier index`: make the index, or bring it up to date, and say what was left out."""

from pathlib import Path

import click

from ui.cli import texts
from ui.cli.opening import load_settings, open_engine, sources_option
from ui.cli.terminal import say


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
    # The engine says these two when, and only when, it writes an index.
    fresh = not {messages.index_making(), messages.index_refreshing()} & set(heard)
    counts = len(engine.corpus.sources), len(engine.index.passages)
    say(texts.index_ready(*counts, fresh=fresh))
