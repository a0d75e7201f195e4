"""By which names the server is spoken to, from whose pages, through which proxies, how often."""

import anyio
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message
from webkit import make_app

from rag import Engine
from ui.web import texts
from ui.web.limits import Allowance, household
from ui.web.origins import KnownHosts, known_names
from ui.web.security import BodyLimit
from ui.web.settings import WebSettings
from ui.web.traffic import Traffic

SITE = "https://journal.example"
QUESTION = {"question": "Où est le musée ?"}


def reached(middleware: object, **scope: object) -> int:
    """Send one request through a middleware; 200 says that it went through."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    given = {"type": "http", "method": "GET", "path": "/api/x", "headers": [], **scope}
    anyio.run(middleware, given, receive, send)
    return sent[0]["status"]


async def through(_scope: object, _receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:7860", 200),
        ("localhost.:7860", 200),
        ("127.0.0.1:7860", 200),
        ("[::1]:7860", 200),
        ("192.168.1.4:7860", 200),
        ("questions.example", 200),
        ("Questions.Example:443", 200),
        ("attaquant.example", 421),
        ("attaquant.example:7860", 421),
        ("questions.example.attaquant.example", 421),
        ("127.0.0.1.attaquant.example", 421),
        ("localhost@attaquant.example", 421),
        ("localhost/attaquant.example", 421),
        ("2130706433", 421),
        ("", 421),
    ],
)
def test_only_a_name_of_this_server_is_answered(host: str, status: int) -> None:
    names = known_names(WebSettings(hosts=("Questions.example",)))
    assert reached(KnownHosts(through, names), headers=[(b"host", host.encode())]) == status


@given(st.from_regex(r"[a-z0-9.:\[\]@/-]{1,40}", fullmatch=True))
def test_no_other_name_passes(host: str) -> None:
    names = known_names(WebSettings())
    status = reached(KnownHosts(through, names), headers=[(b"host", host.encode())])
    if status == 200:
        bare = host.rstrip(".")
        assert bare.startswith("localhost") or set(bare) <= set("0123456789abcdef.:[]")


def test_a_name_that_is_not_ours_is_a_problem_that_says_the_setting(client: TestClient) -> None:
    refused = client.post("/api/ask", json=QUESTION, headers={"Host": "attaquant.example"})
    assert refused.status_code == 421
    assert "hosts" in refused.json()["detail"]
    page = client.get("/", headers={"Host": "attaquant.example"})
    assert page.status_code == 421
    assert f"<h1>{texts.STATUS[421][0]}</h1>" in page.text


# --- other sites ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, []),
        ({"Origin": "http://testserver"}, []),
        ({"Origin": SITE}, [403]),
        ({"Origin": "null"}, [403]),
        ({"Origin": "http://testserver.attaquant.example"}, [403]),
        ({"Origin": "http://["}, [403]),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://derriere.example"}, []),
        ({"Sec-Fetch-Site": "none"}, []),
        ({"Sec-Fetch-Site": "cross-site"}, [403]),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver:81"}, [403]),
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join"])
def test_a_page_of_another_site_cannot_send(
    client: TestClient, path: str, headers: dict[str, str], refused: list[int]
) -> None:
    response = client.post(path, json=QUESTION, headers=headers)
    assert [status for status in [response.status_code] if status == 403] == refused
    if refused:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"] == texts.OTHER_SITE


@pytest.mark.parametrize("web", [WebSettings(origins=(SITE,)), WebSettings(allow_any_origin=True)])
def test_a_listed_site_may_ask_but_never_drive_the_page(engine: Engine, web: WebSettings) -> None:
    headers = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    with TestClient(make_app(engine, web)) as client:
        assert client.post("/api/ask", json=QUESTION, headers=headers).status_code == 200
        driven = client.post("/gradio_api/queue/join", json={}, headers=headers)
        assert driven.status_code == 403


def test_a_site_that_may_not_ask_is_told_in_french(client: TestClient) -> None:
    leave = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
    response = client.options("/api/ask", headers=leave)
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == texts.OTHER_SITE


# --- proxies --------------------------------------------------------------------------------


def asked_by(client: TestClient, forwarded: str) -> int:
    headers = {"X-Forwarded-For": forwarded}
    return client.post("/api/ask", json=QUESTION, headers=headers).status_code


def test_who_asks_is_believed_of_a_listed_proxy_only(engine: Engine) -> None:
    alone = WebSettings(requests_per_minute=1)
    with TestClient(make_app(engine, alone), client=("192.0.2.7", 1)) as client:
        assert asked_by(client, "198.51.100.1") == 200
        assert asked_by(client, "198.51.100.2") == 429
    behind = WebSettings(requests_per_minute=1, proxies=("192.0.2.0/24",))
    with TestClient(make_app(engine, behind), client=("192.0.2.7", 1)) as client:
        assert asked_by(client, "198.51.100.1") == 200
        assert asked_by(client, "198.51.100.2") == 200
        # What a visitor writes himself stands before what the proxy adds.
        assert asked_by(client, "203.0.113.9, 198.51.100.2") == 429


@pytest.mark.parametrize(("proxies", "status"), [((), 200), (("192.0.2.7",), 421)])
def test_no_visitor_s_host_is_written_in_the_page(
    engine: Engine, proxies: tuple[str, ...], status: int
) -> None:
    web = WebSettings(proxies=proxies)
    with TestClient(make_app(engine, web), client=("192.0.2.7", 1)) as client:
        page = client.get("/", headers={"X-Forwarded-Host": "attaquant.example"})
        assert page.status_code == status
        assert "attaquant" not in page.text


def test_a_page_behind_https_calls_itself_so(engine: Engine) -> None:
    web = WebSettings(proxies=("192.0.2.7",), hosts=("questions.example",))
    said = {"X-Forwarded-Host": "questions.example", "X-Forwarded-Proto": "https"}
    with TestClient(make_app(engine, web), client=("192.0.2.7", 1)) as client:
        assert "https://questions.example" in client.get("/", headers=said).text


@given(st.ip_addresses())
def test_an_address_is_one_client_and_an_ipv6_network_too(address: object) -> None:
    name = str(address)
    if address.version == 6 and address.ipv4_mapped is None:
        neighbour = address.__class__(int(address) ^ 1)
        assert household(name) == household(str(neighbour))
        far = address.__class__(int(address) ^ (1 << 64))
        assert far.ipv4_mapped is not None or household(name) != household(str(far))
    elif address.version == 4:
        assert household(name) == household(f"::ffff:{name}") == name


# --- how much -------------------------------------------------------------------------------


def test_all_clients_together_are_bounded(engine: Engine) -> None:
    web = WebSettings(total_per_minute=2, proxies=("192.0.2.7",))
    with TestClient(make_app(engine, web), client=("192.0.2.7", 1)) as client:
        for last in (1, 2):
            assert asked_by(client, f"198.51.100.{last}") == 200
        response = client.post(
            "/api/ask", json=QUESTION, headers={"X-Forwarded-For": "198.51.100.3"}
        )
    assert response.status_code == 503
    assert response.json()["detail"] == texts.BUSY
    assert 0 < int(response.headers["retry-after"]) <= 60


def test_reads_are_bounded_but_not_probes_or_the_page(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(reads_per_minute=2))) as client:
        assert client.get("/api/sources").status_code == 200
        assert client.get("/sources/musee").status_code == 200
        declined = client.get("/api/version")
        assert declined.status_code == 429
        assert declined.json()["detail"] == texts.TOO_MANY_READS
        assert 0 < int(declined.headers["retry-after"]) <= 60
        for path in ("/", "/theme.css", "/api/health", "/api/ready"):
            assert client.get(path).status_code == 200
        assert client.post("/api/ask", json=QUESTION).status_code == 200


def test_requests_beyond_those_that_may_be_open_are_declined() -> None:
    statuses: list[int] = []

    async def main() -> None:
        go = anyio.Event()

        async def slow(scope: object, receive: object, send: object) -> None:
            await go.wait()
            await through(scope, receive, send)

        traffic = Traffic(slow, reads=Allowance(0), max_open=2)

        async def one() -> None:
            async def send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            await traffic({"type": "http", "path": "/", "method": "GET"}, None, send)

        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(one)
                await anyio.wait_all_tasks_blocked()
            go.set()
        await one()

    anyio.run(main)
    assert statuses == [503, 200, 200, 200]


def test_a_body_that_never_ends_is_given_up() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        await anyio.sleep_forever()

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": []}
    anyio.run(BodyLimit(through, max_bytes=10, seconds=0.01), scope, receive, send)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


@given(st.binary(max_size=40), st.integers(1, 30), st.integers(1, 8))
def test_a_body_passes_whole_or_not_at_all(body: bytes, longest: int, piece: int) -> None:
    pieces = [body[at : at + piece] for at in range(0, len(body), piece)] or [b""]
    got: list[bytes] = []
    sent: list[Message] = []

    async def app(_scope: object, receive: object, send: object) -> None:
        message = await receive()
        assert not message["more_body"]
        got.append(message["body"])
        await through(_scope, receive, send)

    async def receive() -> Message:
        part = pieces.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": []}
    anyio.run(BodyLimit(app, max_bytes=longest), scope, receive, send)
    if len(body) <= longest:
        assert got == [body]
    else:
        assert (got, sent[0]["status"]) == ([], 413)


@pytest.mark.parametrize(("given_", "status"), [(3, 200), (4, 422)])
def test_a_history_is_bounded(engine: Engine, given_: int, status: int) -> None:
    app: FastAPI = make_app(engine, WebSettings(max_history=3))
    with TestClient(app) as client:
        response = client.post("/api/ask", json={**QUESTION, "history": ["Où ?"] * given_})
    assert response.status_code == status
    if status == 422:
        assert response.json()["detail"] == texts.history_too_long(3)


def test_a_response_is_bounded_and_a_source_can_be_had_in_parts(engine: Engine) -> None:
    text = engine.corpus.source("musee").text
    with TestClient(make_app(engine, WebSettings(max_response_bytes=700))) as client:
        whole = client.get("/api/sources/musee")
        assert whole.status_code == 422
        assert whole.json()["detail"] == texts.response_too_large(700)
        read = "".join(
            client.get(f"/api/sources/musee?start={at}&end={min(at + 50, len(text))}").json()[
                "text"
            ]
            for at in range(0, len(text), 50)
        )
    assert read == text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=-1", texts.parameter_wrong("start")),
        ("start=x", texts.parameter_wrong("start")),
        ("end=" + "9" * 5000, texts.parameter_wrong("end")),
        ("start=5&end=4", texts.SLICE_WRONG),
        ("end=1000000", texts.SLICE_WRONG),
    ],
)
def test_a_part_that_is_none_is_a_problem(client: TestClient, query: str, said: str) -> None:
    response: httpx.Response = client.get(f"/api/sources/musee?{query}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == said
