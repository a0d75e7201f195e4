"""Fixtures of the core's tests, and how hard hypothesis tries."""

from pathlib import Path

import pytest
from core_values import ARTICLES, engine_on, write
from hypothesis import HealthCheck, settings
from index_shelf import Shelf

from rag import Engine

pytest.register_assert_rewrite("core_record")

# A deadline would time the machine, and the machine may be busy.
settings.register_profile(
    "core", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("core")


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine on three short articles; it keeps no state, and may be shared."""
    folder = write(tmp_path_factory.mktemp("articles"), ARTICLES)
    return engine_on(folder, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose index is made."""
    found = Shelf(tmp_path, ARTICLES)
    found.open()
    return found
