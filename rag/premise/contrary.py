"""The passage that says the contrary of what a question supposes, if the sources hold one.

It must be sure: the same name, or nearly all the question's other words, in one sentence with the
event denied (« n'a pas été condamné ») or its contrary said (« condamné » for « relaxé »), and no
passage found that says the event. In doubt there is none.
"""

from collections.abc import Sequence
from enum import Enum

from rag.index.cover import nearby
from rag.premise.supposed import _SAID, Stems, Supposed, plain, supposed
from rag.segment import sentences
from rag.text.fold import term_set
from rag.types import Hit

_DENIES = frozenset(_SAID["denial"]["words"].split())
_REFUSES = frozenset(_SAID["denial"]["refusals"].split())
_NE = frozenset({"ne", "n"})
_REACH = 5
"""Words between « ne » and the verb that it denies, at most."""
_NEAREST = 20
"""Hits, best first, among which the contrary is looked for."""
_LEAST = 0.5
_MOST = 0.6
"""Share of the question's other words that a sentence without its names has, at least."""


class _Stance(Enum):
    SAYS = 1
    DENIES = 2


def contrary(question: str, hits: Sequence[Hit]) -> Hit | None:
    """Return the hit that denies what a question supposes; None in doubt."""
    event = supposed(question)
    if event is None:
        return None
    found: Hit | None = None
    for rank, hit in enumerate(hits):
        for start, end in sentences(hit.passage.text):
            stance = _stance(hit.passage.text[start:end], hit, event)
            if stance is _Stance.SAYS:
                return None
            if stance is _Stance.DENIES and found is None and rank < _NEAREST:
                found = hit
    return found


def _stance(sentence: str, hit: Hit, event: Supposed) -> _Stance | None:
    words = plain(sentence)
    said = [at for at, word in enumerate(words) if event.said.match(word)]
    if any(not _denied(words, at) for at in said):
        near = not event.names.isdisjoint(plain(" ".join(nearby(hit.passage))))
        return _Stance.SAYS if near or _share(sentence, event) >= _LEAST else None
    if not _about(sentence, words, event):
        return None
    if said:
        return _Stance.DENIES
    opposed = _unless_denied(words, event.contrary)
    return _Stance.DENIES if opposed else None


def _unless_denied(words: Sequence[str], stems: Stems) -> bool:
    return any(stems.match(word) and not _denied(words, at) for at, word in enumerate(words))


def _about(sentence: str, words: Sequence[str], event: Supposed) -> bool:
    if event.names:
        return not event.names.isdisjoint(words)
    return _share(sentence, event) >= _MOST


def _share(sentence: str, event: Supposed) -> float:
    return len(event.who & term_set(sentence)) / len(event.who)


def _denied(words: Sequence[str], at: int) -> bool:
    """Say whether the word at a place is denied: « n'a pas été … », « refuse de … »."""
    before = words[max(0, at - _REACH) : at]
    if any(word in _NE for word in before):
        return any(word in _DENIES for word in words[max(0, at - _REACH - 2) : at + 2])
    return any(word in _REFUSES for word in before[-2:])
