"""The documentation says what the code does: commands, settings, sources, dependencies, links."""

import json
import re
import tomllib
from pathlib import Path

import click
import pytest
from docs_pages import DOCS, FENCE, PAGES, ROOT, blocks, quoted, read, section, table
from packaging.requirements import Requirement
from pydantic import BaseModel

from eval.__main__ import main as bench
from rag import EDITORIAL, Settings, Zone
from ui.cli.main import cli
from ui.texts import ZONES
from ui.web.settings import WebSettings

LINK = re.compile(r"\]\(([^)\s]+)\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
OPTION_LINE = re.compile(r"^(?:\.venv/bin/)?sourcier(?: (?P<rest>.*))?$")
BENCH_LINE = re.compile(r"^(?:\.venv/bin/)?python -m eval(?: (?P<rest>.*))?$")
NAME = re.compile(r"[a-z][a-z-]*")


def commands(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Return each command quoted: where, its first word, and the rest without quoted words."""
    found = []
    for page in PAGES:
        for code in quoted(read(page)):
            match = pattern.match(code)
            if match and match["rest"]:
                # A question's own words are no options, nor is what follows a pipe or a remark.
                words = re.sub(r'"[^"]*"|«[^»]*»', "", match["rest"])
                words = re.split(r" (?:\| (?![^\[]*\])|#|>)", words)[0]
                found.append((page.name, words.split(maxsplit=1)[0], words))
    return found


def options(command: click.Command) -> set[str]:
    return {
        "--help",
        *(
            name
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for name in parameter.opts
        ),
    }


@pytest.fixture(scope="module")
def usage() -> dict[str, set[str]]:
    """The bench's commands with their options, as its own help tells them."""
    told = read_help()
    found: dict[str, set[str]] = {}
    for line in told.splitlines():
        words = line.split()
        if words[:3] == ["python", "-m", "eval"]:
            name = words[3]
            found[name] = set()
        if found and line.startswith(" "):
            found[name] |= set(OPTION.findall(line))
    return found


def read_help() -> str:
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout.write", lines.append)
        assert bench(["--help"]) == 0
    return "".join(lines)


# --- commands -------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "name", "words"), commands(OPTION_LINE))
def test_a_command_quoted_exists_with_its_options(page: str, name: str, words: str) -> None:
    group = not NAME.fullmatch(name)  # an option, or a word in capitals that stands for any
    assert group or name in cli.commands, f"{page}: sourcier {words}"
    known = options(cli if group else cli.commands[name])

    assert set(OPTION.findall(words)) <= known, f"{page}: sourcier {words}"


@pytest.mark.parametrize(("page", "name", "words"), commands(BENCH_LINE))
def test_a_bench_command_quoted_exists_with_its_options(
    page: str, name: str, words: str, usage: dict[str, set[str]]
) -> None:
    assert name in usage, f"{page}: python -m eval {words}"
    assert set(OPTION.findall(words)) <= usage[name], f"{page}: python -m eval {words}"


def test_the_bench_s_help_tells_what_it_accepts(
    usage: dict[str, set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, known in usage.items():
        values = {"--reader": ["spans"], "--cases": ["c", "d"]}
        words = ([option, *values.get(option, ["c"])] for option in sorted(known))
        given = [name, "a", "b", *(word for part in words for word in part)]
        # An option that nobody knows ends the call before anything is done.
        assert bench([*given, "--none-such"]) == 2
        wrong = capsys.readouterr().err.splitlines()[0]
        assert "--none-such" in wrong
        assert not any(option in wrong.split() for option in known)


def test_every_bench_command_has_its_row_with_its_options(usage: dict[str, set[str]]) -> None:
    rows = table(section(read(DOCS / "evaluation.md"), "Les commandes"))
    told = {
        call.split()[3]: set(OPTION.findall(" ".join([call, *cells])))
        for call, cells in rows.items()
    }

    assert told == usage


def test_the_make_targets_quoted_exist() -> None:
    known = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    told = {
        match[1]
        for page in PAGES
        for code in quoted(read(page))
        if (match := re.match(r"make ([a-z]+)", code))
    }

    assert {"run", "test"} <= told <= known


# --- settings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "model", "prefix"),
    [
        ("Le moteur", Settings, "SOURCIER_"),
        ("Le serveur web", WebSettings, "SOURCIER_WEB_"),
    ],
)
def test_every_setting_has_its_row(title: str, model: type[BaseModel], prefix: str) -> None:
    rows = table(section(read(DOCS / "reglages.md"), title))

    assert set(rows) == set(model.model_fields)
    defaults = json.loads(model().model_dump_json())
    for name, (variable, default, meaning) in rows.items():
        assert variable == f"`{prefix}{name.upper()}`"
        assert meaning
        if default.startswith("`"):
            told = tomllib.loads(f"value = {default.strip('`')}")["value"]
            same = sorted if isinstance(told, list) else lambda value: value
            assert same(told) == same(defaults[name]), name
        else:
            assert defaults[name] is None or name in {"sources", "cache", "data"}, "its own default"


def test_the_settings_file_of_the_example_loads(tmp_path: Path) -> None:
    from rag.config import load

    (example,) = blocks(read(DOCS / "reglages.md"), "toml")
    (tmp_path / "sourcier.toml").write_text(example, encoding="utf-8")

    assert load(Settings, environ={}, folder=tmp_path).threshold == 0.6
    assert load(WebSettings, table="web", environ={}, folder=tmp_path).port == 8000


def test_every_variable_of_the_code_is_told_and_no_other() -> None:
    # A test may set any variable; what all tests read is in their conftest.py.
    code = [*ROOT.glob("rag/**/*.py"), *ROOT.glob("ui/**/*.py"), *ROOT.glob("tests/**/conftest.py")]
    named = re.compile(r"(?:\"SOURCIER_|PREFIX \+ \")([A-Z_]*[A-Z])\"")
    used = {f"SOURCIER_{name}" for path in code for name in named.findall(read(path))}
    used |= {f"SOURCIER_{name.upper()}" for name in Settings.model_fields}
    used |= {f"SOURCIER_WEB_{name.upper()}" for name in WebSettings.model_fields}
    told = set(re.findall(r"`(SOURCIER_[A-Z_]*[A-Z])(?:=1)?`", read(DOCS / "reglages.md")))

    assert told == used


# --- sources --------------------------------------------------------------------------------


def test_every_zone_has_its_row() -> None:
    rows = table(section(read(DOCS / "sources.md"), "Les zones"))

    assert {name: (shown, answers) for name, (shown, answers) in rows.items()} == {
        zone.value: (ZONES[zone.value], "oui" if zone in EDITORIAL else "non") for zone in Zone
    }


@pytest.mark.parametrize("page", ["README.md", "docs/sources.md"])
def test_the_descriptions_of_the_examples_load(page: str, tmp_path: Path) -> None:
    from rag.text import read_corpus

    described = next(body for body in blocks(read(ROOT / page), "toml") if "[[source]]" in body)
    (tmp_path / "sources.toml").write_text(described, encoding="utf-8")
    for source_id in re.findall(r'^id = "([^"]+)"', described, re.MULTILINE):
        path = tmp_path / f"{source_id.replace('--', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Un accord a été signé mercredi.\n", encoding="utf-8")
    corpus = read_corpus(tmp_path, max_file_bytes=1000)

    assert corpus.questions
    (source,) = corpus.sources
    known = (source.title, source.publisher, source.author, source.published, source.url)
    assert all(known)
    assert source.language == "fr"


# --- dependencies ---------------------------------------------------------------------------


def test_every_dependency_has_its_row() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    page = read(DOCS / "dependances.md")

    def names(requirements: list[str]) -> list[str]:
        return sorted(Requirement(text).name for text in requirements)

    assert sorted(table(section(page, "À l’usage"))) == names(project["dependencies"])
    development = project["optional-dependencies"]["dev"]
    assert sorted(table(section(page, "Pour développer"))) == names(development)


# --- links ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", read(page))):
        path, _, _ = target.partition("#")
        if path and "://" not in target:
            assert (page.parent / path).exists(), target
