import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import messages
from rag.errors import SourcesError
from rag.text.markdown import read_markdown
from rag.text.metadata import Metadata

DOCUMENT = """---
title: "Le site : fermé"
Author: A. Boero
date: 2024-06-25
url: https://example.org/a
site: Clubic
tags:
  - justice
---
# Un titre

Un *seul* paragraphe
sur deux lignes, [un lien](https://example.org).

- un
- deux

| a | b |
|---|---|
| 1 | 2 |

> Une citation

```
code  gardé
```

<div class="x">brut</div> & <script>alert(1)</script>
"""


def test_markdown_goes_through_the_same_walk(checked) -> None:
    extract = read_markdown(DOCUMENT.encode())
    found = checked(extract.text, extract.blocks)
    assert list(zip(found, (block.tag for block in extract.blocks), strict=True)) == [
        ("Un titre", "h1"),
        ("Un seul paragraphe sur deux lignes, un lien.", "p"),
        ("un", "li"),
        ("deux", "li"),
        ("a", "th"),
        ("b", "th"),
        ("1", "td"),
        ("2", "td"),
        ("Une citation", "p"),
        ("code  gardé", "pre"),
        ('<div class="x">brut</div> & <script>alert(1)</script>', "p"),
    ]
    assert extract.text == "\n".join(found)


def test_the_front_matter_is_metadata_and_no_text() -> None:
    assert read_markdown(DOCUMENT.encode()).metadata == Metadata(
        title="Le site : fermé",
        publisher="Clubic",
        author="A. Boero",
        published="2024-06-25",
        url="https://example.org/a",
    )


def test_a_title_is_found_without_front_matter() -> None:
    assert read_markdown(b"Texte\n\n# Titre *fort*\n").metadata == Metadata(title="Titre fort")


def test_front_matter_says_only_what_holds() -> None:
    text = (
        "---\r\ntitle: ''\r\ndate: hier\r\nurl: javascript:x\r\nlang: fr-FR\r\n---\r\n# Titre\r\n"
    )
    assert read_markdown(text.encode()).metadata == Metadata(title="Titre", language="fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nUne phrase entre deux filets.\n\n---\n\nSuite\n", "Une phrase entre deux filets."),
        ("---\n\ntitle : ouvert\n\nSuite", "title : ouvert"),
        ("Avant\n\n---\ntitle: x\n---\n", "title: x"),
        ("---\n---\n\nSuite", "Suite"),
    ],
)
def test_a_rule_opens_no_front_matter(text: str, expected: str) -> None:
    extract = read_markdown(text.encode())
    assert expected in extract.text.split("\n")


@given(st.text("#*_`>-|[]()<&!\\~=:\n a1é", max_size=120))
def test_no_markdown_is_malformed(checked, text: str) -> None:
    extract = read_markdown(f"Début\n\n{text}".encode())
    assert extract.text == "\n".join(checked(extract.text, extract.blocks))
    assert extract.text.startswith("Début")


def test_markdown_that_shows_nothing_is_refused() -> None:
    with pytest.raises(SourcesError) as refused:
        read_markdown(b"---\ntitle: x\n---\n\n![](image.png)\n")
    assert str(refused.value) == messages.FILE_NO_TEXT
