"""Help numbers are shown wherever a distress is answered: they are never announced in vain."""

from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console

from rag import Engine, Settings
from rag.answer import refuse
from rag.contract import Record, record
from rag.courtesy import TAKE_CARE, help_for
from rag.suggest import choose
from rag.suggest.kinds import Proven
from rag.types import Asked, Question, Reason, Refusal
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


def test_the_page_shows_the_numbers_and_calls_them() -> None:
    shown = unescape(render.reply(distress()))
    assert shown.count("<li>") >= 2
    assert 'href="tel:3114">3114</a>' in shown


def test_thanks_after_a_distress_keep_its_numbers_and_ask_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "musee.txt").write_text("Le musée a ouvert à Lyon en 1999.\n", encoding="utf-8")
    engine = Engine.open(Settings(sources=tmp_path, cache=tmp_path / "cache", model="hashing"))
    after = engine.ask(Question("merci", ("Qui a ouvert le musée ?", SAID)))
    assert isinstance(after, Refusal)
    assert (after.reason, after.text) == (Reason.THANKS, TAKE_CARE)
    assert after.asked.help == help_for(SAID)
    assert choose((Proven("Où est le musée ?", "Lyon", "musée", "Lyon."),), after) == ()
    assert engine.ask(Question("merci")).asked.help == ()
