"""What a run was made with: the program, its packages, the machine; nothing leaves it."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from eval.folder import About, Machine
from rag import Engine

DISTRIBUTION = "sourcier"
CHECKOUT = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[\w.-]+")


def sourcier(engine: Engine, cases: Path, name: str) -> About:
    """Say what a run of this program over a file of cases is made with; `n` is yet to be known."""
    settings = engine.settings.model_dump(mode="json")
    # A set has no order of its own: two processes would write it in two.
    settings["zones"] = sorted(settings["zones"])
    return About(
        name=name,
        commit=commit(),
        cases=cases.name,
        cases_sha256=digest(cases),
        n=0,
        settings=settings,
        threshold=engine.threshold,
        index=engine.index.manifest.model_dump(mode="json"),
        corpus=engine.corpus.fingerprint,
        versions=versions(),
        machine=machine(),
    )


def digest(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def commit(checkout: Path = CHECKOUT) -> str | None:
    """Return the commit of a checkout; None outside one.

    Where tracked files differ from it, "+" and a digest of the difference follow: two states of
    the code never share a name.
    """
    git = shutil.which("git")
    if git is None or not (checkout / ".git").exists():
        return None
    told = [_git(git, checkout, *words) for words in (("rev-parse", "HEAD"), ("diff", "HEAD"))]
    if told[0] is None:
        return None
    head = told[0].decode().strip()
    return head + (f"+{hashlib.sha256(told[1]).hexdigest()[:12]}" if told[1] else "")


def _git(git: str, checkout: Path, *words: str) -> bytes | None:
    # S603: the words are this module's own.
    done = subprocess.run([git, "-C", checkout, *words], capture_output=True, check=False)  # noqa: S603 - git, by its full path
    return done.stdout if done.returncode == 0 else None


def versions(more: Iterable[str] = ()) -> dict[str, str]:
    """Return the version of each installed package that this program, or `more`, names."""
    names = {DISTRIBUTION, *more}
    for wanted in metadata.requires(DISTRIBUTION) or ():
        found = _NAME.match(wanted)
        if found and "extra ==" not in wanted:
            names.add(found.group())
    return {name: version for name in sorted(names) if (version := _version(name)) is not None}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def machine() -> Machine:
    """Say what this program runs on."""
    return Machine(
        system=f"{platform.system()} {platform.release()}",
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_bytes=_memory(),
        python=platform.python_version(),
    )


def _processor() -> str:
    """Return the processor's name: Linux keeps it in a file, other systems say it."""
    cpus = Path("/proc/cpuinfo")
    if cpus.is_file():
        named = re.search(
            r"^model name\s*:\s*(.+)$", cpus.read_text(encoding="utf-8"), re.MULTILINE
        )
        if named:
            return named.group(1)
    return platform.processor() or platform.machine()


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def peak_memory() -> int | None:
    """Return the most memory that this process ever held, in bytes; None where it is not told."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return most if sys.platform == "darwin" else most * 1024
