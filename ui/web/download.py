"""What a person takes away: an answer or a conversation, as text, Markdown or JSON.

A quotation stays on one line there: its line breaks become spaces, and nothing else changes.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ui.texts import quoted
from ui.web import page_texts, press, texts

Record = Mapping[str, Any]

_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_MARKS = re.compile(r"[\\`*_\[\]<>~|&$!#]")
_OPENING = re.compile(r"^([-+=]|[0-9]+(?=[.)]))")


def text(record: Record) -> str:
    """Return an answer and its citations as plain text."""
    lines = [record["understood"] or record["question"], "", record["answer"]]
    for citation in record["citations"] or record["nearest"]:
        quote = quoted(_line(citation["quote"]))
        lines += ["", f"[{citation['number']}] {quote}", _described(citation)]
        lines += [citation["url"]] if citation["url"] else []
    for notice in record["notices"]:
        lines += ["", notice["text"]]
    return "\n".join(lines) + "\n"


def markdown(record: Record) -> str:
    """Return an answer and its citations as Markdown; no source's sign is a mark of it."""
    blocks = [
        f"## {plain(record['understood'] or record['question'])}",
        plain(record["answer"]),
    ]
    for citation in record["citations"] or record["nearest"]:
        described = f"{citation['number']}. {_described(citation)}"
        origin = f" [{texts.ORIGINAL}](<{_address(citation['url'])}>)" if citation["url"] else ""
        blocks.append(f"> {plain(citation['quote'])}\n>\n> {plain(described)}{origin}")
    blocks += [plain(notice["text"]) for notice in record["notices"]]
    return "\n\n".join(blocks) + "\n"


def conversation_markdown(records: Sequence[Record]) -> str:
    """Return a conversation as one Markdown document."""
    blocks = [f"# {page_texts.RECORDED}\n", *(markdown(record) for record in records)]
    marks = {page_texts.corpus_mark(record["corpus"], record["version"]) for record in records}
    return "\n".join([*blocks, *sorted(marks)]) + "\n"


def conversation_json(records: Sequence[Record]) -> str:
    """Return the records of a conversation, oldest first."""
    return json.dumps({"records": list(records)}, ensure_ascii=False, indent=2) + "\n"


def plain(words: str) -> str:
    """Return Markdown that shows `words` on one line, and nothing else."""
    marked = _MARKS.sub(r"\\\g<0>", _line(words))
    return _OPENING.sub(lambda found: _opened(found.group()), marked)


def _opened(opening: str) -> str:
    """Keep the start of a line from opening a list, a rule or a heading."""
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"


def _line(words: str) -> str:
    return _BREAKS.sub(" ", words.strip())


def _described(citation: Record) -> str:
    return f"{citation['label']} ({', '.join(press.labels(citation))})"


def _address(url: str) -> str:
    return re.sub(r"[<>\\\s]", lambda found: f"%{ord(found.group()):02X}", url)
