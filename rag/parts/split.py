"""A question that asks two things, made into two that stand by themselves.

Only when it is sure: two interrogatives joined by « et », the first one opening the question. The
clause that they share is given to both (« Quand et par qui le site a-t-il été fermé ? »); a second
half without verb takes that of the first (« Qui l'a créé, et en quelle année ? »); one that leans
on the first (« et où vit-il ? ») is completed as a follow-up is (`rag.thread`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.parts.phrase import ASK, LISTED, Asking, asking, listed
from rag.text.fold import fold
from rag.text.marks import QUESTION_MARK
from rag.thread import Turn, completions, leans
from rag.thread.words import MARKS, Token, tokens

_FILLERS = listed("after", "fillers")
_BE = listed("be", "all")
_BEFORE = listed("before", "all")
_ORDERS = listed("order", "verbs")
_ASKED_OF = listed("order", "clitics")
_RELATIVE = listed("ask", "relative")
_SUBJECT = LISTED["made"]["subject"]
_EMPTY = tuple(LISTED["person"]["empty"])
_NEXT = re.compile(r"\s*\?[\s\u00a0\u202f]*(?:[Ee]t\s+)?(?=\w)")
_LEAD = re.compile(r"[^?.!:]{1,80}?[\s\u00a0\u202f]*:\s+|(?:[^\s,?.!]+\s+){1,6}?[^\s,?.!]+,\s+")
_FEWEST = 2
"""Tokens of the shortest clause that two interrogatives can share."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of two things asked: `label`, as the question words it, and a whole question."""

    label: str
    question: str


def halves(question: str, history: Sequence[str] = ()) -> tuple[Half, Half] | None:
    """Return the two questions that a question asks; None when it is one, or in doubt.

    Args:
        question: as it is read, completed from its thread.
        history: the earlier questions; a completed one that says one of them again, to go on from
            it (« Combien de X, et combien de Y ? »), asks only what follows.
    """
    found = _halves(question)
    earlier = {_asked(fold(text)) for text in history}
    return None if found and _asked(fold(found[0].question)) in earlier else found


def _halves(question: str) -> tuple[Half, Half] | None:
    text = _NEXT.sub(_joined, question.strip().rstrip(MARKS))
    lead = _lead(text)
    parts = tokens(text)
    first = asking(text, parts, _past_order(parts, lead))
    if first is None:
        return None
    joins = [
        at
        for at in range(first.word + 1, len(parts) - 1)
        if parts[at].key == "et" and asking(text, parts, at + 1) is not None
    ]
    if len(joins) != 1:
        return _counted(text, parts, first, lead) if not joins else None
    second = asking(text, parts, joins[0] + 1)
    stop = joins[0] - (parts[joins[0] - 1].text == ",")
    if second is None or _nested(parts, first, stop):
        return None
    if first.end >= stop:
        return _shared(text, parts, (first, second), lead)
    return _apart(text, parts, (first, second, stop), lead)


def _joined(mark: re.Match[str]) -> str:
    """Join a second question to the first when it opens with an interrogative."""
    rest = mark.string[mark.end() :]
    opens = asking(rest, tokens(rest), 0) is not None
    return " et " if opens else mark.group()


def _lead(text: str) -> str:
    """Return the circumstance or the subject that is set before the question, "" without."""
    found = _LEAD.match(text)
    if found is None or any(part.key in ASK for part in tokens(found.group())):
        return ""
    return found.group() if asking(text[found.end() :], tokens(text[found.end() :]), 0) else ""


def _past_order(parts: Sequence[Token], lead: str) -> int:
    """Return where the question begins, after its lead and « dites-moi »."""
    at = next((n for n, part in enumerate(parts) if part.start >= len(lead)), len(parts))
    ordered = at < len(parts) and parts[at].key in _ORDERS and parts[at].clitic in _ASKED_OF
    return at + 1 if ordered else at


def _nested(parts: Sequence[Token], first: Asking, stop: int) -> bool:
    """Say whether a clause opens between the two interrogatives: « et » may join it to another.

    « est-ce que » opens none, nor does « que » after the first « qu'est-ce ».
    """
    return any(
        parts[at].key in _RELATIVE and parts[at - 1].clitic != "ce" for at in range(first.end, stop)
    )


