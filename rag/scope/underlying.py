"""The question beneath a question about the sources, and which sources it is put to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.text import patterns
from rag.text.fold import fold
from rag.text.marks import QUESTION_MARK
from rag.thread.joint import of
from rag.thread.words import MARKS
from rag.types import Source

_SAID = patterns.read("rag.scope", "patterns.toml")
_ON = re.compile(r"sur\s+", re.IGNORECASE)
_SHORTEST = 4
"""Letters of the shortest name that can only be a source's."""
_MADE = _SAID["made"]
_YEAR = patterns.compiled([_MADE["year"]], {}, re.IGNORECASE)
_CLAUSE, _WH, _ARTICLE = (
    patterns.compiled(_MADE[key], {}, re.IGNORECASE) for key in ("clause", "asks", "article")
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is really asked: `question`, of the `sources` of these ids, None for all of them.

    `across` says that what each source says is wanted.
    """

    question: str
    sources: frozenset[str] | None = None
    across: bool = False


def scoped(question: str, sources: Iterable[Source]) -> Scope:
    """Return the question beneath, the question itself when it says nothing of the sources."""
    text = " ".join(question.split()).rstrip(MARKS)
    names = _names(sources)
    listed = frozenset(names)
    folded = fold(text)
    if len(folded) != len(text):
        return Scope(question)
    asked = _asked(folded, names)
    beneath = _beneath(text, folded, listed)
    if beneath is not None:
        return Scope(beneath, asked if asked and len(asked) > 1 else None, across=True)
    if asked is not None and _pattern("named", "cue", listed).search(folded):
        return Scope(question, asked)
    return Scope(_plainly(text, folded) or question)


def _beneath(text: str, folded: str, names: frozenset[str]) -> str | None:
    for kind, build in (("topic", _about), ("telling", _told), ("same", _which)):
        found = _pattern("across", kind, names).match(folded)
        if found is not None and len(text) - found.end() > 2:
            topic = text[found.end() :]
            year = _YEAR.match(topic)
            if year is not None:
                return f"{_MADE['when']}{topic[year.end() :]}{QUESTION_MARK}"
            return build(topic, text[: found.end()])
    each = _pattern("across", "each", frozenset()).search(folded)
    return text[: each.start()] + QUESTION_MARK if each is not None else None


def _plainly(text: str, folded: str) -> str | None:
    """Return a question without the words that only say that the sources are asked."""
    found = _pattern("across", "aside", frozenset()).search(folded)
    if found is None:
        return None
    return _raised((text[: found.start()] + text[found.end() :]).strip(" ,")) + QUESTION_MARK


def _about(topic: str, before: str) -> str:
    """Return the question about a topic: « le nombre de … », « ce qu'il fallait … », « qui … »."""
    lost = fold(before).split()[-1] if before.strip() else ""
    topic = _MADE["lost"].get(lost, "") + topic.strip()
    clause = _CLAUSE.match(topic)
    if clause is not None:
        return f"{_MADE['what']}{clause.group(1)}{topic[clause.end() :]}{QUESTION_MARK}"
    if _WH.match(topic):
        return _raised(topic) + QUESTION_MARK
    article = _ARTICLE.match(topic)
    if article is None:
        return _raised(topic) + QUESTION_MARK
    key = (article.group(1) or article.group(2)).lower()
    return f"{_MADE['quel'][key]}{topic[:1].lower()}{topic[1:]}{QUESTION_MARK}"


def _told(topic: str, _before: str) -> str:
    """Return « Que dit-on du pont ? » of « sur le pont » too: the plainer of the two."""
    on = _ON.match(topic)
    about = of(topic[on.end() :].strip()) if on is not None else topic.strip()
    return f"{_MADE['said']}{about}{QUESTION_MARK}"


def _which(topic: str, before: str) -> str:
    said = before.split()[-2:-1]
    which = _MADE["same"].get(said[0].lower(), _MADE["which"]) if said else _MADE["which"]
    return f"{which}{topic.strip()}{QUESTION_MARK}"


def _names(sources: Iterable[Source]) -> dict[str, frozenset[str]]:
    """Return the ids of the sources of each publisher and author, by folded name."""
    found: dict[str, set[str]] = {}
    for source in sources:
        for name in (source.publisher, source.author):
            key = " ".join(fold(name).split()) if name else ""
            if len(key) >= _SHORTEST:
                found.setdefault(key, set()).add(source.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _asked(folded: str, names: dict[str, frozenset[str]]) -> frozenset[str] | None:
    ids = [found for name, found in names.items() if re.search(rf"\b{re.escape(name)}\b", folded)]
    return frozenset().union(*ids) if ids else None


@lru_cache(maxsize=64)
def _pattern(table: str, key: str, names: frozenset[str]) -> re.Pattern[str]:
    """Compile a list of patterns for the names of a corpus; longest first, so none hides one."""
    written = sorted(map(re.escape, names), key=len, reverse=True)
    parts = {**_SAID["parts"], "NAME": "|".join(written) or r"(?!)"}
    return patterns.compiled(_SAID[table][key], parts)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
