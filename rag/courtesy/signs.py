"""What a message shows: the person's own distress, the topics it names, what it asks of us."""

import re
from collections.abc import Mapping, Sequence

from rag.courtesy.plain import ASKED, TOLD, asks, own_words
from rag.text import patterns

DANGER, GRIEF, PAIN, SUICIDE = "danger", "grief", "pain", "suicide"


def _tables(name: str, table: str) -> dict[str, re.Pattern[str]]:
    data = patterns.read("rag.courtesy", name)
    parts: Mapping[str, str] = data.get("parts", {})
    return {key: patterns.compiled(listed, parts) for key, listed in data[table].items()}


_DISTRESS = _tables("distress.toml", "themes")
_WORDS = _tables("distress.toml", "words")
_CONTEXT = _tables("distress.toml", "context")
_SELF = _tables("distress.toml", "speaker")["self"]
_TOPICS = _tables("topics.toml", "topics")
_ORDERS = _tables("harmful.toml", "orders") | _tables("manners.toml", "orders")
_SAID = _tables("manners.toml", "said")
_FILLER = _SAID.pop("filler")
_VIEWS = _tables("manners.toml", "views")

_MARKS = str.maketrans("", "", ASKED + TOLD + "'^=")

THEMES = frozenset(_DISTRESS) | frozenset(_TOPICS)
"""What a help number may be for."""


def distress(text: str, *, loose: bool = True) -> tuple[str, ...]:
    """Return the themes of a distress told in the first person in a plain message; () if none.

    What others are said to have said is left out. `loose` also takes a lone grave word in the first
    person for one: what hears the meaning of the message may know better.
    """
    words = own_words(text)
    found = [theme for theme, sign in _DISTRESS.items() if sign.search(words)]
    if loose and not found and tells(text):
        found = [theme for theme, sign in _WORDS.items() if sign.search(words)]
    return completed(text, found)


def tells(text: str) -> bool:
    """Say whether a plain message speaks in the first person, asks nothing and orders nothing."""
    return own(text) and not asks(text) and order(text) is None


def own(text: str) -> bool:
    """Say whether a plain message speaks in the first person, apart from what others said."""
    return _SELF.search(own_words(text)) is not None


def completed(text: str, found: Sequence[str]) -> tuple[str, ...]:
    """Return the themes told in a plain message with those of who and where, and an emergency's.

    Danger comes first where it is told; else last, unless there is only grief or pain.
    """
    if set(found) <= {GRIEF, PAIN}:
        return tuple(found)
    words = own_words(text)
    beside = [theme for theme, sign in _CONTEXT.items() if sign.search(words)]
    rest = [theme for theme in dict.fromkeys((*found, *beside)) if theme != DANGER]
    return (DANGER, *rest) if DANGER in found else (*rest, DANGER)


def asks_beside(text: str, themes: tuple[str, ...]) -> bool:
    """Say whether a plain message that tells of these themes is still a question to the sources.

    Pain alone may be what reading them causes: « je pleure en lisant ça, quel âge avait-il ? »
    """
    return set(themes) <= {PAIN} and asks(text)


def topics(text: str) -> tuple[str, ...]:
    """Return the grave topics that a plain message names, whoever it is about."""
    return tuple(topic for topic, sign in _TOPICS.items() if sign.search(text))


def order(text: str) -> str | None:
    """Return what a plain message orders or asks that is never served: "harmful", "instruction"."""
    return next((kind for kind, sign in _ORDERS.items() if sign.search(text)), None)


def asks_view(text: str) -> bool:
    """Say whether a plain message asks what the assistant thinks; a fact asked that way is none."""
    return _VIEWS["opinion"].search(text) is not None and not _VIEWS["fact"].search(text)


def said(text: str) -> str | None:
    """Return what a plain message is when it says nothing else to the sources; None otherwise.

    The kinds are "insult", "instruction", "help", "thanks" and "greeting", the first one found.
    """
    rest, found = text, []
    for kind, sign in _SAID.items():
        rest, count = sign.subn(" ", rest)
        found += [kind] * bool(count)
    left = _FILLER.sub(" ", rest).translate(_MARKS)
    return found[0] if found and not left else None
