"""Interviews: the paragraph of whoever answers is their words, without quotation marks."""

import re
from collections import Counter
from dataclasses import dataclass

from rag.types import Span
from rag.voice.habits import habit
from rag.voice.place import Paragraph, paragraphs
from rag.voice.quotes import masked, quotes

_LABEL = re.compile(r"(?:[-–—*_]\s*)*([A-ZÀ-Þ][^:.!?«»\n]{0,40}?)[*_]*\s*:\s")
_ASKS = re.compile(r"\?\W*$")
_SELF = re.compile(r"(?i)(?<![\w’'])(?:je|j['’]\w+|moi|m['’]\w+|mon|ma|mes|nous)(?!\w)")
_QUESTION_WORDS = 70
_SOME = 2
_SOME_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that someone says; `name` is its label, when it has one."""

    name: Span | None


def turn(before: tuple[Paragraph, ...]) -> Turn | None:
    """Return whose turn the last of the paragraphs is, None when it is no answer.

    Either its label is one of those that open several paragraphs (« Jean Martin : »), and not the
    one that asks; or it follows one of several questions and says
    « je » or « nous ».
    """
    here = before[-1]
    if label := _LABEL.match(here.text):
        return _labelled(here, label)
    known = [found for found in before[:-1] if found.text.strip()]
    if not here.prose or _ASKS.search(here.text) or not known:
        return None
    asked = known[-1].text
    mine = _SELF.search(masked(here.text, quotes(here.text)))
    if mine and _is_question(asked) and _interviews(here):
        return Turn(None)
    return None


def _is_question(text: str) -> bool:
    return bool(_ASKS.search(text)) and len(text.split()) <= _QUESTION_WORDS


def _interviews(here: Paragraph) -> bool:
    """Say whether questions stand apart several times in the source: one alone is rhetorical."""
    asked = [found for found in paragraphs(here.source) if _is_question(found.text)]
    return len(asked) >= _SOME_QUESTIONS


def _labelled(here: Paragraph, label: re.Match[str]) -> Turn | None:
    labels: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    for paragraph in paragraphs(here.source):
        if found := _LABEL.match(paragraph.text):
            labels[found.group(1)] += 1
            asking[found.group(1)] += bool(_ASKS.search(paragraph.text))
    name = label.group(1)
    someone_asks = any(asking[other] for other in labels if other != name)
    if labels[name] < _SOME or asking[name] * 2 > labels[name] or not someone_asks:
        return None
    person = habit("speaker", "person").match(label.group(1))
    width = person.end() if person else len(name)
    return Turn(here.span((label.start(1), label.start(1) + width)))
