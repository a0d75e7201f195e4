"""Fixtures of the command line's tests."""

from pathlib import Path

import pytest
from cli_command import Command, Fresh, write_documents


@pytest.fixture(scope="session")
def sourcier(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command on the small corpus, with the test double of the model."""
    folder = write_documents(tmp_path_factory.mktemp("documents"))
    return Command(
        {
            "SOURCIER_MODEL": "hashing",
            "SOURCIER_CACHE": str(tmp_path_factory.mktemp("cache")),
            "SOURCIER_SOURCES": str(folder),
        }
    )


@pytest.fixture
def fresh(sourcier: Command, tmp_path: Path) -> Fresh:
    """A command, a folder of documents and a cache that nobody else uses."""
    folder, cache = write_documents(tmp_path / "documents"), tmp_path / "cache"
    command = sourcier.having({"SOURCIER_CACHE": str(cache), "SOURCIER_SOURCES": str(folder)})
    return Fresh(command, folder, cache)
