import os

import pytest

from rag import messages
from rag.errors import FolderError, IdentifierError
from rag.text import read_corpus
from rag.types import Rejected


def paths(rejected: tuple[Rejected, ...]) -> dict[str, str]:
    return {item.path: item.reason for item in rejected}


def test_documents_are_found_in_sub_folders_in_order(read) -> None:
    corpus = read(
        {
            "b.TXT": "b",
            "dossier/sous/c.md": "c",
            "dossier/a.Html": "<p>a</p>",
            "dossier/LISEZMOI.md": "lu",
            "été.txt": "é",
            "a.b.markdown": "ab",
        }
    )
    found = [(source.id, source.path) for source in corpus.sources]
    assert found == [
        ("a.b", "a.b.markdown"),
        ("b", "b.TXT"),
        ("dossier--LISEZMOI", "dossier/LISEZMOI.md"),
        ("dossier--a", "dossier/a.Html"),
        ("dossier--sous--c", "dossier/sous/c.md"),
        ("été", "été.txt"),
    ]
    assert corpus.source("été") is corpus.sources[-1]


def test_what_describes_the_folder_or_is_hidden_is_no_source(read) -> None:
    corpus = read(
        {
            "a.txt": "a",
            "sources.toml": "",
            "LISEZMOI.md": "x",
            "README.md": "x",
            ".cache.txt": "x",
            ".git/b.txt": "x",
            "image.png": b"\x89PNG",
            "notes": "x",
        }
    )
    assert [source.id for source in corpus.sources] == ["a"]
    assert corpus.rejected == corpus.remarks == ()


def test_a_document_of_another_format_is_named(read) -> None:
    corpus = read({"a.txt": "a", "b.docx": b"PK"})
    assert paths(corpus.remarks) == {"b.docx": messages.file_unknown_format(".docx")}


def test_links_that_leave_the_folder_are_refused(read, tmp_path) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    sources = tmp_path / "sources"
    (sources / "vrai").mkdir(parents=True)
    (sources / "fichier.txt").symlink_to(outside / "secret.txt")
    (sources / "relatif.txt").symlink_to("../dehors/secret.txt")
    (sources / "dossier").symlink_to(outside)
    (sources / "voisin").symlink_to(tmp_path)
    (sources / "casse.txt").symlink_to("nulle-part.txt")
    (sources / "boucle").symlink_to(sources)
    (sources / "dedans.txt").symlink_to("vrai/a.txt")
    corpus = read({"vrai/a.txt": "a"})
    assert [source.id for source in corpus.sources] == ["dedans", "vrai--a"]
    assert paths(corpus.rejected) == {
        "boucle": messages.FILE_FOLDER_LINK,
        "casse.txt": messages.FILE_BROKEN_LINK,
        "dossier": messages.FILE_OUTSIDE,
        "fichier.txt": messages.FILE_OUTSIDE,
        "relatif.txt": messages.FILE_OUTSIDE,
        "voisin": messages.FILE_OUTSIDE,
    }


def test_what_is_no_ordinary_file_is_never_opened(read, tmp_path) -> None:
    (tmp_path / "sources").mkdir()
    os.mkfifo(tmp_path / "sources" / "tube.txt")
    corpus = read({"a.txt": "a"})
    assert paths(corpus.rejected) == {"tube.txt": messages.FILE_NOT_REGULAR}


def test_a_name_that_cannot_be_shown_is_refused(read) -> None:
    corpus = read({"a.txt": "a", "b\n.txt": "b", os.fsdecode(b"c\xff.txt"): "c"})
    assert [source.id for source in corpus.sources] == ["a"]
    assert paths(corpus.rejected) == {
        "b\ufffd.txt": messages.FILE_NAME,
        "c\ufffd.txt": messages.FILE_NAME,
    }


@pytest.mark.parametrize(
    ("first", "second", "source_id"),
    [("a.md", "a.txt", "a"), ("a--b.txt", "a/b.txt", "a--b"), ("a.HTML", "a.html", "a")],
)
def test_two_files_of_one_identifier_are_both_named(
    read, first: str, second: str, source_id: str
) -> None:
    with pytest.raises(IdentifierError) as error:
        read({first: "un", second: "deux"})
    assert str(error.value) == messages.identifier_twice(source_id, first, second)


def test_a_folder_that_is_none_is_said(tmp_path) -> None:
    missing = tmp_path / "absent"
    file = tmp_path / "fichier.txt"
    file.write_text("texte")
    for folder, text in [
        (missing, messages.folder_missing(missing)),
        (file, messages.folder_not_one(file)),
    ]:
        with pytest.raises(FolderError) as error:
            read_corpus(folder, max_file_bytes=100)
        assert str(error.value) == text


def test_a_folder_may_be_reached_through_a_link(read, tmp_path) -> None:
    corpus = read({"a.txt": "a"})
    (tmp_path / "lien").symlink_to(tmp_path / "sources")
    assert read_corpus(tmp_path / "lien", max_file_bytes=100) == corpus


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_what_may_not_be_opened_is_named(read, tmp_path) -> None:
    closed = tmp_path / "sources" / "clos"
    closed.mkdir(parents=True)
    (tmp_path / "sources" / "b.txt").write_text("b")
    (tmp_path / "sources" / "b.txt").chmod(0)
    closed.chmod(0)
    try:
        corpus = read({"a.txt": "a"})
    finally:
        closed.chmod(0o700)
    assert paths(corpus.rejected) == {
        "b.txt": messages.FILE_CLOSED,
        "clos": messages.FILE_CLOSED,
    }
