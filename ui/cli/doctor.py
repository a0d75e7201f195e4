"""`sourcier doctor`: what is installed, set and saved, one French line a check."""

from pathlib import Path

import click

from ui.cli import texts
from ui.cli.opening import sources_option
from ui.cli.terminal import line

COLOURS = {"good": "green", "note": "yellow", "bad": "red"}


@click.command("doctor", help=texts.DOCTOR, short_help=texts.DOCTOR_SHORT)
@sources_option
def doctor(*, sources: Path | None) -> int:  # noqa: D103 - click shows its help
    from ui.cli.checks import everything

    failed = 0
    for found in everything(sources):
        sign = click.style(texts.SIGNS[found.level], fg=COLOURS[found.level])
        click.echo(f"{sign} {line(found.text)}")
        failed += found.level == "bad"
    click.echo(texts.failed(failed) if failed else texts.ALL_GOOD)
    return 1 if failed else 0
