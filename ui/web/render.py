"""A record as the chat shows it: words first, then who says so, then what may be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.texts import HELP_APART, help_line, quoted
from ui.web import download, links, page_texts, press, texts
from ui.web.markup import button, element, escape, hidden, link, told
from ui.web.trail import Place

Record = Mapping[str, Any]

_LONG = 70
"""Code points from which words are a sentence rather than a name or a number."""


def question(text: str) -> str:
    """Return the message that shows a question: the heading of what answers it."""
    return told("h2", text.strip(), "question")


def sentence(text: str) -> str:
    """Return the message that shows one sentence of ours."""
    return told("p", text, "said")


def failure(text: str) -> str:
    """Return the message that says why a question was not put, and offers to try again."""
    return f"{sentence(text)}\n{element('p', button(page_texts.RETRY, 'retry'), 'tools')}"


def searching() -> str:
    """Return the message that stands for an answer that takes a moment."""
    return told("p", page_texts.SEARCHING, "searching")


def moved() -> str:
    """Say that the sources are no longer those that a question was put to."""
    return told("p", page_texts.MOVED, "notice")


def reply(record: Record, *, feedback: bool = False) -> str:
    """Return the message that shows a record: an answer with its sources, or a refusal.

    Args:
        record: what the engine says of a question.
        feedback: whether the operator wishes to know if the answer was useful.
    """
    answered = record["status"] == "answered"
    blocks = [
        _understood(record["understood"]),
        _answer(record) if answered else sentence(record["answer"]),
        _standing(record) if answered else "",
        *(told("p", notice["text"], "notice") for notice in record["notices"]),
        _help(record["help"]),
        *(_positions(record) if answered else _nearest(record["nearest"])),
        _tools(record, feedback=feedback),
        _proposed(page_texts.SUGGESTIONS, record["suggestions"]),
    ]
    # Lines apart, for a reader of the page's source; never an empty one, which would end the HTML.
    return "\n".join(block for block in blocks if block)


def _understood(completed: str | None) -> str:
    if completed is None:
        return ""
    correct = button(page_texts.CORRECT, "correct")
    said = f"{escape(page_texts.understood(completed))} {hidden(completed, 'completed')}{correct}"
    return element("p", said, "understood")


def _answer(record: Record) -> str:
    """Show the answer's own text: the source's words, and ours around them."""
    shown = [
        escape(part["text"])
        if part["citation"] is None
        else told("bdi", part["text"], "words long" if len(part["text"]) > _LONG else "words")
        for part in record["parts"]
    ]
    return element("p", "".join(shown), "answer")


def _standing(record: Record) -> str:
    """Show what the sources say together, and how sure the reading is."""
    kind, positions = record["agreement"]["kind"], record["agreement"]["positions"]
    sources = len({citation["source_id"] for citation in record["citations"]})
    # Several positions may go together: the items of a list. All that can be said of them at once
    # is then how many sources there are.
    independent = positions[0]["independent"] if len(positions) == 1 else sources
    said = page_texts.agreement(kind, sources, independent)
    badge = told("p", said, f"badge {kind}")
    if kind == "disagreement":
        # « Exact » would be said of values that cannot both be true.
        return element("div", badge, "standing")
    name, meaning = page_texts.confidence(record["confidence"])
    summary = f"{told('summary', name)}{told('p', meaning)}"
    return element("div", f"{badge}\n{element('details', summary, 'confidence')}", "standing")


def _positions(record: Record) -> list[str]:
    """Show the citations, under the position that each one holds where sources differ."""
    agreement, beside = record["agreement"], press.trail(record["citations"])
    if agreement["kind"] != "disagreement":
        return [_citations(record["citations"], beside)]
    by_number = {citation["number"]: citation for citation in record["citations"]}
    blocks = []
    for position in agreement["positions"]:
        held = [by_number[number] for number in position["citations"]]
        sources = len({citation["source_id"] for citation in held})
        value = told("bdi", quoted(position["value"]), "value")
        count = told("span", page_texts.holders(sources, position["independent"]), "holders")
        blocks += [element("h3", f"{value} {count}", "position"), _citations(held, beside)]
    return blocks


def _nearest(nearest: Sequence[press.Citation]) -> list[str]:
    if not nearest:
        return []
    return [told("h3", texts.NEAREST, "heading"), _citations(nearest, press.trail(nearest))]


def _citations(citations: Sequence[press.Citation], beside: Sequence[Place]) -> str:
    items = [press.item(citation, beside) for citation in citations]
    return element("ul", "\n".join(items), "citations")


def _help(lines: Sequence[Mapping[str, Any]]) -> str:
    """Show help numbers, apart from what the sources say."""
    if not lines:
        return ""
    items = [element("li", _help_line(**line)) for line in lines]
    listed = element("ul", "\n".join(items))
    apart = told("p", HELP_APART, "apart")
    return element("section", f"{told('h3', page_texts.HELP)}\n{apart}\n{listed}", "help")


def _help_line(label: str, number: str, url: str | None) -> str:
    """Show a help line in the catalogue's own words, its number to call and its page linked."""
    before, found, after = help_line(label, number, None).partition(number)
    called = f'<a class="number" href="{escape(links.telephone(found))}">{escape(found)}</a>'
    shown = f"{escape(before)}{called}{escape(after)}" if number else ""
    if url is None:
        return shown
    page = link(url, url, f"{url} ({texts.NEW_WINDOW})", "original")
    return f"{shown}, {page}" if shown else f"{escape(label)}\u00a0: {page}"


def _tools(record: Record, *, feedback: bool) -> str:
    """Lay out what may be done with an answer; nothing where the sources were not searched."""
    if not (record["citations"] or record["nearest"]):
        return ""
    asked = record["understood"] or record["question"]
    address = links.permalink(asked, record["corpus"])
    title = f"{page_texts.PERMALINK} ({texts.NEW_WINDOW})"
    shown = [
        button(page_texts.COPY, "copy"),
        hidden(download.text(record), "taken"),
        button(page_texts.COPY_MARKDOWN, "copy"),
        hidden(download.markdown(record), "taken"),
        link(address, page_texts.PERMALINK, title, "permalink"),
    ]
    if not feedback:
        return element("p", "\n".join(shown), "tools")
    shown += [button(page_texts.USEFUL, "opinion useful"), button(page_texts.USELESS, "opinion")]
    return f"{element('p', ''.join(shown), 'tools')}\n{_opinion()}"


def _opinion() -> str:
    """Lay out the form that opens once a person has said whether an answer was useful."""
    why = '<input type="text" class="why" maxlength="300">'
    join = '<input type="checkbox" class="join">'
    fields = (
        element("label", f"{escape(page_texts.WHY)} {why}"),
        element("label", f"{join} {escape(page_texts.JOIN_QUESTION)}"),
        f'<button type="submit">{escape(page_texts.SEND)}</button>',
    )
    return f'<form class="feedback" hidden>{"".join(fields)}</form>'


def _proposed(name: str, questions: Sequence[str]) -> str:
    if not questions:
        return ""
    asked = [element("li", button(one, "ask")) for one in questions]
    listed = element("ul", "\n".join(asked))
    return element("section", f"{told('h3', name)}\n{listed}", "proposed")
