"""The web server's settings: table [web] of the settings file, or SOURCIER_WEB_* variables."""

import re

from pydantic import Field, field_validator

from rag.config import Frozen

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?")


class WebSettings(Frozen):
    """The web server's settings.

    `origins` are the other sites allowed to call the API and to frame the page, each written
    scheme://host[:port]; none by default. `allow_any_origin` allows every one, and leaves the list
    no use. `requests_per_minute` counts the questions of one
    client (0: no limit); `max_concurrent` are answered at once and `max_waiting` more may wait.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    origins: tuple[str, ...] = ()
    allow_any_origin: bool = False
    max_body_bytes: int = Field(default=64 * 2**10, gt=0)
    max_concurrent: int = Field(default=2, gt=0)
    max_waiting: int = Field(default=32, ge=0)
    requests_per_minute: int = Field(default=60, ge=0)

    @field_validator("origins")
    @classmethod
    def _plain_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        # "*" is refused here: any origin is a decision, written with its own setting. The rest
        # goes into a response header, so nothing but an origin may pass.
        if not all(_ORIGIN.fullmatch(origin) for origin in origins):
            message = "an origin is scheme://host[:port]"
            raise ValueError(message)
        return origins
