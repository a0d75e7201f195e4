"""A saved index that is not as it was written: a line says which file, and what to do."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from core_values import ARTICLES, CountingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from index_shelf import Shelf, check_same, embedded, snapshot

from rag import DamagedIndexError, ForeignIndexError, StoreError, messages
from rag.index import store


def _removed(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut_in_half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _without_its_last_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip(b"\n")[:-1])


def _changed_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\x00")


def _made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _of_random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


DAMAGES = (
    _removed,
    _emptied,
    _cut_in_half,
    _without_its_last_byte,
    _changed_in_the_middle,
    _grown,
    _made_a_folder,
    _of_random_bytes,
)


def check_damaged(shelf: Shelf, name: str) -> None:
    """Check that the index is said damaged in a line with its remedy, and that this repairs it."""
    with pytest.raises(DamagedIndexError) as error:
        shelf.open()
    (line,) = str(error.value).splitlines()
    assert name in line
    assert "sourcier index --rebuild" in line


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_each_damaged_file_is_named_with_its_remedy(
    shelf: Shelf, damage: Callable[[Path], None]
) -> None:
    whole = snapshot(shelf.cache)
    generation = shelf.generation
    names = [
        path.relative_to(generation).as_posix()
        for path in sorted(generation.rglob("*"))
        if path.is_file()
    ]
    assert {store.MANIFEST, store.CORPUS, store.DENSE, store.NEAR} < set(names)
    assert len(names) >= 6
    if damage is _changed_in_the_middle:
        names.remove(store.MANIFEST)  # the one file that is not hashed: see below
    for name in names:
        kept = (generation / name).read_bytes()
        damage(generation / name)
        check_damaged(shelf, name)
        if (generation / name).is_dir():
            (generation / name).rmdir()
        (generation / name).write_bytes(kept)
    assert {path: data for path, (_, data) in snapshot(shelf.cache).items()} == {
        path: data for path, (_, data) in whole.items()
    }
    damage(generation / names[0])
    made = shelf.open(rebuild=True)
    check_same(made, shelf.open())


@pytest.mark.parametrize(
    "pointed", ["", "\n", "g-absente\n", "manifest.json", "../..", ".", "\x00", "g-\x00", "é\n"]
)
def test_a_pointer_that_leads_nowhere_is_said(shelf: Shelf, pointed: str) -> None:
    (shelf.home / store.POINTER).write_text(pointed, encoding="utf-8")
    check_damaged(shelf, store.POINTER)
    shelf.open(rebuild=True)
    assert shelf.open().corpus.sources


def test_a_pointer_of_any_bytes_is_said(shelf: Shelf) -> None:
    for data in (b"\xff\xfe", b"g-" + b"a" * 5000, bytes(range(256))):
        (shelf.home / store.POINTER).write_bytes(data)
        check_damaged(shelf, store.POINTER)


def test_without_its_pointer_the_index_is_made_again(shelf: Shelf) -> None:
    (shelf.home / store.POINTER).unlink()
    index = shelf.open()
    assert sorted(shelf.encoder.embedded) == sorted(embedded(index))
    assert shelf.generation.is_dir()


def test_a_generation_that_is_gone_is_said(shelf: Shelf) -> None:
    shutil.rmtree(shelf.generation)
    check_damaged(shelf, "")
    shelf.open(rebuild=True)
    shelf.open()


def test_an_index_of_an_older_format_is_made_again(shelf: Shelf) -> None:
    shelf.edit(format=store.FORMAT - 1)
    check_damaged(shelf, store.MANIFEST)
    shelf.name()
    told: list[str] = []
    index = shelf.open(told=told)
    assert told == [messages.index_making()]
    assert sorted(shelf.encoder.embedded) == sorted(embedded(index))
    check_same(index, shelf.open())


@pytest.mark.parametrize(
    "values",
    [
        {"format": store.FORMAT + 1},
        {"format": "1"},
        {"format": None},
        {"metric": "l2"},
        {"metric": None},
    ],
    ids=str,
)
def test_an_index_of_another_kind_is_foreign(shelf: Shelf, values: dict[str, object]) -> None:
    shelf.edit(**values)
    with pytest.raises(ForeignIndexError) as error:
        shelf.open()
    (line,) = str(error.value).splitlines()
    assert "sourcier index --rebuild" in line
    shelf.open(rebuild=True)
    shelf.open()


def test_a_model_of_another_dimension_is_foreign(shelf: Shelf) -> None:
    shelf.encoder = CountingEncoder(dimension=32)
    with pytest.raises(ForeignIndexError):
        shelf.open()
    assert shelf.open(rebuild=True).manifest.dimension == 32


@pytest.mark.parametrize(
    "values",
    [
        {"corpus": None},
        {"dimension": "beaucoup"},
        {"autre": 1},
        {"counts": {"sources": 3, "passages": 1}},
        {"files": {}},
        {"files": None},
        {"files": {"../../../../../etc/passwd": "0"}},
    ],
    ids=str,
)
def test_a_manifest_that_is_not_the_written_one_is_damaged(
    shelf: Shelf, values: dict[str, object]
) -> None:
    shelf.edit(**values)
    with pytest.raises(DamagedIndexError, match="--rebuild"):
        shelf.open()


@given(st.integers(min_value=0), st.integers(1, 255))
@settings(max_examples=60)
def test_a_manifest_with_another_byte_never_gives_another_index(
    tmp_path_factory: pytest.TempPathFactory, at: int, change: int
) -> None:
    shelf = _kept(tmp_path_factory)
    path = shelf.generation / store.MANIFEST
    kept = path.read_bytes()
    data = bytearray(kept)
    data[at % len(data)] ^= change
    path.write_bytes(data)
    try:
        with contextlib.suppress(StoreError):
            loaded = store.load(shelf.home)
            assert loaded is not None
            assert loaded.passages == shelf.open().passages
    finally:
        if path.parent.is_dir():
            path.write_bytes(kept)


_SHELVES: list[Shelf] = []


def _kept(factory: pytest.TempPathFactory) -> Shelf:
    """Return a shelf that all examples share; each leaves it whole."""
    if not _SHELVES:
        _SHELVES.append(Shelf(factory.mktemp("shelf"), {"a.txt": ARTICLES["chenes.txt"]}))
        _SHELVES[0].open()
    return _SHELVES[0]
