"""The saved index: what is loaded is what was saved, or a line says what to do."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from core_values import ARTICLES, TEXTS, CountingEncoder, write
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag import DamagedIndexError, FolderError, ForeignIndexError, Index, StoreError, Work, messages
from rag.index import open_index, store
from rag.index.build import embedded_text
from rag.index.near import said
from rag.text.fold import terms

LIMIT = 1 << 20
CHILD = Path(__file__).with_name("index_child.py")

corpora = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c.md"]),
    st.lists(TEXTS, max_size=3).map(lambda found: "\n\n".join(["Un pont ferme mardi.", *found])),
    min_size=1,
)


class Shelf:
    """A folder of sources and a cache, and the index that goes from one to the other."""

    def __init__(self, root: Path, files: dict[str, str], **encoder: object) -> None:
        self.folder, self.cache = write(root / "sources", files), root / "cache"
        self.encoder = CountingEncoder(**encoder)

    @property
    def home(self) -> Path:
        """Where the index lives."""
        return store.home(self.cache, self.folder, self.encoder.name)

    @property
    def generation(self) -> Path:
        """The generation in use."""
        named = (self.home / store.POINTER).read_text(encoding="utf-8").split()[0]
        assert self.home / named in self.home.glob(f"{store.PREFIX}*")
        return self.home / named

    def open(self, *, rebuild: bool = False, told: list[str] | None = None) -> Index:
        """Open the index, and forget what was embedded before."""
        self.encoder.embedded.clear()
        say = (told if told is not None else []).append
        return open_index(
            self.folder, self.cache, self.encoder, LIMIT, Work(say=say, rebuild=rebuild)
        )

    def edit(self, **values: object) -> None:
        """Change values of the manifest; None takes one away."""
        path = self.generation / store.MANIFEST
        manifest = json.loads(path.read_text(encoding="utf-8")) | values
        kept = {key: value for key, value in manifest.items() if value is not None}
        path.write_text(json.dumps(kept), encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose index is made."""
    found = Shelf(tmp_path, ARTICLES)
    found.open()
    return found


def check_same(one: Index, other: Index) -> None:
    """Check that two indexes are the same, down to what they answer."""
    assert one.manifest == other.manifest
    assert one.corpus == other.corpus
    assert one.segments == other.segments
    assert one.passages == other.passages
    np.testing.assert_array_equal(one.dense.vectors(), other.dense.vectors())
    np.testing.assert_array_equal(one.near.dense.vectors(), other.near.dense.vectors())
    assert one.near.counts == other.near.counts
    keys = [key for passage in one.passages for key in terms(passage.text)]
    np.testing.assert_array_equal(one.lexical.scores(keys), other.lexical.scores(keys))
    for key in {*keys, "inconnu"}:
        assert one.lexical.weight(key) == other.lexical.weight(key)


def texts_of(index: Index) -> set[str]:
    """Return all that is embedded: the passages, and their sentences."""
    return {text for passage in index.passages for text in (embedded_text(passage), *said(passage))}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return all that can be seen of a folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in [folder, *folder.rglob("*")]
    }


@given(corpora)
@settings(max_examples=30)
@example({"a.txt": "Un pont\r\n\r\n🏛️ ferme\u2028mardi.\n\nUn pont\r\n\r\n🏛️ ferme\u2028mardi."})
def test_what_is_loaded_is_what_was_saved(files: dict[str, str]) -> None:
    with TemporaryDirectory() as root:
        one = Shelf(Path(root), files)
        made = one.open()
        loaded = store.load(one.home)
        assert loaded is not None
        check_same(made, loaded)
        check_same(made, one.open())


@given(corpora)
@settings(max_examples=20)
def test_passages_are_numbered_and_stand_in_their_sources(files: dict[str, str]) -> None:
    with TemporaryDirectory() as root:
        index = Shelf(Path(root), files).open()
    count = len(index.passages)
    assert [passage.number for passage in index.passages] == list(range(count))
    assert index.dense.vectors().shape == (count, 64)
    assert len(index.lexical) == count
    assert index.manifest.counts == {"sources": len(files), "passages": count}
    for passage in index.passages:
        for place in passage.places:
            assert index.corpus.source(place.source.id) == place.source


def test_nothing_is_saved_before_the_first_time(tmp_path: Path) -> None:
    assert store.load(tmp_path / "ailleurs") is None


def test_a_second_opening_writes_and_embeds_nothing(shelf: Shelf) -> None:
    before, told = snapshot(shelf.cache), []
    shelf.open(told=told)
    assert (shelf.encoder.embedded, told) == ([], [])
    assert snapshot(shelf.cache) == before


def test_a_rebuild_embeds_everything_again(shelf: Shelf) -> None:
    generation = shelf.generation
    index = shelf.open(rebuild=True)
    assert sorted(shelf.encoder.embedded) == sorted(texts_of(index))
    assert shelf.generation != generation
    assert list(shelf.home.glob(f"{store.PREFIX}*")) == [shelf.generation]


def test_a_changed_file_embeds_only_its_new_passages(shelf: Shelf) -> None:
    told: list[str] = []
    text = ARTICLES["ponts.txt"] + "\n" + "Le pont de Pirmil rouvrira le 3 mai, a dit la mairie.\n"
    write(shelf.folder, {"ponts.txt": text})
    index = shelf.open(told=told)
    assert shelf.encoder.embedded
    assert all("rouvrira le 3 mai" in text for text in shelf.encoder.embedded)
    assert any("rouvrira le 3 mai" in passage.text for passage in index.passages)
    assert told == [messages.index_refreshing()]
    fresh = Shelf(
        shelf.folder.parent / "neuf",
        {path.name: path.read_text(encoding="utf-8") for path in shelf.folder.iterdir()},
    ).open()
    check_same(index, fresh)


