"""The web server's settings: what is refused when it is read."""

from pathlib import Path

import pytest

from rag import ConfigError
from rag.config import load
from ui.web.settings import WebSettings


def test_it_is_closed_by_default() -> None:
    web = load(WebSettings, table="web", environ={}, folder=Path("/nulle-part"))
    assert web.host == "127.0.0.1"
    assert web.port == 7860
    assert web.origins == ()
    assert not web.allow_any_origin
    assert web.hosts == web.proxies == ()
    assert [web.feedback, web.metrics, web.log_requests] == [False] * 3


def test_the_file_then_the_environment_then_the_flags(tmp_path: Path) -> None:
    (tmp_path / "sourcier.toml").write_text(
        'sources = "x"\n[web]\nport = 1\nhost = "a"\nmax_waiting = 7\n',
        encoding="utf-8",
    )
    environ = {
        "SOURCIER_WEB_PORT": "2",
        "SOURCIER_WEB_HOST": "b",
        "SOURCIER_WEB_ORIGINS": "https://a.example, http://[::1]:8000",
    }
    web = load(
        WebSettings,
        {"host": "c", "port": None},
        table="web",
        environ=environ,
        folder=tmp_path,
    )
    assert (web.host, web.port) == ("c", 2)
    assert web.origins == ("https://a.example", "http://[::1]:8000")
    assert web.max_waiting == 7


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "https://*",
        "https://a.example/",
        "https://a.example/chemin",
        "https://a.example; script-src *",
        "https://a.example\nSet-Cookie: a",
        "javascript:alert(1)",
        "a.example",
        "",
    ],
)
def test_an_origin_is_an_origin(origin: str) -> None:
    with pytest.raises(ConfigError, match="origins"):
        load(WebSettings, {"origins": ["https://b.example", origin]}, table="web", environ={})


@pytest.mark.parametrize(
    "flags",
    [
        {"hosts": ["*"]},
        {"hosts": ["https://a.example"]},
        {"hosts": ["a.example:80"]},
        {"hosts": [""]},
        {"proxies": ["*"]},
        {"proxies": ["0.0.0.0/0"]},
        {"proxies": ["::/0"]},
        {"proxies": ["mandataire.example"]},
        {"port": 65536},
        {"port": -1},
        {"max_body_bytes": 0},
        {"max_concurrent": 0},
        {"autre": 1},
    ],
)
def test_a_value_that_does_not_fit_is_refused(flags: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        load(WebSettings, flags, table="web", environ={})
