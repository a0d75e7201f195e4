import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import messages
from rag.errors import FolderError
from rag.text import fingerprint
from rag.types import Source

TEXT = "Une première ligne.\r\n\r\nUne deuxième, à côté.\n"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_source_says_what_it_is_made_of(read) -> None:
    corpus = read({"a.txt": TEXT, "b.md": "# Titre", "c.html": "<p>x</p>"})
    source = corpus.sources[0]
    assert source.text == TEXT
    assert source.digest == source.bytes_digest == sha256(TEXT.encode())
    assert [item.extractor for item in corpus.sources] == ["text/1", "markdown/1", "html/1"]
    assert corpus.fingerprint == fingerprint(corpus.sources)


def test_the_encoding_that_nobody_declared_is_remarked(read) -> None:
    corpus = read(
        {
            "a.txt": "été".encode("cp1252"),
            "b.txt": "\ufeffété".encode("utf-16-le"),
            "c.txt": "\ufeffété",
            "d.html": "<meta charset=iso-8859-1><p>été</p>".encode("cp1252"),
        }
    )
    assert {source.text for source in corpus.sources} == {"été"}
    assert [(remark.path, remark.reason) for remark in corpus.remarks] == [
        ("a.txt", messages.file_fallback_encoding("cp1252")),
        ("b.txt", messages.file_fallback_encoding("utf-16")),
    ]
    again = read({}, known={source.path: source for source in corpus.sources})
    assert again == corpus


def test_files_that_cannot_be_used_are_named_and_the_others_go_on(read) -> None:
    corpus = read(
        {
            "a.txt": "texte",
            "binaire.txt": b"\0\1\2",
            "casse.pdf": b"%PDF",
            "gros.txt": "x" * 101,
            "image.html": "<img>",
            "juste.txt": "x" * 100,
            "vide.md": " \n",
        },
        limit=100,
    )
    assert [source.id for source in corpus.sources] == ["a", "juste"]
    assert [(item.path, item.reason) for item in corpus.rejected] == [
        ("binaire.txt", messages.FILE_BINARY),
        ("casse.pdf", messages.PDF_DAMAGED),
        ("gros.txt", messages.file_oversize(100)),
        ("image.html", messages.FILE_NO_TEXT),
        ("vide.md", messages.FILE_EMPTY),
    ]


def test_a_folder_that_gives_no_source_says_why(read, tmp_path) -> None:
    folder = tmp_path / "sources"
    with pytest.raises(FolderError) as error:
        read({"image.png": b"x"})
    assert str(error.value) == messages.folder_unusable(folder, [])
    with pytest.raises(FolderError) as error:
        read({"vide.txt": ""})
    assert "vide.txt" in str(error.value)
    assert messages.FILE_EMPTY in str(error.value)


def test_what_is_unchanged_is_taken_over(read) -> None:
    files = {"a.txt": "un", "b.txt": "deux", "c.md": "trois"}
    first = read(files)
    known = {source.path: source for source in first.sources}
    second = read({"b.txt": "deux fois"}, known=known)
    assert [mine is other for mine, other in zip(second.sources, first.sources, strict=True)] == [
        *(True, False, True)
    ]
    assert second.sources[1].text == "deux fois"
    assert second.fingerprint != first.fingerprint


def test_what_another_extractor_made_is_read_again(read) -> None:
    (source,) = read({"a.txt": "un"}).sources
    for old in (replace(source, extractor="text/0"), replace(source, bytes_digest="")):
        assert read({}, known={"a.txt": old}).sources == (source,)
        assert read({}, known={"a.txt": old}).sources[0] is not old


def test_a_file_of_another_name_is_read_again(read) -> None:
    (source,) = read({"a.txt": "un"}).sources
    corpus = read({"b.txt": "un"}, known={"b.txt": source})
    assert [item.id for item in corpus.sources] == ["a", "b"]


def test_a_description_that_changes_is_followed(read) -> None:
    page = "<title>Ancien</title><p>x</p>"
    described = '[[source]]\nid = "a"\ntitle = "{}"'
    plain = read({"a.html": page})
    titles = []
    known = {"a.html": plain.sources[0]}
    for text in (described.format("Un"), described.format("Deux"), "", ""):
        corpus = read({"sources.toml": text}, known=known)
        titles.append(corpus.sources[0].title)
        known = {"a.html": corpus.sources[0]}
    assert titles == ["Un", "Deux", "Ancien", "Ancien"]
    assert corpus.sources == plain.sources


sources = st.builds(
    lambda id_, text, title, date: (
        Source(id_, f"{id_}.txt", text, sha256(text.encode()))
        if title is None
        else Source(id_, f"{id_}.txt", text, sha256(text.encode()), title=title, published=date)
    ),
    st.text("abc", min_size=1),
    st.text(),
    st.none() | st.text(),
    st.none() | st.just("2024-06-25"),
)


@given(st.lists(sources, min_size=1, unique_by=lambda source: source.id), st.randoms())
def test_the_fingerprint_is_that_of_contents_and_not_of_order(found, random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    mark = fingerprint(found)
    assert len(mark) == 64
    assert fingerprint(shuffled) == mark
    first, *others = found
    for changed in (
        {"digest": sha256(b"autre")},
        {"id": f"{first.id}d"},
        {"title": f"{first.title} bis"},
        {"url": "https://example.org"},
        {"author": ""},
    ):
        assert fingerprint([replace(first, **changed), *others]) != mark
