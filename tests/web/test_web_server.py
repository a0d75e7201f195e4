"""`serve` as a process: what it says, when, and how it ends."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from webkit import MUSEUM_QUESTION, ask_gradio

from rag import Settings
from ui.errors import PortError
from ui.web import texts
from ui.web.server import serve
from ui.web.settings import WebSettings

PROGRAM = """
import sys
from pathlib import Path
from rag import Settings
from ui.web.server import serve
from ui.web.settings import WebSettings
settings = Settings(sources=Path(sys.argv[1]), cache=Path(sys.argv[2]), model="hashing")
web = WebSettings(port=0, stop_seconds=300)
serve(settings, web, lambda line: print(line, file=sys.stderr, flush=True))
"""


SLOW = (
    """
import sys
import threading
import time
from pathlib import Path
import rag
at_once = rag.Engine.ask
def ask(engine, question):
    folder = Path(sys.argv[2])
    (folder / f"asked-{threading.get_ident()}").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
    return at_once(engine, question)
rag.Engine.ask = ask
"""
    + PROGRAM
)
"""An engine that answers only once a file lets it."""


@contextmanager
def process(sources: Path, cache: Path, program: str = PROGRAM) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 - this very Python, on a program of ours
        [sys.executable, "-W", "ignore", "-c", program, str(sources), str(cache)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def address(started: subprocess.Popen[str]) -> tuple[str, list[str]]:
    """Wait for the line that gives the address; return it and the lines before."""
    before = []
    for line in started.stderr:
        if "http://" in line:
            return line.split("http://")[1].split()[0], before
        before.append(line.strip())
    pytest.fail(f"the server ended: {before}")


@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_says_where_it_is_once_it_answers_and_stops_quietly(
    sources: Path, tmp_path: Path, asked: signal.Signals, code: int
) -> None:
    with process(sources, tmp_path) as started:
        where, before = address(started)
        assert before == ["Construction de l’index des sources…"]
        with urllib.request.urlopen(f"http://{where}/api/health", timeout=120) as response:
            assert json.load(response) == {"status": "ok"}
        # A page left open holds a stream: it must not delay the end, nor end in a trace.
        stream = urllib.request.urlopen(f"http://{where}/gradio_api/heartbeat/abc", timeout=120)
        with stream:
            assert stream.readline() == b"data: ALIVE\n"
            started.send_signal(asked)
            assert started.wait(120) == code
        assert started.stderr.read() == ""


def wait_for(happened: Callable[[], bool], *asked: Future[str]) -> None:
    """Wait until something happens, while what was asked is still on its way."""
    while not happened():
        assert not any(future.done() for future in asked)
        time.sleep(0.01)


def is_shut(where: str) -> bool:
    """Say whether nobody new is let in."""
    known = urlsplit(where)
    with contextlib.suppress(OSError):
        socket.create_connection((known.hostname, known.port), timeout=120).close()
        return False
    return True


def test_answers_in_flight_are_finished_before_the_end(sources: Path, tmp_path: Path) -> None:
    with process(sources, tmp_path, SLOW) as started, ThreadPoolExecutor(2) as threads:
        where = f"http://{address(started)[0]}"
        streaming = threading.Event()

        def ask() -> str:
            body = {"question": MUSEUM_QUESTION}
            return httpx.post(f"{where}/api/ask", json=body, timeout=300).text

        def ask_on_the_page() -> str:
            return ask_gradio(where, "abc", MUSEUM_QUESTION, None, begun=streaming.set)

        asked = (threads.submit(ask), threads.submit(ask_on_the_page))
        wait_for(lambda: len(list(tmp_path.glob("asked-*"))) == 2, *asked)
        wait_for(streaming.is_set, *asked)
        started.send_signal(signal.SIGTERM)
        wait_for(lambda: is_shut(where), *asked)
        assert started.poll() is None
        (tmp_path / "go").touch()

        given = json.loads(asked[0].result())
        assert given["question"] == MUSEUM_QUESTION
        assert given["status"] in {"answered", "refused"}
        ended = [line for line in asked[1].result().splitlines() if "process_completed" in line]
        assert '"success":true' in ended[-1]
        assert started.wait(120) == -signal.SIGTERM
        assert started.stderr.read() == ""


def test_a_busy_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    lines: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(sources=tmp_path / "absent", cache=tmp_path, model="hashing")
        with pytest.raises(PortError) as error:
            serve(settings, WebSettings(port=port), lines.append)
    assert str(error.value) == texts.port_busy("127.0.0.1", port)
    assert lines == []
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_ours_is_said(tmp_path: Path) -> None:
    settings = Settings(sources=tmp_path, cache=tmp_path, model="hashing")
    with pytest.raises(PortError, match=r"192\.0\.2\.1"):
        serve(settings, WebSettings(host="192.0.2.1", port=0), print)
