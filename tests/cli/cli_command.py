"""The command as a person calls it: arguments in; exit code, bytes and French lines out."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ui.cli.main import run

# A runner that was started in the background leaves SIGINT ignored, and its children inherit that;
# a person's shell does not.
ENTRY_POINT = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "import sys; from ui.cli.main import run; sys.exit(run())"
)
TOO_LONG = 120.0
"""Seconds that no command of these tests takes."""
DOCUMENTS = {
    "proces.txt": (
        "Le parquet de Lyon ouvre dix-huit enquêtes\n\n"
        "Le parquet de Lyon a ouvert 18 procédures en 2023 contre le site Exemple.\n\n"
        "Le procureur Jean Martin a annoncé la fermeture du site mardi 4 juin 2024.\n"
    ),
    "lignes.txt": "Première ligne\r\n\r\nDeuxième\u00a0ligne, sans fin de ligne",
    "hostile.txt": (
        "Un texte [bold]piégé[/bold]\n\n"
        "Le pirate [red]Zorglub[/red] écrit \x1b[31mrouge\x1b[0m :smile: dans sa page.\n"
    ),
    "dossier/note.md": (
        "# Les ponts de Nantes\n\nLa ville de Nantes compte 42 ponts sur la Loire.\n"
    ),
    "vide.txt": "",
}


def write_documents(folder: Path) -> Path:
    """Write the small corpus of these tests."""
    for name, text in DOCUMENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


@dataclass(frozen=True)
class Ran:
    """What a call of the command gave."""

    code: int
    out: bytes
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output, which holds JSON lines and nothing else."""
        assert self.out.endswith(b"\n")
        return [json.loads(line) for line in self.out.decode().split("\n")[:-1]]

    @property
    def said(self) -> str:
        """The one line of standard error."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err[:-1]


@dataclass(frozen=True)
class Command:
    """`sourcier` in this process, with its environment."""

    environment: dict[str, str]

    def __call__(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
        """Run it; `environment` adds variables."""
        with (
            pytest.MonkeyPatch.context() as patch,
            CliRunner().isolation(input=stdin) as (out, err, _both),
        ):
            patch.setenv("LANGUAGE", "en")  # the French must come from us, and be undone after
            for name, value in (self.environment | environment).items():
                patch.setenv(name, value)
            try:
                code = run(arguments)
            except SystemExit as left:
                code = int(left.code or 0)
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(code, out.getvalue(), err.getvalue().decode())

    def start(self, *arguments: str | bytes) -> subprocess.Popen[bytes]:
        """Start it in a process of its own, as the installed command does."""
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-c", ENTRY_POINT, *arguments],
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        # A test that waits for what never comes must fail, not hang.
        watchdog = threading.Timer(TOO_LONG, child.kill)
        watchdog.daemon = True
        watchdog.start()
        return child

    def having(self, variables: Mapping[str, str]) -> "Command":
        """The same with more variables."""
        return Command({**self.environment, **variables})


@dataclass(frozen=True)
class Fresh:
    """A command on a folder of documents and a cache that nobody else uses."""

    command: Command
    folder: Path
    cache: Path


def batch(lines: Sequence[object]) -> bytes:
    """Write values as the lines of a batch; text and bytes go as they are."""
    raw = [
        line
        if isinstance(line, bytes)
        else line.encode()
        if isinstance(line, str)
        else json.dumps(line).encode()
        for line in lines
    ]
    return b"\n".join(raw) + b"\n"
