"""The checks of `sourcier doctor`: each looks, changes nothing, and says what it found."""

import hashlib
import json
import os
import platform as system
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ui.cli import texts

if TYPE_CHECKING:
    from rag import Corpus, Settings

MODEL_BYTES = 600 * 10**6
"""Room for the packaged model while it is unpacked."""
INDEX_BYTES = 50 * 10**6
"""Room for a small corpus's index, once the model is there."""

# The product's own order of loading: faiss and torch each bring an OpenMP runtime, and a crash
# at loading must end the child, not the doctor.
_LOADED = """
import json
import rag.engine, rag.embed.native, rag.index
from threadpoolctl import threadpool_info
found = [lib["filepath"] for lib in threadpool_info() if lib["user_api"] == "openmp"]
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: good, worth a note, or bad, and its French line."""

    level: Literal["good", "note", "bad"]
    text: str


def everything(sources: Path | None) -> Iterator[Finding]:
    """Run every check; `sources` is the folder that the command line gives, if any."""
    yield from environment()
    from rag import Settings, SourcierError
    from rag.config import load

    yield openmp()
    yield from settings_in_use()
    try:
        settings = load(Settings, {"sources": sources})
    except SourcierError as error:
        yield Finding("bad", texts.wrong(texts.SETTINGS, str(error)))
        return
    yield from cache(settings)
    yield model(settings)
    yield reader(settings)
    yield from corpus_and_index(settings)


def environment() -> Iterator[Finding]:
    """Check Python, the system, and that every package asked for is there and recent enough."""
    yield Finding("good", texts.installed("Python", system.python_version()))
    tested = sys.platform == "linux"
    yield Finding(
        "good" if tested else "note",
        texts.platform(system.system(), system.machine(), tested=tested),
    )
    try:
        wanted = metadata.requires("sourcier") or []
    except metadata.PackageNotFoundError:
        yield Finding("bad", texts.NOT_INSTALLED)
        return
    yield from (_package(requirement) for requirement in wanted if "extra ==" not in requirement)


def _package(text: str) -> Finding:
    from packaging.requirements import Requirement

    requirement = Requirement(text)
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return Finding("bad", texts.package_missing(requirement.name))
    if not requirement.specifier.contains(version, prereleases=True):
        wanted = str(requirement.specifier)
        return Finding("bad", texts.package_old(requirement.name, version, wanted))
    return Finding("good", texts.installed(requirement.name, version))


