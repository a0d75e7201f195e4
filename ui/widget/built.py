"""The built file: its bytes, its integrity and the address that changes when it does."""

import base64
import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata, resources

SCRIPT = "widget.js"
_HASH_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Built:
    """The widget as served: UTF-8 JavaScript, and the same compressed.

    `integrity` is what `<script integrity>` takes; `digest` the first characters of the sha256 of
    the file, in hexadecimal.
    """

    content: bytes = field(repr=False)
    compressed: bytes = field(repr=False)
    integrity: str
    digest: str
    version: str

    @property
    def path(self) -> str:
        """The path of this very file, which never serves another."""
        return f"/widget/{self.version}-{self.digest}/{SCRIPT}"


@cache
def built() -> Built:
    """Read the built file."""
    content = resources.files("ui.widget").joinpath("sourcier-widget.js").read_bytes()
    return Built(
        content,
        gzip.compress(content, mtime=0),
        "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode("ascii"),
        hashlib.sha256(content).hexdigest()[:_HASH_LENGTH],
        metadata.version("sourcier"),
    )


@cache
def demonstration() -> bytes:
    """Read the script of the demonstration page."""
    return resources.files("ui.widget").joinpath("demonstration.js").read_bytes()
