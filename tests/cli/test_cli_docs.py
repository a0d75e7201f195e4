"""The documentation of the command line says every command and option, and no other."""

import re
from pathlib import Path

import click
import pytest

from ui.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "ligne-de-commande.md"
HEADING = re.compile(r"^## ", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]*")


def sections() -> dict[str, str]:
    """Return the page's sections by their title."""
    parts = HEADING.split(PAGE.read_text(encoding="utf-8"))
    return {part.partition("\n")[0]: part for part in parts[1:]}


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
    }


@pytest.mark.parametrize("name", cli.commands)
def test_a_command_has_its_section_with_its_options(name: str) -> None:
    section = sections()[f"sourcier {name}"]

    for option in options(cli.commands[name]):
        assert f"| `{option}" in section, "each option has its row"
    own_words = set(OPTION.findall(section))
    assert own_words == options(cli.commands[name])


def test_no_section_is_about_a_command_that_does_not_exist() -> None:
    told = {title.removeprefix("sourcier ") for title in sections() if "sourcier " in title}

    assert told == set(cli.commands)


def test_the_group_s_options_are_there() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert all(f"| `{option}`" in page for option in options(cli) | {"--help"})
