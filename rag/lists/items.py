"""From the candidates of one question to the items of its answer.

The best candidate comes first, made as long as the enumeration that it is cut from; another is an
item only when the reader, seeing its passage alone, holds it for an answer, when its share of the
choice is near that of the best, and when it says something new. In doubt an item is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.agree import Held
from rag.agree.independent import independent
from rag.read.expect import Expected, expected
from rag.text import patterns
from rag.text.fold import STOPWORDS, terms, words
from rag.types import Candidate, Span
from rag.values import Relation, relation, value_of
from rag.values.likeness import alike

MOST = 6
"""Items shown at most."""

SHARE = 0.4
"""What an item's share of the choice is of the best one's, at least."""

SURE = 2.0
"""Log-odds, of an answer against none in its passage, that an item has at least."""

LESS = 2.0
"""Log-odds that a longer stretch may have less than the one it makes whole."""

_SAID = 0.5
"""Share of its words from which an item says again what another has said."""

_SAYS = patterns.read("rag.lists", "patterns.toml")["items"]
_OPENS = patterns.compiled(_SAYS["opens"], {})
_CLOSES = patterns.compiled(_SAYS["closes"], {})
_ASIDE = patterns.compiled(_SAYS["aside"], {}, re.IGNORECASE)
_STOP = re.compile(r"[.!?…]\s")


def items(question: str, candidates: Sequence[Candidate]) -> tuple[Held, ...]:
    """Return the items of a list, the best first, each with the sources that give it.

    Args:
        question: as it was read.
        candidates: one or more, best first.
    """
    kind = expected(question)
    best = candidates[0]
    found = [[_whole(best, candidates)]]
    for one in candidates[1:]:
        if any(_overlaps(one, other) for group in found for other in group):
            continue
        again = next((group for group in found if _repeats(one, group[0], kind)), None)
        if again is not None:
            if one.evidence > 0 and all(_apart(one, other) for other in again):
                again.append(_whole(one, candidates))
        elif len(found) < MOST and _sure(one, best):
            longer = _whole(one, candidates)
            if not any(_overlaps(longer, other) for group in found for other in group):
                found.append([longer])
    return tuple(Held(tuple(group), independent(group)) for group in found)


def _sure(one: Candidate, best: Candidate) -> bool:
    return one.evidence >= SURE and one.score >= SHARE * best.score


def _whole(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Return a candidate made as long as the enumeration it belongs to, as the reader cuts it."""
    least = min(best.evidence - LESS, 0.0)
    inside = [one for one in candidates if one.sentence == best.sentence and one.evidence >= least]
    start, end = best.span.start, best.span.end
    text = best.span.source.text
    grown = True
    while grown:
        grown = False
        for one in inside:
            if one.span.start > end or one.span.end < start:
                continue
            left = text[min(start, one.span.start) : start]
            right = text[end : max(end, one.span.end)]
            if (left or right) and _left(left, text[start:end]) and _right(right, text[start:end]):
                start, end = min(start, one.span.start), max(end, one.span.end)
                grown = True
    return replace(best, span=Span(best.span.source, start, end))


def _left(extra: str, given: str) -> bool:
    """Say whether what stands before is more items of the same list, or nothing."""
    listed = _OPENS.search(extra) and not _STOP.search(extra) and _alike(extra, given)
    return not extra or bool(listed)


def _right(extra: str, given: str) -> bool:
    """Say whether what stands after is more items of the same list, or nothing."""
    joined = _CLOSES.match(extra) and not _ASIDE.search(extra) and not _STOP.search(extra)
    return not extra or bool(joined and _alike(extra, given))


def _alike(extra: str, given: str) -> bool:
    """Say whether two stretches begin alike: both with a name, a number, or a plain word."""
    return _opening(extra) == _opening(given)


def _opening(text: str) -> str:
    said = (word for word in words(text) if word.key not in STOPWORDS)
    first = next((text[word.start] for word in said), "")
    if first.isdigit():
        return "number"
    return "name" if first.isupper() else "word"


def _overlaps(one: Candidate, other: Candidate) -> bool:
    same = one.span.source.id == other.span.source.id
    return same and one.span.start < other.span.end and other.span.start < one.span.end


def _apart(one: Candidate, other: Candidate) -> bool:
    return one.span.source.id != other.span.source.id


def _repeats(one: Candidate, other: Candidate, kind: Expected) -> bool:
    """Say whether a candidate says again, in whole or for the most part, what another says."""
    values = (value_of(each.span, each.sentence, kind) for each in (one, other))
    if relation(*values) in {Relation.SAME, Relation.COMPATIBLE}:
        return True
    mine, theirs = terms(one.span.text), terms(other.span.text)
    fewer, more = sorted((mine, theirs), key=len)
    return not fewer or alike(fewer, more) >= _SAID * len(fewer)
