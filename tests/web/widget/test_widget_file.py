"""The widget's file: fresh, small, whole; its routes, its lines to paste, its command."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from webkit import MUSEUM_QUESTION, make_app

import ui.widget
from rag import Engine
from ui.cli.main import cli
from ui.web import texts as page_texts
from ui.web.settings import WebSettings
from ui.widget import built, paste, texts

FOLDER = Path(ui.widget.__file__).parent
SOURCES = FOLDER / "src"
SITE = "https://journal.example"
LIMIT = 12_000
"""Bytes, compressed."""
BADLY_SET = re.compile(r"[ \w»][;!?](?=\s|$)|\w»| [»:](?=\W|$)|« |«\w|\w'(?=\w)|\.\.\.")
FRENCH = re.compile(r"[àâäéèêëîïôöùûüÿçœæ«»’]", re.IGNORECASE)


def test_the_file_is_built_from_these_sources() -> None:
    digest = hashlib.sha256()
    for path in sorted(SOURCES.iterdir()):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    header = built().content.splitlines()[0].decode()
    assert f"sources-sha256:{digest.hexdigest()} " in header, "make widget"


def test_it_is_built_again_byte_for_byte(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "esbuild").is_dir():
        pytest.skip("node and esbuild are not there: make widget")
    subprocess.run([node, "build.mjs", str(tmp_path / "again.js")], cwd=FOLDER, check=True)  # noqa: S603
    assert (tmp_path / "again.js").read_bytes() == built().content


def test_it_is_small_once_compressed() -> None:
    file = built()
    assert gzip.decompress(file.compressed) == file.content
    assert len(file.compressed) <= LIMIT


def test_it_writes_no_html_and_keeps_nothing_in_the_browser() -> None:
    script = built().content.decode()
    never = "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|Function\\(|cookie"
    stores = "localStorage|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket|import\\("
    assert re.findall(f"{never}|{stores}", script) == []
    assert re.findall(r"https?://[\w.]+", script) == [], "no address but the one it is given"


def test_its_french_stands_in_one_module_and_is_well_set() -> None:
    for path in sorted(SOURCES.glob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', code)
        said = [plain or template for plain, template in strings]
        french = [one for one in said if FRENCH.search(one)]
        if path.name != "texts.js":
            assert french == [], path.name
            continue
        assert len(french) > 20
        spaced = [one.replace(r"\u00a0", "\u00a0").replace(r"\u202f", "\u202f") for one in said]
        spaced = [re.sub(r"\$\{[^}]*\}", "x", one) for one in spaced]
        assert [one for one in spaced if BADLY_SET.search(one)] == []


# --- routes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", [None, SITE])
def test_any_site_may_load_the_file_and_check_it(client: TestClient, origin: str | None) -> None:
    file = built()
    headers = {"Origin": origin} if origin else {}
    latest = client.get("/widget.js", headers=headers)
    pinned = client.get(file.path, headers=headers)
    for response in (latest, pinned):
        assert response.content == file.content
        assert response.headers["content-type"] == "text/javascript; charset=utf-8"
        assert response.headers["content-encoding"] == "gzip"
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
        assert response.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in pinned.headers["cache-control"]
    assert "immutable" not in latest.headers["cache-control"]
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == file.content
    again = client.get("/widget.js", headers={"If-None-Match": latest.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_pinned_address_outlives_a_version_but_not_the_file(client: TestClient) -> None:
    file = built()
    assert client.get(f"/widget/9.9.9-{file.digest}/widget.js").status_code == 200
    gone = client.get(f"/widget/{file.version}-00000000/widget.js")
    assert gone.status_code == 404
    assert "access-control-allow-origin" not in gone.headers


def test_asking_stays_for_the_sites_that_are_listed(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(origins=(SITE,)))) as listed:
        for site, allowed in ((SITE, SITE), ("https://autre.example", None)):
            asked = listed.post("/api/ask", json={"question": "Où ?"}, headers={"Origin": site})
            assert asked.headers.get("access-control-allow-origin") == allowed
        policy = listed.get("/embed").headers["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {SITE}")


@pytest.mark.parametrize("path", ["/embed", "/widget"])
def test_the_pages_run_nothing_but_their_own_files(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", response.text)
    assert built().path in response.text


def test_the_frame_answers_without_any_script(client: TestClient) -> None:
    page = client.get("/embed", params={"q": MUSEUM_QUESTION}).text
    record = client.post("/api/ask", json={"question": MUSEUM_QUESTION}).json()
    assert "<script" not in page
    (marked,) = [piece["text"] for piece in record["citations"][0]["pieces"] if piece["mark"]]
    assert f"<mark>{marked}</mark>" in page
    assert 'href="/sources/musee?start=' in page
    assert '<form action="/embed" method="get">' in page
    trapped = client.get("/embed", params={"q": "<script>alert(1)</script>"}).text
    assert "<script" not in trapped


def test_the_frame_is_limited_as_the_api_is(engine: Engine) -> None:
    with TestClient(make_app(engine, WebSettings(requests_per_minute=1))) as client:
        assert client.get("/embed", params={"q": "Qui ?"}).status_code == 200
        refused = client.get("/embed", params={"q": "Qui ?"})
        assert refused.status_code == 429
        assert page_texts.TOO_MANY in refused.text


# --- lines to paste -------------------------------------------------------------------------


def test_the_command_writes_what_is_to_paste() -> None:
    server = "https://sources.example:8443/presse"
    run = CliRunner().invoke(cli, ["widget", "--server", f"{server}/", "--origin", SITE])
    assert run.exit_code == 0
    file, lines = built(), paste(server, SITE)
    assert f"{server}{file.path}" in run.output
    assert file.integrity in run.output
    for line in (lines.page, lines.frame, lines.policy, lines.setting):
        assert line in run.output
    assert json.dumps(SITE) in lines.setting
    # A policy's address with a path would allow that very address alone.
    assert "script-src https://sources.example:8443;" in lines.policy


@pytest.mark.parametrize(
    ("server", "hosts"),
    [
        ("https://sources.example:8443/presse", ("sources.example",)),
        ("http://127.0.0.1:7860", ()),
        ("http://[::1]:7860", ()),
        ("http://localhost:7860", ()),
    ],
)
def test_the_setting_to_paste_is_one(server: str, hosts: tuple[str, ...]) -> None:
    web = WebSettings(**tomllib.loads(paste(server, SITE).setting)["web"])
    assert (web.hosts, web.origins) == (hosts, (SITE,))


def test_the_command_takes_the_address_of_the_settings() -> None:
    run = CliRunner().invoke(cli, ["widget"], env={"SOURCIER_WEB_PORT": "8123"})
    assert '<sourcier-chat api="http://127.0.0.1:8123">' in run.output


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--server", "sources.example"),
        ("--server", 'https://a.example" onload="x'),
        ("--server", "javascript:alert(1)"),
        ("--server", "https://é.example"),
        ("--origin", "https://a.example/page"),
        ("--origin", "https://a.example; script-src *"),
    ],
)
def test_an_address_that_is_none_is_refused(option: str, value: str) -> None:
    run = CliRunner().invoke(cli, ["widget", option, value])
    assert run.exit_code == 2
    assert texts.BAD_ADDRESS in run.output


def test_a_usual_port_is_left_out_as_a_browser_does() -> None:
    run = CliRunner().invoke(cli, ["widget", "--origin", "http://127.0.0.1:80"])
    assert 'origins = ["http://127.0.0.1"]' in run.output
