"""Names as they stand in a line: their words, what tells that they are a person's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.overview.data import pattern
from rag.overview.lines import Line, Seen
from rag.overview.roles import owned
from rag.text import patterns
from rag.text.fold import fold
from rag.thread.gender import of_name
from rag.thread.words import tokens
from rag.types import Span
from rag.voice.habits import habit

_SAID = patterns.read("rag.values", "names.toml")
_CIVILITIES = frozenset(_SAID["civilities"])
_PARTICLES = frozenset(_SAID["particles"].split())
_BODIES = frozenset(fold(_SAID["bodies"]).split())
_FIRST_WORD = re.compile(r"[LlDd]['’](?=\w)|\S+\s+")


@dataclass(frozen=True, slots=True)
class Written:
    """A name in a line: folded words, its civility apart; what tells its gender ("m", "f", "").

    `sure` says that a civility, a first name or an age makes it a person's.
    """

    seen: Seen
    words: tuple[str, ...]
    gender: str
    titled: bool
    sure: bool

    @property
    def line(self) -> Line:
        """The sentence that holds it."""
        return self.seen.line


def written_in(lines: Sequence[Line]) -> tuple[Written, ...]:
    """Return what is written as a person's name is, in order."""
    return tuple(one for line in lines for one in _written(line))


def _written(line: Line) -> Iterator[Written]:
    text = line.source.text
    for match in habit("speaker", "person").finditer(text, line.sentence.start, line.sentence.end):
        start, end = match.span()
        nation = pattern("people", "articled").search(text, line.sentence.start, start)
        opened = _FIRST_WORD.match(text, start, end)
        elided = opened is not None and opened.group()[-1] in "'’"
        titled = _key(text[start:end].split()[0]) in _CIVILITIES
        stripped = bool((nation or elided) and opened and not titled)
        if stripped and opened is not None:
            start = opened.end()
            if elided and (opened := _FIRST_WORD.match(text, start, end)):
                start = opened.end()
        one = _read(line, Span(line.source, start, end), nation=stripped)
        if one is not None:
            yield one


def _read(line: Line, span: Span, *, nation: bool) -> Written | None:
    said = span.text.split()
    keys = [_key(word) for word in said]
    titled = keys[0] in _CIVILITIES
    if keys[0] in {"le", "la"} and len(keys) > 1 and keys[1] in _CIVILITIES:
        titled, keys, said = True, keys[1:], said[1:]
    words = tuple(key for key in (keys[1:] if titled else keys) if key and key not in _PARTICLES)
    if not words or len(words) + titled < 2 or not all(len(word) > 1 for word in words[:1]):
        return None
    parts = {part for word in words for part in re.split(r"[-'’]", word)}
    if not _BODIES.isdisjoint(parts) or keys[0] in _PARTICLES or any(w.isdigit() for w in words):
        return None
    if any(word.isupper() and len(word) > 2 for word in said):
        return None
    gender = of_name(tokens(span.text)).gender
    aged = pattern("people", "age").match(span.source.text, span.end, line.sentence.end)
    aged = None if owned(line, span) else aged
    first = bool(gender) and not _composed(words[0])
    joined = len(words) < len(keys) - titled  # « Passeuse de Loire » may be anything
    sure = titled or aged is not None or first or (nation and not joined)
    return Written(Seen(line, span), words, gender, titled, sure)


def _composed(word: str) -> bool:
    """Say whether a first word is a whole name: « le musée Marguerite-Vial »."""
    first, _, last = word.partition("-")
    return bool(last) and bool(first) and not of_name(tokens(last)).gender


def _key(word: str) -> str:
    return fold(word).strip(".")
