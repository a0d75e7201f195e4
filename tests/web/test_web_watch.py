"""What the server's log and metrics tell of requests, and what they never tell."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from webkit import MUSEUM_QUESTION, make_app

from rag import ConfigError, Engine, Question
from ui.web import logs, texts
from ui.web.settings import WebSettings

WORD = "motsecret"


@pytest.fixture
def plain_logging() -> Iterator[None]:
    """Put the process's log back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("sourcier.requests").setLevel(logging.NOTSET)


class Broken:
    """An engine that fails, and whose error repeats the question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def ask(self, question: Question) -> None:
        raise RuntimeError(question.text)


@pytest.mark.usefixtures("plain_logging")
@pytest.mark.parametrize("debug", [[], [WORD]])
def test_the_log_tells_requests_and_never_a_question(
    engine: Engine,
    capsys: pytest.CaptureFixture[str],
    debug: list[str],
) -> None:
    logs.configure(requests=True, debug=bool(debug))
    with TestClient(make_app(Broken(engine), WebSettings(log_requests=True))) as client:
        given = client.post("/api/ask", json={"question": WORD})
        client.get(f"/?q={WORD}")
        client.get(f"/sources/musee?start=0&x={WORD}")
        client.get("/gradio_api/heartbeat/")
    said = capsys.readouterr().err
    events = [json.loads(line) for line in said.splitlines()]
    requests = [event for event in events if event["event"] == "request"]
    assert [(event["method"], event["path"], event["status"]) for event in requests] == [
        ("POST", "/api/ask", 500),
        ("GET", "/", 200),
        ("GET", "/sources/musee", 200),
        ("GET", "/gradio_api/heartbeat/*", 404),
    ]
    assert requests[0]["id"] == given.headers["x-request-id"]
    assert all(event["ms"] >= 0 and event["time"].endswith("+00:00") for event in requests)
    (fault,) = [event for event in events if event["level"] == "error"]
    assert fault["id"] == requests[0]["id"]
    assert any("RuntimeError" in line for line in fault["error"])
    assert [word for word in (WORD,) if word in said] == debug


@pytest.mark.usefixtures("plain_logging")
def test_the_log_is_silent_about_requests_by_default(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(requests=False, debug=False)
    with TestClient(make_app(Broken(engine), WebSettings())) as client:
        client.get("/api/health")
        client.post("/api/ask", json={"question": WORD})
    said = capsys.readouterr().err
    assert "fault while answering POST /api/ask" in said
    assert "RuntimeError" in said
    assert WORD not in said
    assert "health" not in said


def test_metrics_are_off_unless_asked_for(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_metrics_count_and_never_tell_a_question(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(metrics=True))) as client:
        client.post("/api/ask", json={"question": MUSEUM_QUESTION})
        client.post("/api/ask", json={"question": ""})
        client.get(f"/sources/musee?q={WORD}")
        for number in range(3):
            client.get(f"/{WORD}{number}")
        client.request("INVENTED", "/api/ask")
        told = client.get("/metrics").text.splitlines()
    assert 'sourcier_answers_total{reason="",status="answered"} 1.0' in told
    assert 'sourcier_answers_total{reason="empty_question",status="refused"} 1.0' in told
    counted = 'sourcier_requests_total{{method="{}",route="{}",status="{}"}} {}'
    assert counted.format("POST", "/api/ask", 200, 2.0) in told
    assert counted.format("GET", "/sources/{source_id}", 200, 1.0) in told
    assert counted.format("GET", "other", 404, 3.0) in told
    assert "sourcier_questions_waiting 0.0" in told
    assert not [line for line in told if WORD in line or "INVENTED" in line]


def test_metrics_without_their_package_say_what_to_install(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(ConfigError) as error:
        make_app(engine, WebSettings(metrics=True))
    assert str(error.value) == texts.METRICS_MISSING
