"""`sourcier ask`: one question for a person or a program, or a batch of them."""

import sys
from pathlib import Path

import click

from ui.cli import batch as batches
from ui.cli import texts
from ui.cli.opening import load_settings, open_engine, sources_option
from ui.cli.terminal import console, write_record


@click.command("ask", help=texts.ASK, short_help=texts.ASK_SHORT)
@click.argument("question", required=False, metavar="[QUESTION]")
@click.option("--json", "as_json", is_flag=True, help=texts.JSON_OPTION)
@click.option("--batch", metavar="FICHIER", help=texts.BATCH_OPTION)
@click.option("--history", multiple=True, metavar="QUESTION", help=texts.HISTORY_OPTION)
@sources_option
def ask(  # noqa: D103 - click shows its help
    *,
    question: str | None,
    as_json: bool,
    batch: str | None,
    history: tuple[str, ...],
    sources: Path | None,
) -> int:
    if batch is not None:
        if question is not None:
            raise click.UsageError(texts.QUESTION_AND_BATCH)
        if history:
            raise click.UsageError(texts.HISTORY_AND_BATCH)
        lines = batches.read_lines(batch)
        return batches.answer(lines, open_engine(load_settings(sources)))
    if question is None:
        raise click.UsageError(texts.NO_QUESTION)
    engine = open_engine(load_settings(sources))
    from rag import Question, record

    given = record(engine.ask(Question(question, history)))
    if as_json:
        write_record(given)
    else:
        from ui.cli.view import show

        show(given, console(sys.stdout))
    return 0
