"""`sourcier calibrate`: learn again, on one's own cases, how sure an answer must be."""

from pathlib import Path

import click

from ui.cli import texts
from ui.cli.opening import load_settings, open_engine, sources_option
from ui.cli.terminal import progress_bar, say


@click.command("calibrate", help=texts.CALIBRATE, short_help=texts.CALIBRATE_SHORT)
@click.argument("cases", metavar=texts.CASES, type=Path)
@sources_option
@click.option(
    "--out",
    metavar=texts.FILE,
    type=Path,
    default=Path("calibrage.json"),
    help=texts.CALIBRATE_OUT_OPTION,
)
def calibrate(*, cases: Path, sources: Path | None, out: Path) -> None:  # noqa: D103 - click shows its help
    from rag.calibrate import load_cases, observe, recalibrate, save

    asked = load_cases(cases)
    engine = open_engine(load_settings(sources))
    with progress_bar(texts.CALIBRATING) as progress:
        seen = list(observe(engine, asked, lambda done: progress(done, len(asked))))
    found = recalibrate(seen, engine.judge)
    save(found.judge, out)
    click.echo(texts.calibration_figures(texts.BEFORE, found.before))
    click.echo(texts.calibration_figures(texts.AFTER, found.after))
    for level, threshold in found.judge.levels:
        click.echo(texts.calibration_level(level, threshold))
    say(texts.calibrated(out))
