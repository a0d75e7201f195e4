"""`sourcier sources`: what was read from the folder; neither model nor index is needed."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli import texts
from ui.cli.opening import load_settings, sources_option
from ui.cli.terminal import console, line, say, visible, write_bytes, write_record

if TYPE_CHECKING:
    from rag import Corpus, Source


@click.command("sources", help=texts.SOURCES, short_help=texts.SOURCES_SHORT)
@click.option("--show", metavar="IDENTIFIANT", help=texts.SHOW_OPTION)
@click.option("--json", "as_json", is_flag=True, help=texts.SOURCES_JSON_OPTION)
@sources_option
def sources(  # noqa: D103 - click shows its help
    *, show: str | None, as_json: bool, sources: Path | None
) -> None:
    if show is not None and as_json:
        raise click.UsageError(texts.SHOW_AND_JSON)
    settings = load_settings(sources)
    from rag.text import read_corpus

    assert settings.sources is not None  # noqa: S101 - for mypy: load_settings gives one
    corpus = read_corpus(settings.sources, max_file_bytes=settings.max_file_bytes)
    if show is not None:
        _show(corpus, show)
    elif as_json:
        write_record(_listing(corpus))
    else:
        _table(corpus)
        for rejected in corpus.rejected:
            say(texts.rejected(rejected.path, rejected.reason))
        for remark in corpus.remarks:
            say(texts.remark(remark.path, remark.reason))


def _show(corpus: "Corpus", source_id: str) -> None:
    """Write a source's text: exactly, except that a terminal gets no control character."""
    source = corpus.source(source_id)
    if source is None:
        from rag import IdentifierError

        raise IdentifierError(texts.unknown_id(source_id))
    text = visible(source.text) if sys.stdout.isatty() else source.text
    write_bytes(text.encode(errors="replace"))


def _zones(source: "Source") -> Counter[str]:
    from rag.segment import segment

    return Counter(part.zone.value for part in segment(source))


def _listing(corpus: "Corpus") -> dict[str, Any]:
    """Return the record of the list, each source as GET /api/sources gives it."""
    from rag import source_record

    return {
        "corpus": corpus.fingerprint,
        "sources": [
            {
                **source_record(source),
                "path": source.path,
                "extractor": source.extractor,
                "encoding": source.encoding,
                "language": source.language,
                "characters": len(source.text),
                "zones": dict(_zones(source)),
            }
            for source in corpus.sources
        ],
        "rejected": [{"path": item.path, "reason": item.reason} for item in corpus.rejected],
        "remarks": [{"path": item.path, "reason": item.reason} for item in corpus.remarks],
    }


def _table(corpus: "Corpus") -> None:
    """Write the list: a table on a terminal, elsewhere one source a line, cut by tabs."""
    from rag import source_record

    terminal = sys.stdout.isatty()
    rows = [
        (
            line(source.id),
            line(source_record(source)["label"]),
            ("\n" if terminal else ", ").join(
                texts.zone_count(zone, count) for zone, count in _zones(source).items()
            ),
            line(source.extractor),
            source.encoding,
        )
        for source in corpus.sources
    ]
    if not terminal:
        for row in (texts.COLUMNS, *rows):
            click.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(*texts.COLUMNS, show_lines=True)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console(sys.stdout).print(table)
