"""What all tests share: an environment without the person's own settings, and the real model."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from rag.config import PREFIX, Settings
from rag.embed.model import model_folder
from rag.embed.unpack import is_whole

CACHE = "SOURCIER_TEST_CACHE"
"""Names the cache folder that holds the unpacked model, instead of the person's own."""


@pytest.fixture(scope="session", autouse=True)
def plain_environment() -> Iterator[None]:
    """Run without the SOURCIER_ variables of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX) and name != CACHE]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def real_model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the tests' own, with the real model linked into it; the other is only read."""
    given = os.environ.get(CACHE)
    cache = Path(given) if given else user_cache_path("sourcier", appauthor=False)
    there = Path(model_folder(Settings(cache=cache)))
    if not is_whole(there):
        pytest.fail(f"the model is not unpacked in {there}: run `sourcier index` once")
    mine = tmp_path_factory.mktemp("cache")
    (mine / "models").mkdir()
    (mine / "models" / there.name).symlink_to(there.resolve(), target_is_directory=True)
    return mine
