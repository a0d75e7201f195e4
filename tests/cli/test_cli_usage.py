"""Wrong usage, faults and interruptions: French, one place, the right exit code."""

import ast
import re
import signal
import string
import subprocess
import sys
import warnings
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from cli_command import Command

from rag import Engine, FolderError
from ui.cli import french, texts
from ui.cli.main import cli

PO = french.LOCALE / "fr" / "LC_MESSAGES" / "messages.po"
ENGLISH = re.compile(
    r"\b(the|such|missing|invalid|value|usage|error|try|got|unexpected|extra|did|you|mean|one of|"
    r"requires|does|take|show|this|exit|commands?|takes|given|help|for|version and|aborted)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"--\w+|'[^']*'|\{.*?\}|sourcier \w+")
USAGES = {
    ("ask",): "Il manque la question, ou l’option «\u00a0--batch\u00a0».",
    ("ask", "--batch", "f", "Qui ?"): "Une question ne se donne pas avec «\u00a0--batch\u00a0».",
    ("ask", "--batch", "f", "--history", "Qui ?"): (
        "Avec «\u00a0--batch\u00a0», "
        "l’historique est le champ «\u00a0history\u00a0» de chaque ligne."
    ),
    ("ask", "--jsn", "Qui ?"): ("L’option '--jsn' n’existe pas. Vouliez-vous dire '--json'\u202f?"),
    ("ask", "--s", "Qui ?"): ("L’option '--s' n’existe pas. Vouliez-vous dire '--json'\u202f?"),
    ("ask", "-x"): "L’option '-x' n’existe pas.",
    ("ask", "--json=1", "Qui ?"): "L’option '--json' ne prend pas de valeur.",
    ("ask", "--batch"): "L’option '--batch' attend une valeur.",
    ("ask", "Qui", "est"): (
        "Argument en trop\u00a0: est. Un texte de plusieurs mots se met entre guillemets."
    ),
    ("index", "a", "b"): (
        "Arguments en trop\u00a0: a b. Un texte de plusieurs mots se met entre guillemets."
    ),
    ("index", "--sources", ""): "Valeur impossible pour '--sources'\u00a0: le chemin est vide.",
    ("sources", "--show", "a", "--json"): (
        "Les options «\u00a0--show\u00a0» et «\u00a0--json\u00a0» ne vont pas ensemble."
    ),
    ("serve", "--port", "web"): (
        "Valeur impossible pour '--port'\u00a0: il faut un nombre entier de 0 à 65535."
    ),
    ("serve", "--port", "65536"): (
        "Valeur impossible pour '--port'\u00a0: il faut un nombre entier de 0 à 65535."
    ),
    ("serve", "--port", "9" * 5000): (
        "Valeur impossible pour '--port'\u00a0: il faut un nombre entier de 0 à 65535."
    ),
    ("aks",): "La commande 'aks' n’existe pas. Vouliez-vous dire 'ask'\u202f?",
    ("demande",): "La commande 'demande' n’existe pas.",
    ("--verbose",): "L’option '--verbose' n’existe pas. Vouliez-vous dire '--version'\u202f?",
}


@pytest.mark.parametrize(("arguments", "message"), USAGES.items())
def test_wrong_usage_is_said_in_french(
    sourcier: Command, arguments: tuple[str, ...], message: str
) -> None:
    ran = sourcier(*arguments)

    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.splitlines()[-1] == f"Erreur\u00a0: {message}"
    assert not ENGLISH.search(NAMES.sub("", ran.err))


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.commands)])
def test_help_is_in_french(sourcier: Command, command: tuple[str, ...]) -> None:
    ran = sourcier(*command, "--help")

    told = ran.out.decode()
    assert (ran.code, ran.err) == (0, "")
    assert told.startswith("Utilisation\u00a0: sourcier")
    assert "Options\u00a0:" in told
    assert not ENGLISH.search(NAMES.sub("", told))


def test_the_command_alone_shows_its_help(sourcier: Command) -> None:
    ran = sourcier()

    assert (ran.code, ran.out) == (2, b"")
    assert "Commandes\u00a0:" in ran.err


def test_the_version_is_the_record_s(sourcier: Command) -> None:
    version = sourcier("ask", "--json", "Qui ?").records[0]["version"]

    assert sourcier("--version").out.decode() == f"sourcier {version}\n"


