"""The HTTP API: the engine's own record, the sources as read, and faults said in French."""

import json

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from webkit import MUSEUM_QUESTION, TRAP, TRAP_QUESTION, make_app

from rag import Engine, Question, overview_record, record
from ui.web import texts
from ui.web.settings import WebSettings


def said(response: httpx.Response, status: int) -> str:
    """Check a problem and return its detail."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    title, _ = texts.STATUS[status]
    assert problem["title"] == title
    return problem["detail"]


@pytest.mark.parametrize(
    ("question", "history"),
    [
        (MUSEUM_QUESTION, []),
        (TRAP_QUESTION, ["Où est Trapville ?"]),
        ("", []),
        ("  \n ", []),
        ("a" * 5000, []),
        ("caractère \x00 nul", []),
        ("moitié \ud83d de caractère", []),
        ("Combien ?", ["moitié \udc00"]),
    ],
)
def test_the_record_is_the_engines_own(
    client: TestClient, engine: Engine, question: str, history: list[str]
) -> None:
    body = json.dumps({"question": question, "history": history})
    response = client.post(
        "/api/ask", content=body, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    assert response.status_code == 200
    given = response.json()
    expected = record(engine.ask(Question(question, tuple(history))))
    assert given.pop("timings_ms").keys() == expected.pop("timings_ms").keys()
    assert given == json.loads(json.dumps(expected))


def test_an_answer_quotes_its_source(client: TestClient) -> None:
    given = client.post("/api/ask", json={"question": MUSEUM_QUESTION}).json()
    assert given["status"] == "answered"
    for citation in given["citations"]:
        text = client.get(f"/api/sources/{citation['source_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"question": "x"', 400),
        (b'\xff\xfe{"question": "x"}', 400),
        (b"[" * 20_000, 400),
        (b"null", 422),
        (b'"une question"', 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"question": null}', 422),
        (b'{"question": 12}', 422),
        (b'{"question": ["x"]}', 422),
        (b'{"question": "x", "history": "y"}', 422),
        (b'{"question": "x", "history": [1]}', 422),
        (b'{"question": "x", "history": null}', 422),
        (b'{"question": "x", "threshold": 0}', 422),
    ],
)
def test_a_malformed_body_is_a_problem_in_french(
    client: TestClient, content: bytes, status: int
) -> None:
    response = client.post(
        "/api/ask", content=content, headers={"Content-Type": "application/json"}
    )
    said(response, status)


def test_a_problem_names_the_field(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "x", "<seuil>": 0})
    assert said(response, 422) == texts.field_unknown("<seuil>", ["question", "history"])
    assert said(client.post("/api/ask", json={}), 422) == texts.field_missing("question")
    wrong = client.post("/api/ask", json={"question": "x", "history": 1})
    assert said(wrong, 422) == texts.field_wrong("history")


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(client: TestClient, media: str) -> None:
    # A page of another site may send these without asking the browser's leave.
    headers = {"Content-Type": media} if media else {}
    said(client.post("/api/ask", content=b'{"question": "x"}', headers=headers), 415)


@pytest.mark.parametrize("pieces", [1, 7])
def test_a_large_body_is_refused_before_it_is_read(client: TestClient, pieces: int) -> None:
    large = b'{"question": "' + b"x" * 70_000 + b'"}'
    # Sent in pieces, its length is not declared.
    size = len(large) // pieces + 1
    sent = (large[at : at + size] for at in range(0, len(large), size))
    content = large if pieces == 1 else sent
    response = client.post(
        "/api/ask", content=content, headers={"Content-Type": "application/json"}
    )
    said(response, 413)


def test_the_sources_are_listed_as_read(client: TestClient, engine: Engine) -> None:
    given = client.get("/api/sources").json()
    assert given["corpus"] == engine.corpus.fingerprint
    assert [source["source_id"] for source in given["sources"]] == ["musee", "pont", "trapville"]
    assert [rejected["path"] for rejected in given["rejected"]] == ["abîmé.pdf"]
    for source in given["sources"]:
        assert source["label"]
        assert sum(source["zones"].values()) == len(engine.segments[source["source_id"]])
        assert "text" not in source


def test_a_source_is_given_whole(client: TestClient, engine: Engine) -> None:
    given = client.get("/api/sources/trapville").json()
    assert given["text"] == TRAP
    assert given["publisher"] == "La_Gazette_"
    assert given["segments"] == [
        {"start": segment.start, "end": segment.end, "zone": segment.zone.value}
        for segment in engine.segments["trapville"]
    ]


@pytest.mark.parametrize(
    "path", ["/api/sources/inconnue", "/api/sources/..%2f..%2fetc%2fpasswd", "/api/rien", "/api/"]
)
def test_what_is_unknown_is_a_problem(client: TestClient, path: str) -> None:
    said(client.get(path), 404)


def test_a_wrong_method_is_a_problem(client: TestClient) -> None:
    said(client.get("/api/ask"), 405)
    said(client.put("/api/health"), 405)


def test_health_and_version(client: TestClient, engine: Engine) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}
    given = client.get("/api/version").json()
    assert given["corpus"] == engine.corpus.fingerprint
    assert given["version"] == record(engine.ask(Question("Où ?")))["version"]


def test_a_client_that_asks_too_much_is_told_to_wait(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(requests_per_minute=2))) as client:
        for _ in range(2):
            assert client.post("/api/ask", json={"question": "Où ?"}).status_code == 200
        response = client.post("/api/ask", json={"question": "Où ?"})
        assert said(response, 429) == texts.TOO_MANY
        assert 0 < int(response.headers["retry-after"]) <= 60
        assert client.get("/api/health").status_code == 200


class Broken:
    """An engine that fails, with a message that must not be seen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def ask(self, question: Question) -> None:
        raise RuntimeError("secret of the house: " + question.text)


def test_a_fault_is_said_in_french_without_its_details(engine: Engine) -> None:
    broken: FastAPI = make_app(Broken(engine), WebSettings())
    with TestClient(broken) as client:
        response = client.post("/api/ask", json={"question": "Où ?"})
        assert said(response, 500) == texts.FAULT
        assert "secret" not in response.text
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_overview_is_the_engines_own(client: TestClient, engine: Engine) -> None:
    given = client.get("/api/overview")

    assert given.status_code == 200
    assert given.json() == overview_record(engine.overview())
    assert given.json()["corpus"] == engine.corpus.fingerprint


def test_there_are_no_suggestions_before_they_are_ready(client: TestClient) -> None:
    assert client.get("/api/suggestions").json() == {"suggestions": []}