def test_a_removed_file_takes_its_passages_along(shelf: Shelf) -> None:
    (shelf.folder / "chenes.txt").unlink()
    index = shelf.open()
    assert shelf.encoder.embedded == []
    assert [source.id for source in index.corpus.sources] == ["ponts", "proces"]
    assert not any("chênes" in passage.text for passage in index.passages)
    assert not index.lexical.scores(terms("chênes")).any()


def test_a_renamed_file_is_embedded_no_more(shelf: Shelf) -> None:
    (shelf.folder / "chenes.txt").rename(shelf.folder / "arbres.txt")
    index = shelf.open()
    assert shelf.encoder.embedded == []
    assert index.corpus.source("arbres") is not None
    assert index.corpus.source("chenes") is None


def test_a_new_title_embeds_its_source_alone(shelf: Shelf) -> None:
    described = '[[source]]\nid = "chenes"\ntitle = "Des arbres en ville"\n'
    write(shelf.folder, {"sources.toml": described})
    shelf.open()
    assert shelf.encoder.embedded
    assert all("chênes" in text or "arros" in text for text in shelf.encoder.embedded)


def test_other_weights_embed_everything_again(shelf: Shelf) -> None:
    shelf.encoder.revision = "2"
    index = shelf.open()
    assert sorted(shelf.encoder.embedded) == sorted(texts_of(index))
    assert index.manifest.revision == "2"


def test_each_folder_and_each_model_has_its_own_index(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    homes = {
        store.home(cache, tmp_path / folder, model)
        for folder in ("a", "b", "b/a")
        for model in ("hashing", "auteur/modele")
    }
    assert len(homes) == 6
    assert all(cache in home.parents for home in homes)
    assert store.home(cache, tmp_path / "a/../b", "m") == store.home(cache, tmp_path / "b", "m")


def test_the_sources_are_never_written_to(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {**ARTICLES, "sources.toml": ""})
    before = snapshot(shelf.folder)
    shelf.open()
    shelf.open(rebuild=True)
    shelf.open()
    assert snapshot(shelf.folder) == before
    (shelf.folder / "chenes.txt").unlink()
    before = snapshot(shelf.folder)
    shelf.open()
    assert snapshot(shelf.folder) == before


@pytest.mark.parametrize("text", [" \n", "\x00"])
def test_a_folder_without_text_makes_no_index(tmp_path: Path, text: str) -> None:
    shelf = Shelf(tmp_path, {"a.txt": text})
    with pytest.raises(FolderError):
        shelf.open()
    assert not shelf.cache.exists() or not list(shelf.cache.rglob(store.MANIFEST))


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
    assert sorted(shelf.encoder.embedded) == sorted(texts_of(index))
    assert shelf.generation.is_dir()


def test_a_generation_that_is_gone_is_said(shelf: Shelf) -> None:
    shutil.rmtree(shelf.generation)
    check_damaged(shelf, "")
    shelf.open(rebuild=True)
    shelf.open()


def test_an_index_of_an_older_format_is_made_again(shelf: Shelf) -> None:
    shelf.edit(format=store.FORMAT - 1)
    told: list[str] = []
    index = shelf.open(told=told)
    assert told == [messages.index_making()]
    assert sorted(shelf.encoder.embedded) == sorted(texts_of(index))
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


def run(*arguments: object) -> subprocess.Popen[str]:
    """Start a process of index_child.py."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, str(CHILD), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _hashing(root: Path) -> Shelf:
    """Return a shelf with the encoder of index_child.py."""
    shelf = Shelf(root, ARTICLES, dimension=256)
    shelf.encoder.name = "hashing"
    return shelf


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL is of POSIX")
def test_killed_at_any_moment_the_previous_index_still_loads(tmp_path: Path) -> None:
    shelf = _hashing(tmp_path)
    previous = shelf.open()
    new = "Le tramway de Brest gagne une troisième ligne, qui ouvrira au printemps de 2026.\n"
    write(shelf.folder, {"neuf.txt": new})
    child = run("killed", shelf.folder, shelf.cache)
    out, err = child.communicate(timeout=300)
    assert child.returncode == 0, err
    killed = [one for one in map(json.loads, out.splitlines()) if one["killed"]]
    assert {"say", "embed 1", "embed 3", "sync 1", "sync 4"} <= {one["moment"] for one in killed}

    for one in killed:
        shelf.cache = Path(one["cache"])
        found = store.load(shelf.home)
        assert found is not None, one
        finished = found.corpus.source("neuf") is not None
        assert not finished or one["moment"].startswith(("sync", "embedded"))
        after = shelf.open()
        assert after.corpus.source("neuf") is not None
        check_same(found, after if finished else previous)


def test_two_processes_that_build_at_once_both_end_with_an_index(tmp_path: Path) -> None:
    shelf = _hashing(tmp_path)
    meeting = tmp_path / "rendez-vous"
    meeting.mkdir()
    children = [
        run("together", shelf.folder, shelf.cache, meeting, name, 8) for name in ("un", "deux")
    ]
    said = [child.communicate(timeout=120)[1] for child in children]
    assert [child.returncode for child in children] == [0, 0], "\n".join(said)
    index = shelf.open()
    assert shelf.encoder.embedded == []
    assert len(index.corpus.sources) == len(ARTICLES)


def test_an_index_that_is_made_again_meanwhile_opens_all_the_same(tmp_path: Path) -> None:
    shelf = _hashing(tmp_path)
    first = shelf.open()
    with run("again", shelf.folder, shelf.cache, 30) as child:
        try:
            while child.poll() is None:
                assert shelf.open().passages == first.passages
        finally:
            child.kill()
        assert child.returncode == 0, child.communicate()[1]
