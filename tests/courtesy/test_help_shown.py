"""Help numbers are shown wherever a distress is answered: they are never announced in vain."""

from io import StringIO

from rich.console import Console

from rag.answer import refuse
from rag.contract import Record, record
from rag.courtesy import help_for
from rag.types import Asked, Question, Reason
from ui.cli import view
from ui.web import render

SAID = "Je veux mourir"


def distress() -> Record:
    """Make the record of a person in distress."""
    return record(refuse(Asked(Question(SAID), help=help_for(SAID)), Reason.DISTRESS))


def test_the_terminal_shows_the_numbers() -> None:
    console = Console(file=StringIO(), width=100)
    view.show(distress(), console)
    shown = console.file.getvalue()
    assert "3114" in shown
    assert "112" in shown


def test_the_page_shows_the_numbers() -> None:
    shown = render.reply(distress())
    assert shown.count("<li>") >= 2
    assert "3114" in shown
