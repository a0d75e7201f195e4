"""HEAD is answered as GET, and a method that an address does not take is told those it does."""

import httpx
import pytest
from fastapi.testclient import TestClient
from webkit import make_app

from rag import Engine
from ui.web.settings import WebSettings

PAGES = ("/", "/sources", "/en-bref", "/a-propos", "/confidentialite", "/widget", "/embed")
DOORS = ("/api/health", "/api/ready", "/api/sources", "/api/version", "/api/openapi.json")


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(make_app(engine, WebSettings()), base_url="http://localhost")


@pytest.mark.parametrize("path", [*PAGES, *DOORS])
def test_what_can_be_read_can_be_looked_for(client: TestClient, path: str) -> None:
    assert client.head(path).status_code == 200


def test_a_head_has_no_body(served: str) -> None:
    reply = httpx.head(f"{served}/sources")
    assert (reply.status_code, reply.content) == (200, b"")
    assert int(reply.headers["content-length"]) > 0


def test_a_method_refused_says_which_are_not(client: TestClient) -> None:
    assert client.post("/api/health").headers["allow"] == "GET, HEAD"
    assert client.get("/api/ask").headers["allow"] == "POST"


def test_another_site_cannot_make_a_visitor_ask_behind_his_back(engine: Engine) -> None:
    """An image of another page would spend what the visitor may ask in a minute."""
    client = TestClient(
        make_app(engine, WebSettings(requests_per_minute=1)), base_url="http://localhost"
    )
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}
    asked = {"q": "Où est le musée ?"}
    assert client.get("/embed", params=asked, headers=image).status_code == 403
    frame = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
    opened = client.get("/embed", params=asked, headers=frame)
    assert (opened.status_code, opened.headers["cache-control"]) == (200, "no-store")
