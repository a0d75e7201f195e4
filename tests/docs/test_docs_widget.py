"""The widget's page says every attribute, variable, method and event, and its size."""

import re
from pathlib import Path

from docs_pages import DOCS, read

import ui.widget
from ui.widget import built, paste

SOURCES = Path(ui.widget.__file__).parent / "src"
PAGE = read(DOCS / "widget.md")
FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def cells(pattern: str) -> set[str]:
    return {cell for cell in FIRST_CELL.findall(PAGE) if re.fullmatch(pattern, cell)}


def test_every_attribute_has_its_row() -> None:
    listed = re.search(r"observedAttributes = \[([^\]]*)\]", read(SOURCES / "element.js"))
    assert listed is not None
    assert cells("[a-z]+") == {*re.findall(r'"([a-z]+)"', listed[1]), "api"}


def test_every_variable_has_its_row() -> None:
    assert cells("--[a-z-]+") == set(re.findall(r"--sourcier-[a-z-]+", read(SOURCES / "style.css")))


def test_every_method_and_event_has_its_row() -> None:
    code = read(SOURCES / "element.js")
    methods = set(re.findall(r"^  ([a-z]+)\((?:text)?\) \{", code, re.MULTILINE)) - {"constructor"}
    told = {cell.partition("(")[0] for cell in cells(r"[a-z]+\([a-z]*\)")}
    assert told == methods == {"open", "close", "ask", "reset"}
    assert cells("sourcier-[a-z]+") == {
        f"sourcier-{name}" for name in ("answer", "refusal", "error")
    }


def test_the_size_and_the_lines_are_those_of_the_file() -> None:
    told = re.search(r"un seul fichier de (\d+),(\d)\u00a0ko", PAGE)
    assert told is not None
    # Compressors differ by a few bytes.
    assert abs(len(built().compressed) - 100 * int(told[1] + told[2])) < 150
    lines = paste("https://sources.example.org", "https://www.example.org")
    assert lines.policy in PAGE
    assert lines.frame in PAGE
    assert lines.setting in PAGE
    _, _, after_script = lines.page.partition("</script>\n")
    assert after_script in PAGE
