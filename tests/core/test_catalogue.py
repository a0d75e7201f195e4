"""What a person reads is French, well set, and stands in one catalogue a surface."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rag

ROOT = Path(rag.__file__).resolve().parent.parent
CATALOGUES = (
    "rag/calibrate/texts.py",
    "rag/courtesy/texts.py",
    "rag/messages.py",
    "rag/moments/texts.py",
    "rag/suggest/texts.py",
    "rag/thread/texts.py",
    "rag/voice/texts.py",
    "ui/cli/texts.py",
    "ui/texts.py",
    "ui/web/api_texts.py",
    "ui/web/page_texts.py",
    "ui/web/about_texts.py",
    "ui/web/site_texts.py",
    "ui/web/texts.py",
    "ui/widget/texts.py",
    "eval/texts.py",
    "eval/report/glossary.py",
    "eval/report/texts.py",
    "eval/report/versus_texts.py",
)
PATTERNS = {
    "eval/normal.py": "articles, as they are compared",
    "rag/language.py": "words that ask in French",
    "rag/moments/": "expressions of time, as sources write them",
    "rag/overview/": "what tells a name, an organisation, a figure or its subject in a source",
    "rag/spell/": "apostrophes and vowels, as questions write them",
    "rag/suggest/": "the clauses of a source that a question can be made of",
    "rag/thread/": "the words of a question that lean on others",
    "rag/values/": "numbers, units and names, as sources write them",
    "rag/voice/": "quotation marks, and the words that tell who speaks",
    "rag/read/": "the shape of numbers, dates and names in a source",
    "rag/segment/": "the shapes and words that tell zones, and where a sentence ends",
    "rag/text/fold.py": "elisions, ligatures and function words, as search keys",
    "rag/text/pdf.py": "the titles that software gives a file by itself",
    "rag/text/plain.py": "the end of a sentence",
}
"""Modules whose French is data that texts are compared with, never shown; and why."""

ACCENTED = re.compile(r"[àâäéèêëîïôöùûüÿçœæ«»’]", re.IGNORECASE)
PLAIN = re.compile(
    r"\b(?:erreurs?|aucune?|est|sont|une|les|des|votre|vos|vous|dans|avec|sans|pour|fichier)\b",
    re.IGNORECASE,
)
BADLY_SET = re.compile(r"[ \w»][;!?](?=\s|$)|\w»| [»:](?=\W|$)|« |«\w|\w'(?=\w)|\.\.\.")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def modules() -> list[str]:
    """Return the product's modules, as paths from its root."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for folder in ("rag", "ui", "eval")
        for path in (ROOT / folder).rglob("*.py")
    )


def strings(name: str) -> Iterator[tuple[int, str]]:
    """Yield a module's string literals with their lines, docstrings apart."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def is_french(text: str) -> bool:
    """Say whether a literal holds French words or French signs."""
    return bool(ACCENTED.search(text) or (" " in text and PLAIN.search(text)))


@pytest.mark.parametrize("name", [name for name in modules() if name not in CATALOGUES])
def test_no_french_stands_outside_the_catalogues(name: str) -> None:
    if not name.startswith(tuple(PATTERNS)):
        assert [(line, text) for line, text in strings(name) if is_french(text)] == []


@pytest.mark.parametrize("prefix", PATTERNS)
def test_what_is_let_through_is_still_needed(prefix: str) -> None:
    let_through = [name for name in modules() if name.startswith(prefix)]
    assert any(is_french(text) for name in let_through for _, text in strings(name))


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_is_french(name: str) -> None:
    assert sum(is_french(text) for _, text in strings(name)) > 1


@pytest.mark.parametrize(
    "path",
    sorted(path for folder in ("ui", "eval/report") for path in (ROOT / folder).rglob("*.html")),
    ids=lambda path: str(path.name),
)
def test_templates_take_their_words_from_the_catalogue(path: Path) -> None:
    assert not ACCENTED.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_french_is_well_set(name: str) -> None:
    wrong = []
    for line, text in strings(name):
        # An f-string's literals stop where a value stands: what is next to one is not known.
        found = BADLY_SET.search(PLACEHOLDER.sub("x", text))
        if found and is_french(text):
            wrong.append((line, text))
    assert wrong == []
