"""`sourcier overview`: the folder at a glance; neither model nor index is needed."""

import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli import texts
from ui.cli.opening import load_settings, sources_option
from ui.cli.terminal import BLANKS, console, write_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console


@click.command("overview", help=texts.OVERVIEW, short_help=texts.OVERVIEW_SHORT)
@click.option("--json", "as_json", is_flag=True, help=texts.OVERVIEW_JSON_OPTION)
@sources_option
def overview(*, as_json: bool, sources: Path | None) -> None:  # noqa: D103 - click shows its help
    settings = load_settings(sources)
    from rag.overview import overview as make
    from rag.overview import overview_record
    from rag.segment import passages, segment
    from rag.text import read_corpus

    assert settings.sources is not None  # noqa: S101 - for mypy: load_settings gives one
    corpus = read_corpus(settings.sources, max_file_bytes=settings.max_file_bytes)
    cut = passages(corpus.sources, {source.id: segment(source) for source in corpus.sources})
    given = overview_record(make(corpus, cut, metadata.version("sourcier")))
    if as_json:
        write_record(given)
    else:
        _show(given, console(sys.stdout))


def _show(given: "Mapping[str, Any]", to: "Console") -> None:
    """Show an overview (docs/contrat.md) on a console."""
    from ui.cli.view import show_item

    told = {
        texts.TIMELINE: [(_event(item), item["citations"]) for item in given["timeline"]],
        texts.PUBLICATIONS: [(item["label"], ()) for item in given["publications"]],
        texts.PEOPLE: [(_entity(item), item["citations"]) for item in given["people"]],
        texts.ORGANISATIONS: [
            (_entity(item), item["citations"][:1]) for item in given["organisations"]
        ],
        texts.FIGURES: [
            (texts.weighed(item["value"], item["independent"]), item["citations"])
            for item in given["figures"]
        ],
        texts.DISAGREEMENTS: [
            (_opposed(item), item["citations"]) for item in given["disagreements"]
        ],
    }
    for heading, items in told.items():
        to.rule(heading, align="left") if to.is_terminal else to.print(f"\n{heading}\n")
        for head, citations in items or [(texts.NOTHING, ())]:
            show_item(head, citations, to)


def _event(item: "Mapping[str, Any]") -> str:
    told = texts.deduced(item["date"]) if item["inferred"] else item["date"]
    return texts.weighed(told, item["independent"])


def _entity(item: "Mapping[str, Any]") -> str:
    roles = [_flat(role["text"]) for role in item["roles"]]
    return texts.entity(_flat(item["name"]), roles, item["passages"], item["independent"])


def _opposed(item: "Mapping[str, Any]") -> str:
    return texts.opposed([(_flat(p["value"]), p["independent"]) for p in item["positions"]])


def _flat(words: str) -> str:
    return BLANKS.sub(" ", words)
