"""Quotation marks: what stands between them, and whether it is speech."""

import re
from dataclasses import dataclass

from rag.text import patterns
from rag.voice.place import Stretch

_OPENING = {"«": "»", "“": "”", "‘": "’"}
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_CLOSING = "»”"
_FEW = 3
_data = patterns.read("rag.voice", "quotes.toml")
_OWN = patterns.compiled(_data["own"], {}, re.IGNORECASE)
_WORK = patterns.compiled(_data["work"], {}, re.IGNORECASE)
_NAMED = patterns.compiled(_data["named"], {})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks, the outermost ones: [start, end) holds the marks, where there are any.

    `carried` says that it was opened in an earlier paragraph, `open` that it ends in a later one.
    """

    start: int
    end: int
    carried: bool = False
    open: bool = False

    @property
    def stretch(self) -> Stretch:
        """From its first mark to its last."""
        return self.start, self.end


def quotes(text: str) -> tuple[Quote, ...]:
    """Return the outermost quotations of a paragraph, in order and apart.

    One that is not closed goes to the end of the paragraph, and one that is only closed comes from
    its start; a lone straight mark (inches, a slip) is none.
    """
    found: list[Quote] = []
    awaited: list[str] = []
    start = 0
    for at, char in enumerate(text):
        if awaited and char == awaited[-1] and _closes(text, at):
            awaited.pop()
            if not awaited:
                found.append(Quote(start, at + 1))
        elif char in _CLOSING and char in awaited:
            awaited = []
            found.append(Quote(start, at + 1))
        elif char in _CLOSING and not awaited and not found:
            found.append(Quote(0, at + 1, carried=True))
        elif closing := _opens(text, at):
            start = start if awaited else at
            awaited.append(closing)
    if awaited and awaited[0] == "»":
        found.append(Quote(start, len(text), open=True))
    return tuple(found)


def _opens(text: str, at: int) -> str | None:
    """Return the mark that will close what opens here."""
    char = text[at]
    if char == '"':
        before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        return char if not (before.isalnum() or behind.isspace() or not behind) else None
    return _OPENING.get(char)


def _closes(text: str, at: int) -> bool:
    """Say whether a mark that may close does: an apostrophe stands before a letter."""
    return text[at] != "’" or not text[at + 1 : at + 2].isalpha()


def masked(text: str, found: tuple[Quote, ...]) -> str:
    """Return the text, each character inside its quotations but their marks made a low line."""
    chars = list(text)
    for quote in found:
        first = quote.start if quote.carried else quote.start + 1
        last = quote.end if quote.open else quote.end - 1
        chars[first:last] = ["_"] * (last - first)
    return "".join(chars)


def words_of(text: str, quote: Quote) -> list[str]:
    """Return the words between the marks."""
    return _WORD.findall(text[quote.start : quote.end])


def is_speech(text: str, quote: Quote, *, attributed: bool) -> bool:
    """Say whether a quotation gives someone's words.

    A title, a name or a word kept at arm's length stands between the same marks. Where the
    sentence says who speaks (`attributed`), a few words are enough.
    """
    inside = text[quote.start : quote.end].strip('«»“”"‘’ \u00a0\u202f\n')
    if not inside or _is_work(text, quote, inside):
        return False
    count = len(words_of(text, quote))
    alone = text[: quote.start].rstrip()[-1:] in {"", ".", "!", "?", "…", "»", "”", ":"}
    whole = alone and inside[:1].isupper() and count > _FEW
    if quote.carried or quote.open or whole or _OWN.search(inside):
        return count > 1
    if attributed:
        return count > 1
    return False


def _is_work(text: str, quote: Quote, inside: str) -> bool:
    """Say whether the marks hold the title of a work or a name."""
    before = text[max(0, quote.start - 60) : quote.start]
    return bool(_WORK.search(before)) or bool(_NAMED.fullmatch(inside))
