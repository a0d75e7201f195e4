"""What stands around an expression: what its verb says of time, and whose words it is in."""

import re
from dataclasses import dataclass
from typing import Literal

from rag.moments.data import PARTS, SAID
from rag.moments.plain import plain
from rag.text import patterns

Tense = Literal["past", "future"]

_SIGNS: tuple[tuple[Tense, re.Pattern[str]], ...] = (
    ("future", patterns.compiled(SAID["tense"]["future"], PARTS)),
    ("past", patterns.compiled(SAID["tense"]["past"], PARTS)),
)
_PARTICIPLE = patterns.compiled(SAID["tense"]["participle"], PARTS)
_HABIT = patterns.compiled(SAID["named"]["habit"], PARTS)
_BOUNDARY = re.compile(
    r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)(?<!\bPr)(?<!\b[A-Z])[.!?…]+[\"»”)]?\s+(?=[^a-zà-ÿ\s])"
    r"|(?<=[.!?:»)])\s*\n|\s[:;]\s|(?:(?<=\n)|(?<=\A))[^\n]{1,59}\n(?=[^a-zà-ÿ\s])"
)
_BEFORE, _AFTER = 2000, 500
"""Characters of a paragraph that are looked at: one may be a whole book."""
_REACH = 80
"""Characters to the furthest verb that tells the time of an expression."""
_UNTIL = re.compile(r"(?:jusqu['’](?:au?|à)|d['’]ici(?: au?| à)?|avant)(?: (?:le|la|l['’]))?\s*$")
_LEAD = re.compile(r"(?:\s|\b(?:le|les|la|l['’]|du|ce|en|dès|dans))*$")


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence around an expression: its tense where it tells, a quotation, a habit."""

    tense: Tense | None
    quoted: bool
    habit: bool


def scene(paragraph: str, start: int, end: int) -> Scene:
    """Look around the code points [start, end) of a paragraph."""
    shift = max(0, start - _BEFORE)
    paragraph = paragraph[shift : end + _AFTER]
    start, end = start - shift, end - shift
    first, last = _sentence(paragraph, start, end)
    sentence = paragraph[first:last]
    return Scene(
        _tense(sentence, start - first, end - first),
        _quoted(paragraph[:start]),
        bool(_HABIT.search(plain(sentence).key)),
    )


def _sentence(paragraph: str, start: int, end: int) -> tuple[int, int]:
    ends = [match.end() for match in _BOUNDARY.finditer(paragraph)]
    return (
        max((at for at in ends if at <= start), default=0),
        min((at for at in ends if at >= end), default=len(paragraph)),
    )


def _tense(sentence: str, start: int, end: int) -> Tense | None:
    """Return the time that the nearest verb tells; None when no verb does."""
    lower = "".join(char.lower()[0] for char in sentence)
    before = _LEAD.sub("", lower[:start])
    # A verb's pattern must not run into the expression.
    lower = lower[:start] + "\0" * (end - start) + lower[end:]
    nearest: tuple[int, Tense] | None = None
    for tense, sign in _SIGNS:
        for match in sign.finditer(lower):
            gap = start - match.end() if match.end() <= start else match.start() - end
            if gap <= _REACH and (nearest is None or gap < nearest[0]):
                nearest = gap, tense
    # « a jusqu’au 15 janvier »: an end may lie on the other side of its verb.
    if _UNTIL.search(lower[:start]) and (nearest is None or nearest[1] == "past"):
        return None
    joined = start - len(before)
    if _PARTICIPLE.search(before) and (nearest is None or nearest[0] > joined):
        return "past"
    return nearest[1] if nearest else None


def _quoted(before: str) -> bool:
    """Say whether what follows is inside a quotation opened and not closed."""
    open_guillemets = before.count("«") > before.count("»")
    open_curly = before.count("“") > before.count("”")
    return open_guillemets or open_curly or before.count('"') % 2 == 1
