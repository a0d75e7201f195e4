"""`sourcier feedback`: what people said of the answers, as the page kept it."""

import csv
import io
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli import texts
from ui.cli.opening import load_settings, sources_option
from ui.cli.terminal import line, say, write_bytes, write_record

if TYPE_CHECKING:
    from ui.feedback import Opinion

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


@click.command("feedback", help=texts.FEEDBACK, short_help=texts.FEEDBACK_SHORT)
@click.option("--json", "as_json", is_flag=True, help=texts.FEEDBACK_JSON_OPTION)
@click.option("--csv", "as_csv", is_flag=True, help=texts.FEEDBACK_CSV_OPTION)
@sources_option
def feedback(  # noqa: D103 - click shows its help
    *, as_json: bool, as_csv: bool, sources: Path | None
) -> None:
    if as_json and as_csv:
        raise click.UsageError(texts.JSON_AND_CSV)
    settings = load_settings(sources)
    from rag.config import load
    from ui.feedback import Opinions, home
    from ui.web.settings import WebSettings

    assert settings.sources is not None  # noqa: S101 - for mypy: load_settings gives one
    web = load(WebSettings, table="web")
    read = list(Opinions(home(web.data, settings.sources)).read())
    opinions = [opinion for opinion in read if opinion is not None]
    if as_json:
        for opinion in opinions:
            write_record(asdict(opinion))
    elif as_csv:
        write_bytes(_table(opinions))
    else:
        for opinion in opinions:
            cells = (opinion.day, texts.USEFUL[opinion.useful], opinion.reason, opinion.question)
            click.echo("\t".join(line(cell or "") for cell in cells))
    say(texts.feedback_counts(len(opinions), sum(opinion.useful for opinion in opinions)))
    if len(opinions) < len(read):
        say(texts.feedback_unreadable(len(read) - len(opinions)))
    if not opinions and not web.feedback:
        say(texts.FEEDBACK_IS_OFF)


def _table(opinions: "list[Opinion]") -> bytes:
    """Return opinions as CSV (RFC 4180), in UTF-8 with the mark that spreadsheets wait for."""
    from ui.feedback import Opinion

    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(field.name for field in fields(Opinion))
    for opinion in opinions:
        rows.writerow(_cell(value) for value in asdict(opinion).values())
    return written.getvalue().encode("utf-8-sig")


def _cell(value: bool | str | None) -> str:  # noqa: FBT001 - a cell of a table, no switch
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value or ""
    # A visitor's words must not run in the operator's spreadsheet.
    return f"'{text}" if text.startswith(FORMULA) else text
