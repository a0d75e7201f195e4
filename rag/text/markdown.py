"""Markdown to blocks: CommonMark and tables, rendered, then walked like any page.

Raw HTML is shown as it is written, never interpreted. A front matter is no text: it says what the
document is.
"""

import re
from dataclasses import fields, replace

from markdown_it import MarkdownIt

from rag.text.decode import decode
from rag.text.html import lay_out, parse
from rag.text.metadata import Extract, Metadata, iso_date, one_line, primary_subtag, web_address
from rag.text.page import describe_page

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<lines>(?:(?!---[ \t]*\r?$).*\n)*?)---[ \t]*(?:\r?\n|\Z)", re.MULTILINE
)
# What a simple front matter holds: keys, their indented or listed values, remarks, blank lines.
_SIMPLE = re.compile(r"[\w.-]+[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|#.*|[ \t]*")
_PAIR = re.compile(r"([\w.-]+)[ \t]*:[ \t]+(.*)")
_KEYS = {
    "title": "title",
    "titre": "title",
    "author": "author",
    "auteur": "author",
    "date": "published",
    "published": "published",
    "url": "url",
    "publisher": "publisher",
    "site": "publisher",
    "lang": "language",
    "language": "language",
}
_CHECKS = {"published": iso_date, "url": web_address, "language": primary_subtag}


def read_markdown(data: bytes) -> Extract:
    """Read a Markdown file; its front matter has the last word on its metadata.

    Raises:
        SourcesError: when it is empty, no text, or shows nothing.
    """
    text, encoding = decode(data)
    said, body = front_matter(text)
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    document = parse(f"<!DOCTYPE html><html><body>{rendered}</body></html>")
    laid, blocks = lay_out(document)
    known = {field.name: getattr(said, field.name) for field in fields(said)}
    known = {key: value for key, value in known.items() if value is not None}
    return Extract(laid, encoding, blocks, replace(describe_page(document), **known))


def front_matter(text: str) -> tuple[Metadata, str]:
    """Split a front matter from a text: what it says, and the text that follows it.

    Only `key: value` lines are read. A first rule that opens no such lines is the text's own.
    """
    found = _FRONT.match(text)
    if found is None:
        return Metadata(), text
    lines = found["lines"].splitlines()
    if not any(map(_PAIR.match, lines)) or not all(map(_SIMPLE.fullmatch, lines)):
        return Metadata(), text
    said: dict[str, str | None] = {}
    for line in lines:
        pair = _PAIR.fullmatch(line)
        key = _KEYS.get(pair[1].lower()) if pair else None
        if pair and key:
            value = pair[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            said.setdefault(key, _CHECKS.get(key, one_line)(value))
    return Metadata(**said), text[found.end() :]
