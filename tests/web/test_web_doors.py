"""What is open, to whom, and what of Gradio's is not."""

import json
import re
import socket
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from fastapi.testclient import TestClient
from gradio.routes import App
from webkit import make_app

from rag import ConfigError, Engine
from ui.web import texts
from ui.web.app import check_environment
from ui.web.mount import _NEEDED
from ui.web.settings import WebSettings

SITE = "https://journal.example"

CLOSED = [
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("GET", "/gradio_api/file=pyproject.toml"),
    ("GET", "/gradio_api/file=https://ailleurs.example/"),
    ("GET", "/gradio_api/file/etc/passwd"),
    ("GET", "/file=/etc/passwd"),
    ("GET", "/file//etc/passwd"),
    ("GET", "/gradio_api/proxy=https://ailleurs.example/"),
    ("GET", "/proxy=https://ailleurs.example/"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/upload"),
    ("GET", "/gradio_api/upload_progress"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/runs"),
    ("POST", "/gradio_api/vibe-edit"),
    ("GET", "/gradio_api/vibe-code"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/process_recording"),
    ("POST", "/gradio_api/call/ask"),
    ("POST", "/gradio_api/run/ask"),
    ("POST", "/gradio_api/api/ask"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/gradio_api/custom_component/x/client/y/z"),
    ("GET", "/gradio_api/dev/reload"),
    ("GET", "/gradio_api/token"),
    ("GET", "/config"),
    ("GET", "/login"),
    ("GET", "/logout"),
    ("GET", "/monitoring"),
    ("GET", "/monitoring/summary"),
    ("GET", "/manifest.json"),
    ("GET", "/pwa_icon"),
    ("GET", "/robots.txt"),
    ("GET", "/static/img/logo.svg"),
    ("GET", "/static/..%2f..%2f..%2froutes.py"),
    ("GET", "/assets/..%2f..%2f..%2froutes.py"),
    ("GET", "/assets/%2e%2e/index.html"),
    ("GET", "/svelte/svelte.js"),
    ("GET", "/docs"),
    ("GET", "/redoc"),
    ("GET", "/openapi.json"),
    ("GET", "/sources/inconnue"),
    ("GET", "/sources/%2fetc%2fpasswd"),
    ("GET", "/nulle-part"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_the_page_does_not_need_is_unknown(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert response.status_code == 404
    assert "root:" not in response.text
    title, _ = texts.STATUS[404]
    if path.startswith("/gradio_api/"):
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["title"] == title
    else:
        assert '<html lang="fr">' in response.text
        assert f"<h1>{title}</h1>" in response.text


def test_every_route_of_gradio_is_shut_but_the_few_listed(client: TestClient) -> None:
    """A new version of Gradio that brings routes must not open them."""
    mounted = client.app.router.routes[-1].app._app
    assert isinstance(mounted, App)
    paths = {route.path for route in mounted.router.routes if hasattr(route, "path")}
    # FastAPI keeps an included router whole; its routes stand below it.
    paths |= {
        route.path
        for included in mounted.router.routes
        for route in getattr(getattr(included, "original_router", None), "routes", ())
    }
    assert len(paths) > 40
    plain = {path for path in paths if "{" not in path}
    assert {path for path in plain if _NEEDED.fullmatch(path)} == {
        "/",
        "/theme.css",
        "/gradio_api/app_id",
        "/gradio_api/queue/data",
        "/gradio_api/queue/join",
    }


UP = "../../../../../../../../etc/passwd"
ESCAPED = "%2e%2e%2f" * 8 + "etc%2fpasswd"
TWICE = ESCAPED.replace("%", "%25")
NUL = "%2e%2e/%2e%2e/etc/passwd%00.txt"
PREFIXES = (
    "/",
    "/api/",
    "/api/sources/",
    "/api/docs/",
    "/sources/",
    "/style/",
    "/assets/",
    "/static/",
    "/static/js/",
    "/gradio_api/file=",
    "/gradio_api/file/",
    "/gradio_api/heartbeat/",
    "/widget/",
)


def raw(address: str, method: str, target: str) -> tuple[int, bytes]:
    """Ask for a target just as it is written: clients tidy the dots of an address."""
    host = address.removeprefix("http://")
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=20) as link:
        request = f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        link.sendall(f"{request}Content-Length: 0\r\n\r\n".encode())
        answer = b"".join(iter(lambda: link.recv(65536), b""))
    return int(answer.split(maxsplit=2)[1]), answer


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_way_leads_to_the_files_of_the_machine(served: str, prefix: str) -> None:
    for way in (
        UP,
        ESCAPED,
        TWICE,
        NUL,
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..%5c..%5cetc%5cpasswd",
    ):
        status, answer = raw(served, "GET", prefix + way)
        assert status in {400, 404}, way
        assert b"root:" not in answer


def test_a_file_that_exists_is_not_given_either(served: str, sources: Path) -> None:
    secret = sources / "sources.toml"
    assert secret.is_file()
    for prefix in PREFIXES:
        for way in (str(secret), "../" * 8 + str(secret)[1:]):
            status, answer = raw(served, "GET", prefix + quote(way, safe="/"))
            assert status == 404
            assert b"[[source]]" not in answer


def test_nothing_can_be_left_on_the_machine(served: str) -> None:
    files = {"files": ("a.html", b"<script>1</script>", "text/html")}
    for path in ("/gradio_api/upload", "/upload", "/gradio_api/upload?upload_id=1", "/api/upload"):
        assert httpx.post(served + path, files=files).status_code == 404
    assert httpx.put(f"{served}/assets/a.js", content=b"1").status_code in {404, 405}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "/", 405),
        ("POST", "/sources/musee", 405),
        ("GET", "/assets/absent.js", 404),
        ("POST", "/gradio_api/queue/join", 422),
        ("GET", "/gradio_api/queue/data", 422),
    ],
)
def test_gradios_own_errors_are_said_in_french(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    shown = (
        response.text if "html" in response.headers["content-type"] else response.json()["title"]
    )
    assert texts.STATUS[status][0] in shown
    assert not re.search("not found|not allowed", shown, re.IGNORECASE)


def test_the_page_says_nothing_of_gradios_demo(client: TestClient) -> None:
    page = client.get("/", headers={"Accept-Encoding": "br, gzip"}).text
    assert page.count('lang="fr"') == 1
    assert 'lang="en"' not in page
    for trace in ('"og:', '"twitter:', "@Gradio", "raw.githubusercontent", "manifest.json"):
        assert trace not in page
    config = json.loads(re.search(r"window\.gradio_config = (\{.*?\});</script>", page)[1])
    assert config["title"] == texts.TITLE
    assert config["footer_links"] == []
    assert config["analytics_enabled"] is False
    assert config.get("vibe_mode") is not True


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sources/musee",
        "/sources",
        "/en-bref",
        "/a-propos",
        "/api/health",
        "/api/rien",
        "/rien",
    ],
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert ("'unsafe-inline'" in policy) == (path == "/")
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    if path.startswith("/api/"):
        assert headers["cache-control"] == "no-store"
    if path != "/":
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
    assert "set-cookie" not in headers


def test_no_other_site_may_read_an_answer(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Où ?"}, headers={"Origin": SITE})
    assert not [name for name in response.headers if name.startswith("access-control-allow")]
    leave = client.options(
        "/api/ask", headers={"Origin": SITE, "Access-Control-Request-Method": "POST"}
    )
    assert leave.status_code == 403
    assert "access-control-allow-origin" not in leave.headers


def test_gradio_opens_no_door_of_its_own(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(hosts=("public.example",)))) as client:
        for path in ("/", "/theme.css", "/gradio_api/app_id"):
            response = client.get(path, headers={"Origin": SITE, "Host": "public.example"})
            assert response.status_code == 200
            allowed = [name for name in response.headers if name.startswith("access-control-allow")]
            assert allowed == []


def test_a_listed_site_may_read_and_frame(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(origins=(SITE,)))) as client:
        allowed = client.post("/api/ask", json={"question": "Où ?"}, headers={"Origin": SITE})
        assert allowed.headers["access-control-allow-origin"] == SITE
        assert "access-control-allow-credentials" not in allowed.headers
        policy = allowed.headers["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {SITE}")
        leave = client.options(
            "/api/ask",
            headers={
                "Origin": SITE,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type",
            },
        )
        assert leave.status_code == 200
        other = client.get("/api/health", headers={"Origin": "https://autre.example"})
        assert "access-control-allow-origin" not in other.headers
        # A browser of the listed site must be able to read a refusal too.
        refused = client.post("/api/ask", content=b"{", headers={"Origin": SITE})
        assert refused.headers["access-control-allow-origin"] == SITE


def test_any_site_when_it_is_asked_for(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(allow_any_origin=True))) as client:
        headers = client.get("/api/health", headers={"Origin": SITE}).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["content-security-policy"].endswith("frame-ancestors *")


def test_a_page_that_runs_visitors_code_is_not_served(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_VIBE_MODE", "1")
    with pytest.raises(ConfigError, match="GRADIO_VIBE_MODE"):
        make_app(engine, WebSettings())
    check_environment({})
