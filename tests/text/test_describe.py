from pathlib import Path

import pytest

from rag import messages
from rag.errors import DescriptionError
from rag.text import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"

PAGE = "<html lang=en><title>Ancien</title><meta name=author content=Ancienne><p>texte</p></html>"


def test_a_description_overrides_what_the_file_says(read) -> None:
    corpus = read(
        {
            "d/a.html": PAGE,
            "sources.toml": """
                [[source]]
                id = "d--a"
                title = "Nouveau <b>titre</b> &amp; suite"
                publisher = " Le  Journal "
                published = 2024-06-25
                url = "https://example.org/a"
                language = "fr-FR"
            """,
        }
    )
    (source,) = corpus.sources
    assert source.title == "Nouveau <b>titre</b> &amp; suite"
    assert source.publisher == "Le Journal"
    assert source.author == "Ancienne"
    assert source.published == "2024-06-25"
    assert source.url == "https://example.org/a"
    assert source.language == "fr"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"2024-06-25"', "2024-06-25"),
        ('"2024-06-25T15:13"', "2024-06-25T15:13"),
        ("2024-06-25T15:13:00", "2024-06-25T15:13:00"),
        ("2024-06-25 15:13:00+02:00", "2024-06-25T15:13:00+02:00"),
    ],
)
def test_a_date_is_text_or_a_date_of_toml(read, value: str, expected: str) -> None:
    corpus = read({"a.txt": "a", "sources.toml": f'[[source]]\nid = "a"\npublished = {value}'})
    assert corpus.sources[0].published == expected


A = messages.description_where(1, "a")
FIRST = messages.description_where(1, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[source]]\nid = "a"\ntitel = "x"', messages.description_unknown_key(A, "titel")),
        ('titre = "x"', messages.description_unknown_key(messages.DESCRIPTION_TOP, "titre")),
        ('[[source]]\ntitle = "x"', messages.description_without_id(FIRST)),
        ('[[source]]\nid = "a"\n[[source]]\nid = "a"', messages.description_twice("a")),
        ('[[source]]\nid = "b"', messages.description_of_none("b")),
        ('[[source]]\nid = "a.txt"', messages.description_of_none("a.txt")),
        ('[[source]]\nid = "../a"', messages.description_outside("../a")),
        ('[[source]]\nid = "/etc/passwd"', messages.description_outside("/etc/passwd")),
        (
            '[[source]]\nid = "a"\npublished = "hier"',
            messages.description_invalid(A, "published", "hier"),
        ),
        (
            '[[source]]\nid = "a"\npublished = "2024-02-30"',
            messages.description_invalid(A, "published", "2024-02-30"),
        ),
        (
            '[[source]]\nid = "a"\npublished = 2024',
            messages.description_invalid(A, "published", 2024),
        ),
        (
            '[[source]]\nid = "a"\nurl = "javascript:x"',
            messages.description_invalid(A, "url", "javascript:x"),
        ),
        (
            '[[source]]\nid = "a"\nlanguage = "français"',
            messages.description_invalid(A, "language", "français"),
        ),
        ('[[source]]\nid = "a"\ntitle = " "', messages.description_invalid(A, "title", " ")),
        ('[[source]]\nid = "a"\ntitle = 3', messages.description_invalid(A, "title", 3)),
        (
            "[[source]]\nid = 3",
            messages.description_invalid(messages.description_where(1, "3"), "id", 3),
        ),
        ('source = ["a"]', messages.description_invalid(FIRST, "source", "a")),
        (
            'source = "a"',
            messages.description_invalid(messages.DESCRIPTION_TOP, "source", "a"),
        ),
        ('[[source]]\nid = "a"\ntitle = x', messages.description_unreadable(3)),
    ],
)
def test_a_wrong_description_is_said_in_french(read, text: str, expected: str) -> None:
    with pytest.raises(DescriptionError) as error:
        read({"a.txt": "a", "sources.toml": text})
    assert str(error.value) == expected
    assert "\n" not in expected


def test_a_description_that_cannot_be_read_is_said(read) -> None:
    with pytest.raises(DescriptionError) as error:
        read({"a.txt": "a", "sources.toml": "# caf\u00e9".encode("cp1252")})
    assert str(error.value) == messages.DESCRIPTION_CLOSED


def test_a_description_is_never_fetched_outside_the_folder(read, tmp_path) -> None:
    (tmp_path / "ailleurs.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.toml").symlink_to("../ailleurs.toml")
    with pytest.raises(DescriptionError) as error:
        read({"a.txt": "a"})
    assert str(error.value) == messages.DESCRIPTION_CLOSED


def test_a_rejected_file_may_be_described(read) -> None:
    corpus = read({"a.txt": "a", "b.txt": "", "sources.toml": '[[source]]\nid = "b"'})
    assert [item.path for item in corpus.rejected] == ["b.txt"]


def test_the_seeds_are_described_by_what_they_say() -> None:
    corpus = read_corpus(SEEDS, max_file_bytes=1 << 20)
    assert corpus.rejected == corpus.remarks == ()
    known = {
        source.id[:3]: (source.publisher, source.author, source.published)
        for source in corpus.sources
    }
    assert known == {
        "000": ("Clubic", "Alexandre Boero", "2024-06-25T15:13"),
        "001": (None, "LeBuzz DuBizz", None),
        "002": (None, None, None),
        "003": (None, None, None),
        "004": ("Player FM", None, None),
    }
    for source in corpus.sources:
        assert source.language == "fr"
        for said in (source.title, source.publisher, source.author):
            assert said is None or said in source.text
    assert [source.id[:3] for source in corpus.sources if source.title is None] == ["003"]
