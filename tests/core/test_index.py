"""The saved index: what is loaded is what was saved, and only what changed is made again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from core_values import ARTICLES, TEXTS, write
from hypothesis import example, given, settings
from hypothesis import strategies as st
from index_shelf import Shelf, check_same, embedded, snapshot

from rag import FolderError, messages
from rag.index import build, near, store
from rag.text.fold import terms

CHILD = Path(__file__).with_name("index_child.py")

corpora = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c.md"]),
    st.lists(TEXTS, max_size=3).map(lambda found: "\n\n".join(["Un pont ferme mardi.", *found])),
    min_size=1,
)


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
    assert sorted(shelf.encoder.embedded) == sorted(embedded(index))
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
    assert sorted(shelf.encoder.embedded) == sorted(embedded(index))
    assert index.manifest.revision == "2"


def test_sentences_cut_otherwise_since_then_are_embedded_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shelf.open()
    monkeypatch.setattr(near, "sentences", lambda text: [(0, len(text))])
    monkeypatch.setattr(build, "SEGMENTER", "une autre")
    index = shelf.open()
    assert shelf.encoder.embedded
    assert max(map(len, before.near.cuts)) > 1 == max(map(len, index.near.cuts))
    check_same(index, shelf.open(rebuild=True))


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
