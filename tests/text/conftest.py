"""What the tests of reading share: folders to read, and what every layout promises."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rag.text import read_corpus
from rag.types import Block, Corpus, Source

LIMIT = 1 << 20

Read = Callable[..., Corpus]
Check = Callable[[str, tuple[Block, ...]], list[str]]


def _checked(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """Return the blocks' texts: in order, disjoint, inside the text, white space between."""
    reached = 0
    for block in blocks:
        assert reached <= block.start < block.end <= len(text)
        assert not text[reached : block.start].strip()
        assert text[block.start : block.end].strip()
        reached = block.end
    assert not text[reached:].strip()
    return [text[block.start : block.end] for block in blocks]


@pytest.fixture(scope="session")
def checked() -> Check:
    return _checked


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write files into a folder of their own, and read it."""
    folder = tmp_path / "sources"

    def write_and_read(
        files: Mapping[str, bytes | str], *, limit: int = LIMIT, known: Mapping[str, Source] = {}
    ) -> Corpus:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_corpus(folder, max_file_bytes=limit, known=known)

    return write_and_read
