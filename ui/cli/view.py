"""What a person reads of an outcome: the answer, then the passages that carry it.

The words come from sources that anyone may have written: they go through `visible` and `Text`,
never through rich's markup.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from ui.cli import texts
from ui.cli.terminal import BLANKS, line, visible
from ui.texts import ZONES, help_line, quoted

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4
NARROW = 10
MARK = "bold underline"
Record = Mapping[str, Any]


def show(record: Record, console: "Console") -> None:
    """Show a record (docs/contrat.md) on a console, wrapped on a terminal only."""
    _print(console, Text(visible(record["answer"]), style="bold"))
    for notice in record["notices"]:
        _print(console, Text(texts.NOTICE + line(notice["text"])))
    for one in record["help"]:
        _print(console, Text(line(help_line(one["label"], one["number"], one["url"]))))
    if record["nearest"]:
        _print(console, Text("\n" + texts.NEAREST))
    for citation in (*record["citations"], *record["nearest"]):
        _citation(console, citation)
    if record["status"] == "answered":
        _print(console, Text("\n" + texts.confidence(record["confidence"])))
    if record["suggestions"]:
        _print(console, Text("\n" + texts.SUGGESTIONS))
    for question in record["suggestions"]:
        _print(console, Text(line(question)), INDENT)


def show_item(head: str, citations: Iterable[Record], console: "Console") -> None:
    """Show one item of an overview: its line, then what sources say of it."""
    _print(console, Text(line(head), style="bold"))
    for citation in citations:
        _print(console, Text(_named(citation)), INDENT)
        _print(console, _quote(citation["pieces"]), INDENT)


def _citation(console: "Console", citation: Record) -> None:
    head = Text(f"\n[{citation['number']}] {_named(citation)}")
    if citation["zone"] != "body":
        head.append(f" — {ZONES[citation['zone']]}")
    _print(console, head)
    _print(console, _quote(citation["pieces"]), INDENT)
    marked = [_words(piece) for piece in citation["pieces"] if piece["mark"]]
    if len(marked) < len(citation["pieces"]) and marked and not console.color_system:
        told = texts.marked(", ".join(quoted(words.strip(" ")) for words in marked))
        _print(console, Text(told), INDENT)
    if citation["places"]:
        _print(console, Text(texts.places(len(citation["places"]))), INDENT)
    if citation["url"]:
        _print(console, Text(line(citation["url"])), INDENT)


def _named(citation: Record) -> str:
    """Name a source; one without a title by its file too, or nothing would tell which it is."""
    named = line(citation["label"])
    return named if citation["title"] else f"{named} ({line(citation['source_id'])})"


def _quote(pieces: Iterable[Record]) -> Text:
    quote = Text(texts.OPEN)
    for piece in pieces:
        quote.append(_words(piece), style=MARK if piece["mark"] else None)
    return quote.append(texts.CLOSE)


def _words(piece: Record) -> str:
    # A source's line breaks are its layout's, not the sentence's.
    return BLANKS.sub(" ", visible(piece["text"]))


def _print(console: "Console", text: Text, indent: int = 0) -> None:
    # Elsewhere than on a terminal, whole lines, for whatever reads them next.
    rows = _wrapped(text, max(NARROW, console.width - indent)) if console.is_terminal else [text]
    for row in rows:
        console.print(Text(" " * indent).append_text(row), soft_wrap=True)


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    """Cut a text into lines; rich would also cut at the no-break spaces of French."""
    wrapper = textwrap.TextWrapper(
        width, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
    for paragraph in text.split("\n", allow_blank=True):
        at = 0
        for row in wrapper.wrap(paragraph.plain) or [""]:
            at = paragraph.plain.index(row, at)
            yield paragraph[at : at + len(row)]
            at += len(row)
