"""The shape of a page: where its headline, its article and its readers' comments stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.segment import cues, promo
from rag.segment.lines import Line
from rag.text.fold import fold
from rag.types import Source, Zone

_ARTICLE = frozenset({None, Zone.STANDFIRST})
_LONGEST_HEADLINE = 34
_LONGEST_BIOGRAPHY = 75
_HEADER_WORDS = 16
_NEAR = 6
_SOME_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Line numbers: the article's prose is in [first, last]; comments in [comments, end)."""

    title: Line | None
    first: int
    last: int
    comments: int

    def heading(self, number: int) -> bool:
        """Say whether a line stands before the article's prose."""
        return number < self.first

    def inside(self, number: int) -> bool:
        """Say whether a line stands within the article's prose."""
        return self.first <= number <= self.last


def headline(found: Sequence[Line], source: Source) -> Line | None:
    """Find the headline: the marked one, else the likeliest short line before the prose."""
    marked = [line for line in found if "h1" in line.hints[:6] and line.words > 1]
    if marked:
        return max(marked, key=lambda line: (min(line.words, 8), -line.number))
    if source.title:
        wanted = " ".join(fold(source.title).split())
        same = [line for line in found if line.folded == wanted]
        if same:
            return same[0]
    prose = next((line.number for line in found if _may_be_article(line)), len(found))
    spoken = frozenset(term for line in found if line.prose for term in line.terms)
    scored = [(_headline_score(line, found, spoken), line) for line in found[:prose]]
    best = max(scored, key=lambda pair: (pair[0], pair[1].number), default=(0, None))
    return best[1] if best[0] > 0 else None


def _headline_score(line: Line, found: Sequence[Line], spoken: frozenset[str]) -> int:
    """Score a line of the page's head as its headline; 0 or less: it is none."""
    sign_up = cues.cue(line)
    if (
        sign_up is not None or not 3 <= line.words <= _LONGEST_HEADLINE or line.name
    ):  # two words are a rubric
        return 0
    score = min(line.words, 16) + 2 * min(len(line.terms & spoken), 5) - 12 * line.menu
    score += 12 * any(line.folded in other.folded for other in found if other is not line)
    score -= 6 * line.text.rstrip().endswith(".")
    after = found[line.number + 1 : line.number + 4]
    score += 4 * any(_may_be_article(other) for other in after[:1])
    score += 6 * any(cues.cue(other) in (Zone.BYLINE, Zone.CAPTION) for other in after)
    return score


def _may_be_article(line: Line) -> bool:
    return (
        line.prose
        and cues.cue(line) is None
        and not (
            line.words <= 45 and promo.score(line.text) >= promo.STANDALONE
        )  # adverts are short
    )


def layout(found: Sequence[Line], claims: Sequence[Zone | None], source: Source) -> Layout:
    """Find the article of a page.

    Args:
        found: the page's lines.
        claims: the zone that each line claims by itself, in the same order.
        source: whose title, when its layout told one, names the headline.
    """
    title = headline(found, source)
    after = title.number if title is not None and not title.prose else -1
    prose = [
        line.number
        for line in found
        if line.number > after and claims[line.number] in _ARTICLE and _may_be_article(line)
    ]
    if not prose:
        return Layout(title, len(found), -1, len(found))
    comments = _comments(found, claims, prose[0])
    prose = [number for number in prose if number < comments]
    while len(prose) > 1 and _biography(found, prose[-1]):
        prose.pop()
    return Layout(title, prose[0], prose[-1], comments)


def _biography(found: Sequence[Line], number: int) -> bool:
    line = found[number]
    before = found[max(0, number - 2) : number]
    led = any(cues.says(other, "biography") or other.name for other in before)
    return line.words <= _LONGEST_BIOGRAPHY and (
        cues.says(line, "biography") and (led or not line.quoted)
    )


def _comments(found: Sequence[Line], claims: Sequence[Zone | None], first: int) -> int:
    """Return the line where readers' comments begin, or the number of lines."""
    metas = [
        line.number for line in found if line.words <= 16 and cues.is_meta(line)
    ]  # pseudonym and date
    headers = [
        line.number
        for line in found[first + 1 :]
        if line.words <= _HEADER_WORDS and cues.says(line, "comment_header")
    ]
    for number in headers:
        if any(number < at <= number + _NEAR for at in metas):
            return number
    # « 31 commentaires » also stands above an article: without a pseudonym's line to follow, only
    # a counted heading after some paragraphs opens a thread.
    prose = [line.number for line in found if _may_be_article(line)]
    for number in reversed(headers):
        counted = re.search(r"[1-9]\d*", found[number].text) is not None
        if counted and sum(at < number for at in prose) >= _SOME_PARAGRAPHS:
            return number
    said = [
        line.number
        for line in found[first + 1 :]
        if claims[line.number] in (None, Zone.BYLINE, Zone.COMMENT) and cues.opens_comment(line)
    ]
    talk = [a for a, b in pairwise(said) if b - a <= 2 * _NEAR]
    # Two pseudonyms with their dates, after the prose, are a thread even without a heading.
    return talk[0] if len(talk) > 1 else len(found)
