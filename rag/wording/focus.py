"""What a long question asks, without what leads up to it.

« Mon fils allait à la piscine de Bron : quand rouvrira-t-elle ? » A reader looks for the words of
all that it is told; a greeting, a reason for asking, a story hide the few that matter.
"""

import re
from collections.abc import Sequence

from rag.parts.phrase import ASK, asking
from rag.segment import sentences
from rag.text import patterns
from rag.text.fold import fold, terms
from rag.text.marks import QUESTION_MARK
from rag.thread.words import MARKS, Token, tokens

_SAID = patterns.read("rag.wording", "patterns.toml")
_POLITE, _THANKS = (
    patterns.compiled(_SAID["lead"][key], _SAID["parts"], re.IGNORECASE)
    for key in ("polite", "thanks")
)
_CUT = re.compile(r"[ \u00a0\u202f]*[:;][ \u00a0\u202f]+|,[ \u00a0\u202f]+")
_EDGES = MARKS + ",;:"
_STRESSED = ASK - frozenset(["qui", "que", "qu'", "ou", "quand", "comment"])
"""Interrogatives that no clause but a question holds."""
_FEWEST = 2
"""Terms of the shortest question that is one."""
_STORY, _TOPIC = 8, 6
"""Words of the shortest clause that only leads up to a question, before a comma or a colon: a
shorter one says what it is about (« À Nantes, … », « La piscine : … »)."""


def focus(question: str) -> str | None:
    """Return the clause of a question that asks; None when that is all of it, or in doubt.

    The clause may lean on what leads up to it (« quand rouvrira-t-elle ? »).
    """
    text = " ".join(question.split())
    asked = _sentence(text)
    clause = bare(asked[_clause(asked) :])
    if len(terms(clause)) < _FEWEST or _keys(clause) == _keys(text):
        return None
    return clause


def bare(text: str) -> str:
    """Return a question without greeting, politeness nor thanks at its ends."""
    text = text.strip(_EDGES)
    while found := _POLITE.match(text) or _THANKS.search(text):
        text = (text[: found.start()] + text[found.end() :]).strip(_EDGES)
    return text[:1].upper() + text[1:] + QUESTION_MARK


def _sentence(text: str) -> str:
    """Return the one sentence that asks; the whole text when none does, or several."""
    said = [text[start:end].strip() for start, end in sentences(text)]
    marked = [one for one in said if one.endswith("?")]
    if len(marked) == 1:
        return marked[0]
    unmarked = not marked and len(said) > 1 and _opens(tokens(bare(said[-1])), bare(said[-1]))
    return said[-1] if unmarked else text


def _clause(asked: str) -> int:
    """Return where the clause that asks begins in its sentence."""
    for cut in _CUT.finditer(asked):
        before, rest = asked[: cut.start()], bare(asked[cut.end() :])
        if _asks(tokens(before)):
            return 0
        topic = "," not in cut.group()
        if len(before.split()) < (_TOPIC if topic else _STORY):
            continue
        parts = tokens(rest)
        if _opens(parts, rest) or (topic and _asks(parts)):
            return cut.end()
    return 0


def _opens(parts: Sequence[Token], text: str) -> bool:
    """Say whether a clause opens as a question does: « où », « dans quelle ville », « a-t-il »."""
    return bool(parts) and (bool(parts[0].clitic) or asking(text, parts, 0) is not None)


def _asks(parts: Sequence[Token]) -> bool:
    """Say whether a clause asks, wherever it does: « la prime est passée de combien à combien »."""
    return any(part.clitic or part.key in _STRESSED for part in parts)


def _keys(text: str) -> list[str]:
    return [part.key for part in tokens(fold(text)) if part.word]
