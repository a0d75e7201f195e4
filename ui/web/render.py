"""A record as the chat shows it: HTML whose every foreign character stands for itself.

Gradio's chat reads a message as Markdown, then as HTML. Every ASCII character that is neither a
letter, a digit nor a space is therefore written as a character reference: Markdown sees no mark
in it and HTML no tag, and the reader sees the character (measured in the browser, Gradio 6.31).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rag import Zone
from ui.web import links, texts

_SPECIAL = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

Citation = Mapping[str, Any]
Record = Mapping[str, Any]


def escape(text: str) -> str:
    """Return HTML, safe in Markdown and in a quoted attribute, that shows exactly `text`."""
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _SPECIAL.sub(lambda found: f"&#{ord(found.group())};", whole)


def question(text: str) -> str:
    """Return the message that shows a question."""
    return _element("p", escape(text.strip()))


def sentence(text: str) -> str:
    """Return the message that shows one sentence of ours."""
    return _element("p", escape(text))


def reply(record: Record) -> str:
    """Return the message that shows a record: an answer with its sources, or a refusal."""
    if record["status"] == "answered":
        blocks = [_answer(record), _sources(record)]
    else:
        blocks = [sentence(record["answer"]), *_nearest(record["nearest"])]
    blocks += [_element("p", escape(notice["text"]), "notice") for notice in record["notices"]]
    blocks += [_help(record["help"])] if record["help"] else []
    # Lines apart, for the text that is copied; never an empty one, which would end the HTML.
    return "\n".join(blocks)


def _help(lines: Sequence[Citation]) -> str:
    """Show help numbers, apart from what the sources say."""
    items = [
        _element("li", escape(texts.help_line(line["label"], line["number"], line["url"])))
        for line in lines
    ]
    return _element("ul", "\n".join(items), "notice")


def _answer(record: Record) -> str:
    """Show the answer's own text: the source's words, and ours around them."""
    shown = [
        escape(part["text"])
        if part["citation"] is None
        else _element("bdi", escape(part["text"]), "words")
        for part in record["parts"]
    ]
    return _element("p", "".join(shown), "answer")


def _sources(record: Record) -> str:
    items = [
        # The answer often names its source already: once is enough.
        _item(citation, named=citation["label"] not in record["answer"])
        for citation in record["citations"]
    ]
    return _element("ol", "\n".join(items), "sources")


def _nearest(nearest: Sequence[Citation]) -> list[str]:
    if not nearest:
        return []
    items = [_item(citation, named=True) for citation in nearest]
    return [
        _element("p", escape(texts.NEAREST), "heading"),
        _element("ol", "\n".join(items), "sources"),
    ]


def _item(citation: Citation, *, named: bool) -> str:
    """Show one citation: its quote with the answer marked, its label, where it stands."""
    pieces = [
        _element("mark", escape(piece["text"])) if piece["mark"] else escape(piece["text"])
        for piece in citation["pieces"]
    ]
    address = links.passage(citation["source_id"], citation["start"], citation["end"])
    label = citation["label"]
    notes = [escape(label)] if named else []
    notes.append(_link(address, texts.PASSAGE, texts.passage_link(label)))
    original = links.original(citation["url"], citation["quote"])
    if original:
        notes.append(_link(original, texts.ORIGINAL, texts.original_link(label)))
    if citation["zone"] != Zone.BODY:
        notes.append(escape(texts.ZONES[citation["zone"]]))
    if citation["places"]:
        notes.append(escape(texts.other_places(len(citation["places"]))))
    quote = _element("blockquote", "".join(pieces))
    return _element("li", f"{quote}\n{_element('p', ' · '.join(notes), 'notes')}")


def _link(address: str, text: str, title: str) -> str:
    # Gradio opens every link of a message in a new window; the title says so, as it must.
    return f'<a href="{escape(address)}" title="{escape(title)}">{escape(text)}</a>'


def _element(name: str, content: str, class_name: str = "") -> str:
    opening = f'<{name} class="{class_name}">' if class_name else f"<{name}>"
    return f"{opening}{content}</{name}>"
