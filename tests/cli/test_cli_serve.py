"""The server, as the command line starts it."""

import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

import pytest
from cli_command import Command

from rag import Settings


def test_flags_and_settings_reach_the_server(
    sourcier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[Settings, Any]] = []

    def serve(settings: Settings, web: Any, say: Callable[[str], None]) -> None:
        say("Ouvert.")
        calls.append((settings, web))

    monkeypatch.setattr("ui.web.server.serve", serve)
    ran = sourcier("serve", "--port", "0", SOURCIER_WEB_HOST="::1", SOURCIER_WEB_PORT="1")

    ((settings, web),) = calls
    assert (ran.code, ran.out, ran.err) == (0, b"", "Ouvert.\n")
    assert str(settings.sources) == sourcier.environment["SOURCIER_SOURCES"]
    assert (web.host, web.port) == ("::1", 0)


def test_control_c_while_it_loads_ends_it_well(
    sourcier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.web.server.serve", interrupted)
    ran = sourcier("serve")

    assert (ran.code, ran.out, ran.err) == (0, b"", "")


def test_a_busy_port_is_said_with_its_remedy(sourcier: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = sourcier("serve", "--port", str(taken.getsockname()[1]))

    assert (ran.code, ran.out) == (1, b"")
    assert ran.said.startswith("Erreur\u00a0: Le port ")
    assert "--port" in ran.said


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_control_c_ends_it_well(sourcier: Command) -> None:
    sourcier("index")
    with sourcier.start("serve", "--port", "0") as child:
        assert child.stderr is not None
        said = child.stderr.readline().decode()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()

    assert "http://127.0.0.1:" in said
    assert (child.returncode, out, err) == (0, b"", b"")
