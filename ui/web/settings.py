"""The web server's settings: table [web] of the settings file, or SOURCIER_WEB_* variables."""

import re
from ipaddress import ip_network

from platformdirs import user_data_path
from pydantic import Field, field_validator

from rag.config import Frozen, Home

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_HOST = re.compile(_NAME)
_ORIGIN = re.compile(rf"https?://(?:{_NAME}|\[[0-9A-Fa-f:]+\])(?::[0-9]{{1,5}})?")


class WebSettings(Frozen):
    """The web server's settings.

    `hosts` are the names that visitors reach the server by; IP addresses, `localhost` and `host`
    are always known. `origins` are the other sites allowed to call the API and to frame the page,
    each written scheme://host[:port]; none by default. `allow_any_origin` allows every one, and
    leaves the list no use. `proxies` are the addresses whose X-Forwarded-For is believed.

    `requests_per_minute` counts the questions of one client and `total_per_minute` those of all;
    `reads_per_minute` counts a client's other requests to the API and to the sources' pages (0:
    no limit). `max_concurrent` questions are answered at once and `max_waiting` more may wait;
    `max_open` requests of any kind are open at once.

    `stop_seconds` is how long the answers in flight may take to finish once the server is asked
    to stop. `data` is where feedback is kept.

    `operator` says who runs the site, `contact` how to write to them: an address, a page or words.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    allow_any_origin: bool = False
    proxies: tuple[str, ...] = ()
    max_body_bytes: int = Field(default=64 * 2**10, gt=0)
    max_history: int = Field(default=50, ge=0)
    max_response_bytes: int = Field(default=32 * 2**20, gt=0)
    max_concurrent: int = Field(default=2, gt=0)
    max_waiting: int = Field(default=32, ge=0)
    max_open: int = Field(default=512, gt=0)
    requests_per_minute: int = Field(default=60, ge=0)
    total_per_minute: int = Field(default=600, ge=0)
    reads_per_minute: int = Field(default=600, ge=0)
    stop_seconds: int = Field(default=30, ge=0)
    feedback: bool = False
    data: Home = Field(default_factory=lambda: user_data_path("sourcier", appauthor=False))
    metrics: bool = False
    log_requests: bool = False
    operator: str = ""
    contact: str = ""

    @field_validator("origins")
    @classmethod
    def _plain_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        # "*" is refused here: any origin is a decision, written with its own setting. The rest
        # goes into a response header, so nothing but an origin may pass. A browser writes origins
        # in lower case.
        if not all(_ORIGIN.fullmatch(origin) for origin in origins):
            message = "an origin is scheme://host[:port]"
            raise ValueError(message)
        return tuple(origin.lower() for origin in origins)

    @field_validator("hosts")
    @classmethod
    def _plain_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_HOST.fullmatch(host) for host in hosts):
            message = "a host is a name, without scheme or port"
            raise ValueError(message)
        return tuple(host.lower() for host in hosts)

    @field_validator("proxies")
    @classmethod
    def _plain_proxies(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        # "*" and names are refused: whoever they let in says who he is.
        for proxy in proxies:
            if not ip_network(proxy).prefixlen:
                message = "a proxy is an address or a network, not every address"
                raise ValueError(message)
        return proxies
