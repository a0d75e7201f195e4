"""What the tests of the documentation read it with: its pages, their code, their tables."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")))

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
Rows = dict[str, list[str]]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return [body for name, body in FENCE.findall(text) if name == language]


def quoted(text: str) -> Iterator[str]:
    """Yield what a page writes as code: the lines of its blocks, then its spans."""
    for _, body in FENCE.findall(text):
        yield from (line.strip() for line in body.splitlines())
    yield from SPAN.findall(FENCE.sub("", text))


def section(text: str, title: str) -> str:
    """Return what stands under a heading, down to the next one."""
    parts = re.split(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def table(text: str) -> Rows:
    """Return the rows of the first table: by the code of the first cell, the other cells."""
    rows: Rows = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| `"):
            rows[cells[0].strip(" `")] = cells[1:]
        elif rows and not line.startswith("|"):
            break
    return rows