def _shared(
    text: str, parts: Sequence[Token], both: tuple[Asking, Asking], lead: str
) -> tuple[Half, Half] | None:
    """Two interrogatives side by side: the clause after them is that of each."""
    first, second = both
    at = second.end + (second.end < len(parts) and parts[second.end].text == ",")
    if len(parts) - at < _FEWEST or not (first.circumstance and second.circumstance):
        return None
    clause = text[parts[at].start :]
    asked = [text[parts[one.start].start : parts[one.end - 1].end] for one in both]
    one, other = (Half(_raised(words), _asked(f"{lead}{words} {clause}")) for words in asked)
    return one, other


def _apart(
    text: str, parts: Sequence[Token], where: tuple[Asking, Asking, int], lead: str
) -> tuple[Half, Half] | None:
    """Each interrogative has its words: the second may lack a verb, or lean on the first."""
    first, second, stop = where
    whole = text[parts[first.start].start : parts[stop - 1].end]
    after = text[parts[second.start].start :]
    body = text[parts[first.end].start : parts[stop - 1].end]
    rest = parts[second.end :]
    words = text[parts[second.start].start : parts[second.end - 1].end]
    if all(part.key in _FILLERS or not part.word for part in rest):
        label, made = words, _carried(first, words, body, whole)
    elif (gap := _gap(text, parts, where)) is not None:
        label, made = after, gap
    elif lead:
        label, made = after, after
    else:
        label, made = after, _standing(after, whole)
    if made is None:
        return None
    bare = label == words
    asked = text[parts[first.start].start : parts[first.end - 1].end]
    shared = bare and (first.circumstance or first.end > first.word + 1)
    shown = asked if shared else whole
    return Half(_raised(shown), _asked(lead + whole)), Half(_raised(label), _asked(lead + made))


def _carried(first: Asking, words: str, body: str, whole: str) -> str | None:
    """Return a bare second interrogative with the clause of the first."""
    verb = fold(body).split()[0]
    if first.circumstance:
        return f"{words} {body}"
    if first.key == "qui" and verb.rpartition("'")[2] not in _BE:
        return f"{words} {_SUBJECT} {body}"
    return next(iter(completions(_asked(words), (_turn(whole),))), None)


def _gap(text: str, parts: Sequence[Token], where: tuple[Asking, Asking, int]) -> str | None:
    """Return « qui parle de 3 » of « qui parle de 2 et qui de 3 », the verb given back."""
    first, second, stop = where
    if first.key != second.key or second.end >= len(parts):
        return None
    opens = parts[second.end].key
    back = [at for at in range(first.end, stop) if parts[at].key == opens]
    if opens not in _BEFORE or not back or back[-1] == first.end:
        return None
    verb = text[parts[first.end].start : parts[back[-1] - 1].end]
    asked = text[parts[second.start].start : parts[second.end - 1].end]
    return f"{asked} {verb} {text[parts[second.end].start :]}"


def _standing(after: str, whole: str) -> str | None:
    """Return a second half with a clause of its own, completed when it leans on the first."""
    if not leans(_asked(after)):
        return after
    readings = completions(_asked(after), (_turn(whole),))
    told = (one for one in readings if not fold(one).startswith(_EMPTY))
    return next(told, next(iter(readings), None))


def _counted(
    text: str, parts: Sequence[Token], first: Asking, lead: str
) -> tuple[Half, Half] | None:
    """« Combien de X et de Y … »: one count each, of the clause that they share."""
    at = first.end
    if first.key != "combien" or at + 2 >= len(parts) or parts[at].key != "et":
        return None
    if parts[at + 1].key not in {"de", "d'"} or first.end == first.word + 1:
        return None
    end = at + 3
    asked = text[parts[first.start].start : parts[first.word].end]
    ours = text[parts[first.word + 1].start : parts[first.end - 1].end]
    theirs = text[parts[at + 1].start : parts[end - 1].end]
    clause = text[parts[end].start :] if end < len(parts) else ""
    if not clause:
        return None
    made = [f"{asked} {what}" for what in (ours, theirs)]
    one, other = (Half(_raised(what), _asked(f"{lead}{what} {clause}")) for what in made)
    return one, other


def _turn(question: str) -> Turn:
    return Turn(_asked(question), _asked(question), answered=True)


def _asked(text: str) -> str:
    return _raised(text.strip().rstrip(MARKS)) + QUESTION_MARK


def _raised(text: str) -> str:
    trimmed = text.strip(" ,\u00a0\u202f")
    return trimmed[:1].upper() + trimmed[1:]