def openmp() -> Finding:
    """Count the OpenMP runtimes that torch and faiss load together, in a process apart."""
    child = subprocess.run(  # noqa: S603 - our own interpreter, a constant script
        [sys.executable, "-P", "-c", _LOADED],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if child.returncode:
        return Finding("bad", texts.openmp_crash(child.returncode))
    found = [Path(path) for path in json.loads(child.stdout)]
    risky = sys.platform == "darwin" and len(found) > 1
    where = ", ".join(sorted(map(_owner, found)))
    return Finding("note" if risky else "good", texts.openmp(where, len(found)))


def _owner(library: Path) -> str:
    """Return the installed package that brought a library, or its name when none did."""
    _, _, inside = library.as_posix().rpartition("/site-packages/")
    return inside.partition("/")[0] if inside else library.name


def settings_in_use() -> Iterator[Finding]:
    """Name the settings file and the variables that set something."""
    from rag.config import FILE_NAME, PREFIX

    named = os.environ.get(PREFIX + "CONFIG")
    path = Path(named or FILE_NAME)
    yield Finding("good", texts.settings_file(path if path.is_file() else None))
    variables = sorted(name for name in os.environ if name.startswith(PREFIX))
    if variables:
        yield Finding("good", texts.settings_variables(", ".join(variables)))


def cache(settings: "Settings") -> Iterator[Finding]:
    """Check that the cache can be written, and that its disk has room; nothing is created."""
    place = settings.cache.expanduser().absolute()
    there = next((folder for folder in (place, *place.parents) if folder.exists()), place)
    usable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    yield Finding("good" if usable else "bad", texts.cache(place, usable=usable))
    needed = INDEX_BYTES if _model_is_there(settings) else MODEL_BYTES
    free = shutil.disk_usage(there).free
    enough = free >= needed
    yield Finding("good" if enough else "bad", texts.disk(free, needed, enough=enough))


def _model_is_there(settings: "Settings") -> bool:
    from rag.embed.model import E5_SMALL_Q4, model_folder
    from rag.embed.unpack import is_whole

    if settings.model != E5_SMALL_Q4.model:
        return True
    place = model_folder(settings)
    return isinstance(place, Path) and is_whole(place)


def model(settings: "Settings") -> Finding:
    """Check that the model is there, and that its weights are those it was unpacked with."""
    from rag import SourcierError
    from rag.embed import hub
    from rag.embed.hashing import HASHING
    from rag.embed.model import E5_SMALL_Q4, model_folder
    from rag.embed.unpack import RECORD, WEIGHTS

    if settings.model == HASHING:
        return Finding("good", texts.MODEL_NONE)
    try:
        place = model_folder(settings)
        found = place if isinstance(place, Path) else hub.snapshot(place)
    except SourcierError as error:
        return Finding("bad", texts.wrong(texts.MODEL, str(error)))
    if settings.model != E5_SMALL_Q4.model:
        return Finding("good", texts.model_elsewhere(settings.model, str(found)))
    if not _model_is_there(settings):
        return Finding("note", texts.model_absent(settings.model))
    expected = json.loads((found / RECORD).read_text(encoding="utf-8"))["weights"]
    with (found / WEIGHTS).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != expected:
        return Finding("bad", texts.model_altered(settings.model, found))
    return Finding("good", texts.model(settings.model, digest[:16]))


def reader(settings: "Settings") -> Finding:
    """Check that the reader's weights load, and are those recorded."""
    from rag import SourcierError
    from rag.read.network import CARD, Network, shipped

    if not settings.reads_spans:
        return Finding("good", texts.READER_PLAIN)
    try:
        Network.load(shipped())
    except SourcierError as error:
        return Finding("bad", str(error))
    recorded = json.loads((shipped() / CARD).read_text(encoding="utf-8"))
    return Finding("good", texts.reader(recorded["sha256"][:16]))


def corpus_and_index(settings: "Settings") -> Iterator[Finding]:
    """Read the sources, and compare with them the index as it is saved; it is not made."""
    from rag import SourcierError
    from rag.config import with_default_sources
    from rag.text import read_corpus

    try:
        folder = with_default_sources(settings).sources
        assert folder is not None  # noqa: S101 - for mypy: the line above gives one
        corpus = read_corpus(folder, max_file_bytes=settings.max_file_bytes)
    except SourcierError as error:
        yield Finding("bad", texts.wrong(texts.SOURCES_FOUND, str(error)))
        return
    left_out = len(corpus.rejected)
    read = texts.sources_read(folder, len(corpus.sources), left_out)
    yield Finding("note" if left_out else "good", read)
    try:
        yield _index(folder, settings, corpus)
    except SourcierError as error:
        yield Finding("bad", texts.wrong(texts.INDEX_FOUND, str(error)))


def _index(folder: Path, settings: "Settings", corpus: "Corpus") -> Finding:
    from rag.index import store
    from rag.segment import SEGMENTER

    saved = store.load(store.home(settings.cache, folder, settings.model))
    if saved is None:
        return Finding("note", texts.INDEX_NONE)
    known = saved.manifest
    if (known.corpus, known.segmenter) != (corpus.fingerprint, SEGMENTER):
        return Finding("note", texts.INDEX_STALE)
    return Finding("good", texts.index_ready(len(corpus.sources), len(saved.passages), fresh=True))