def test_an_option_that_moves_the_cursor_is_shown(sourcier: Command) -> None:
    ran = sourcier("ask", "un", "deux\x1b[2J\x1b]0;trois\x07")

    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert "␛]0;trois␇" in ran.err


def test_a_fault_of_the_program_is_said_as_such(
    sourcier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Engine, "open", broken)
    quiet, told = sourcier("ask", "Qui ?"), sourcier("ask", "Qui ?", SOURCIER_DEBUG="1")

    assert (quiet.code, quiet.out, told.code) == (1, b"", 1)
    assert quiet.said.startswith("Erreur\u00a0: Défaut de Sourcier (ZeroDivisionError)")
    assert "SOURCIER_DEBUG=1" in quiet.said
    assert "secret" not in quiet.said
    assert told.err.startswith(quiet.err)
    assert "ZeroDivisionError: secret" in told.err


def test_a_missing_package_is_named(sourcier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rag.text", None)
    ran = sourcier("sources")

    assert ran.code == 1
    assert "rag.text" in ran.said


def test_a_library_s_warning_is_not_shown(
    sourcier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warned(*_: object, **__: object) -> None:
        warnings.warn("this will go away", DeprecationWarning, stacklevel=2)
        raise FolderError("Rien à lire.")

    monkeypatch.setattr(Engine, "open", warned)
    ran = sourcier("ask", "Qui ?")

    assert (ran.code, ran.said) == (1, "Erreur\u00a0: Rien à lire.")


def test_an_interruption_is_quiet(sourcier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Engine, "open", interrupted)
    ran = sourcier("ask", "Qui ?")

    assert (ran.code, ran.out, ran.err.strip()) == (130, b"", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
def test_control_c_in_the_middle_of_a_batch_is_quiet(sourcier: Command) -> None:
    with sourcier.start("ask", "--batch", "-") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b'{"id": 1, "question": "Qui ?"}\n')
        child.stdin.flush()
        assert child.stdout.readline().startswith(b'{"id": 1')
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()

    assert (child.returncode, out, err.strip()) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("arguments", [("sources",), ("sources", "--json"), ("ask", "Qui ?")])
def test_a_reader_that_goes_away_is_no_event(sourcier: Command, arguments: tuple[str, ...]) -> None:
    sourcier("index")
    with sourcier.start(*arguments) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        err = child.stderr.read()

    assert child.returncode == 1
    assert b"Traceback" not in err
    assert b"Broken" not in err


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom ui.cli.main import run\nrun(['ask', '--help'])\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    child = subprocess.run(  # noqa: S603 - our own interpreter, a constant script
        [sys.executable, "-c", script], capture_output=True, check=True
    )

    loaded = set(child.stderr.decode().split())
    assert "click" in loaded
    assert not loaded & {
        *("rag", "pydantic", "numpy", "faiss", "torch", "rich", "fastapi", "gradio", "transformers")
    }


def _messages() -> list[Message]:
    with PO.open("rb") as stream:
        return [message for message in read_po(stream, locale="fr") if message.id]


def test_every_string_of_click_is_translated() -> None:
    marked = extract_from_dir(Path(click.__file__).parent, keywords={"_": None, "ngettext": (1, 2)})
    translated = {message.id for message in _messages() if all(_strings(message))}

    assert {found[2] for found in marked} - translated == set()


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_translation_asks_for_nothing_that_click_does_not_give() -> None:
    for message in _messages():
        ids = [message.id] if isinstance(message.id, str) else message.id
        known = set().union(*map(_fields, ids))
        assert set().union(*map(_fields, _strings(message))) <= known


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with PO.with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)

    for message in _messages():
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            one, many = message.id
            assert [compiled.ngettext(one, many, n) for n in (1, 2)] == _strings(message)


def _written() -> list[str]:
    """Return the French of both catalogues, docstrings and the names of things left out."""
    tree = ast.parse(Path(texts.__file__).read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    ours = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
    ]
    return ours + [text for message in _messages() for text in _strings(message)]


def test_the_french_is_well_set() -> None:
    wrong = re.compile(r"[ \w»][;!?]|\w[»]| [:»]|« |«\w|(?<!\{)'(?!s')")
    for text in _written():
        found = wrong.search(re.sub(r"\{[^{}]*\}|'[^ ]*'", "", text))
        assert found is None, text
