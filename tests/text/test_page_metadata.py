import json

import pytest

from rag.text.html import read_page
from rag.text.metadata import Metadata

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "headline": "Le site", "datePublished": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Le titre &amp; la suite",
            "author": [{"@type": "Person", "name": "A. Boero"}, {"name": "B. Dubois"}],
            "publisher": {"@type": "Organization", "name": "Le Journal"},
            "datePublished": "2024-06-25T15:13:00+02:00",
        },
    ],
}


def known(head: str = "", body: str = "") -> Metadata:
    page = f"<!DOCTYPE html><html><head>{head}</head><body><p>texte</p>{body}</body></html>"
    return read_page(page.encode()).metadata


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_a_page_that_says_nothing_of_itself_is_unknown() -> None:
    assert known() == Metadata()


def test_open_graph_is_believed_first() -> None:
    head = (
        "<title>T</title><meta property='og:title' content=' Un&nbsp;titre '>"
        "<meta property='og:site_name' content='Clubic'><meta name='author' content='A. Boero'>"
        "<meta property='article:published_time' content='2024-06-25T15:13:00Z'>"
        "<meta property='og:url' content='https://example.org/og'>"
        "<link rel='canonical' href='https://example.org/a?b=1&amp;c=2'>"
    )
    assert known(head + linked(LINKED), "<h1>H</h1><time datetime=2020-01-01>") == Metadata(
        title="Un\u00a0titre",
        publisher="Clubic",
        author="A. Boero",
        published="2024-06-25T15:13:00Z",
        url="https://example.org/a?b=1&c=2",
    )


def test_the_linked_data_of_the_article_comes_next() -> None:
    assert known("<title>T</title>" + linked(LINKED), "<h1>H</h1>") == Metadata(
        title="Le titre & la suite",
        publisher="Le Journal",
        author="A. Boero, B. Dubois",
        published="2024-06-25T15:13:00+02:00",
    )


def test_the_page_itself_comes_last() -> None:
    body = "<h1>Un <b>titre</b></h1><nav><time datetime=2001-01-01></nav><time datetime=2024-06-25>"
    assert known("<title>T</title>", body) == Metadata(title="Un titre", published="2024-06-25")
    assert known("<title>Le titre</title>", "<h1> </h1>").title == "Le titre"


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 20_000,
        "null",
        "3",
        '["a", {"@graph": 3}]',
        '{"headline": {"a": 1}, "author": 3, "publisher": [], "datePublished": []}',
    ],
)
def test_linked_data_that_is_malformed_counts_as_unsaid(script: str) -> None:
    script = f'<script type="application/ld+json">{script}</script>'
    assert known(f"<title>T</title>{script}") == Metadata(title="T")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-06-25", "2024-06-25"),
        ("2024-06-25T15:13", "2024-06-25T15:13"),
        ("2024-06-25 15:13:07", "2024-06-25T15:13:07"),
        ("2024-06-25T15:13:07.5+0200", "2024-06-25T15:13:07.5+0200"),
        ("25 juin 2024", None),
        ("2024-06", None),
        ("2024-02-30", None),
        ("2024-06-25T25:00", None),
        ("20240625", None),
        ("٢٠٢٤-٠٦-٢٥", None),
    ],
)
def test_a_date_is_an_iso_date_or_none(value: str, expected: str | None) -> None:
    head = f"<meta property='article:published_time' content='{value}'>"
    assert known(head).published == expected


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "/article", "//example.org/a", "ftp://example.org/a", "https://"),
        *("https://exa mple.org", "https://[x", "data:text/html,x", "https://example.org/\u202e"),
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert known(f"<link rel=canonical href='{address}'>").url is None
    both = f"<link rel=canonical href='{address}'><meta property=og:url content=http://a.fr/>"
    assert known(both).url == "http://a.fr/"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", "fr"), ("FR-ca", "fr"), ("", None), ("français", None), ("x-pirate", None)],
)
def test_the_language_is_the_primary_subtag(lang: str, expected: str | None) -> None:
    page = f"<!DOCTYPE html><html lang='{lang}'><p>texte</p></html>"
    assert read_page(page.encode()).metadata.language == expected


def test_an_author_is_a_name_not_a_profile() -> None:
    profile = "<meta property='article:author' content='https://example.org/u/1'>"
    assert known(profile).author is None
    assert known(profile + linked({"@type": "Article", "author": "A. B."})).author == "A. B."


def test_what_cannot_be_shown_leaves_the_values() -> None:
    head = '<script type="application/ld+json">{"headline": "Un\\ud800 \\u001btitre"}</script>'
    assert known(head).title == "Un titre"
