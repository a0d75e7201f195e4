"""The command `sourcier`: the group of its commands, and the one place where errors are said."""

import contextlib
import io
import os
import sys
import traceback
import warnings
from collections.abc import Sequence

import click

from ui.cli import french, texts
from ui.cli.ask import ask
from ui.cli.calibrate import calibrate
from ui.cli.doctor import doctor
from ui.cli.feedback import feedback
from ui.cli.index import index
from ui.cli.overview import overview
from ui.cli.serve import serve
from ui.cli.sources import sources
from ui.cli.terminal import say, visible
from ui.cli.widget import widget

DEBUG = "SOURCIER_DEBUG"
FAILED = 1
INTERRUPTED = 130
"""What a shell gives a command that Ctrl+C ended: 128 and the signal's number."""


@click.group(
    help=texts.GROUP,
    epilog=texts.GROUP_END,
    options_metavar=texts.OPTIONS,
    subcommand_metavar=texts.SUBCOMMAND,
)
@click.version_option(package_name="sourcier", message=texts.VERSION, help=texts.VERSION_OPTION)
def cli() -> None:
    """Group the commands."""


for command in (ask, index, sources, overview, calibrate, serve, feedback, widget, doctor):
    cli.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0: fine, a refusal is fine. 1: an error, said in one French line on standard error, or none
    when the reader of standard output went away. 2: wrong usage. 130: interrupted.

    Args:
        arguments: the words after the command's name; those of the process by default.

    Raises:
        SystemExit: where click leaves by itself: a broken pipe, a shell's completion.
    """
    french.install()
    debug = bool(os.environ.get(DEBUG))
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot write a character is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    with warnings.catch_warnings():
        if not debug and not sys.warnoptions:
            warnings.simplefilter("ignore")  # other people's, and in English
        try:
            # Given its arguments, click does not expand them on Windows, where the "?" of a
            # question would be a pattern of file names.
            given = sys.argv[1:] if arguments is None else list(arguments)
            code = cli.main(given, prog_name="sourcier", standalone_mode=False)
            sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - the one place where errors are said
            return _failed(error, debug=debug)
        except KeyboardInterrupt:
            return INTERRUPTED
    return code or 0


def _failed(error: Exception, *, debug: bool) -> int:
    """Say an error and return the exit code."""
    if isinstance(error, click.Abort):  # how click passes Ctrl+C on
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):  # at the last flush; click sees the earlier ones
        _let_go()
        return FAILED
    if isinstance(error, click.UsageError):
        words = io.StringIO()
        error.show(words)
        click.echo(visible(words.getvalue()), nl=False, err=True)
        return error.exit_code
    say(texts.error(_told(error)))
    if debug:
        traceback.print_exception(error)
    return FAILED


def _told(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.message
    # Looked up, not imported: `--help` does not pay for the engine's settings, and when the
    # engine is not loaded the error is none of its own.
    engine = sys.modules.get("rag.errors")
    if engine is not None and isinstance(error, engine.SourcierError):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return texts.missing_package(error.name or "?")
    if isinstance(error, OSError):
        return texts.system_error(error)
    return texts.fault(type(error).__name__)


def _let_go() -> None:
    """Send what is left to nowhere, so that Python does not complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
