"""A first reading of a page by rules: what each line is, from its claim and its neighbours.

The tagger hears it as one voice among others: it knows what seldom occurs in labelled pages, and
the tagger weighs it against everything else that is known of the line.
"""

import re
from collections.abc import Sequence

from rag.segment import cues, promo
from rag.segment.layout import Layout
from rag.segment.lines import Line
from rag.types import Zone

_HEADING_WORDS = 7
_ADVERT_WORDS = 45
_ATTRIBUTION_WORDS = 14
_SUBHEADING_WORDS = 18
_HEADLINE_WORDS = 30
_INTERVIEW = 3
_TURN = re.compile(r"^[A-ZÀ-Þ][\w’'. -]{1,40}[\u00a0\u202f ]?:\s")
_CLOSES = re.compile(r"[;:,]\s*$")
_WIRE_HEADING = re.compile(r"^[-–—*] .{2,60} [-–—*]$")
_SIGNED = re.compile(r"^[–—-] ?[A-ZÀ-Ý][^;:]*$")
_DATELINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý' -]{3,40}(?: \([^)]{2,30}\))?[ \u00a0]?[–—-] ")
_END_OF_THREAD = re.compile(
    r"^(?:laisser|ecrire|ajouter|poster|publier|reagir|vous devez|pour (?:commenter|reagir)"
    r"|page suivante"
    r"|connectez|identifiez|voir (?:plus|tous|les \d)|charger|afficher)\b"
)


def read(found: Sequence[Line], claims: Sequence[Zone | None], shape: Layout) -> list[Zone]:
    """Return the zone that the rules give each line, in order.

    Args:
        found: the page's lines.
        claims: the zone that each claims by its layout or its wording.
        shape: where the headline, the article and the comments stand.
    """
    return _Page(found, claims, shape).decide()


class _Page:
    """One page under decision: its lines, their claims, its layout, the zones given so far."""

    def __init__(self, found: Sequence[Line], claims: Sequence[Zone | None], shape: Layout) -> None:
        self.lines = found
        self.claims = claims
        self.shape = shape
        self.zones: list[Zone | None] = [None] * len(found)
        questions = [
            line for line in found if line.text.rstrip().endswith("?") and line.words <= 40
        ]  # a spoken question
        self.interview = sum(1 for line in questions if shape.inside(line.number)) >= _INTERVIEW

    def decide(self) -> list[Zone]:
        for line in self.lines:
            if self.zones[line.number] is None:
                self.zones[line.number] = self._zone(line)
        given = [zone or Zone.NAVIGATION for zone in self.zones]
        return self._copies(given)

    def _zone(self, line: Line) -> Zone:
        title = self.shape.title
        if title is not None and (
            line is title or (line.words > 2 and self._repeats(line, title))
        ):  # a rubric may stand in a headline
            return Zone.TITLE
        claim = self.claims[line.number]
        if claim is Zone.RELATED:
            return self._related(line)
        if claim is Zone.ADVERT:
            return self._advert(line)
        if line.number >= self.shape.comments:
            return self._thread(line, claim)
        if claim in (Zone.TITLE, Zone.SUBHEADING):
            claim = self._heading(line)
        if self.shape.heading(line.number):
            return self._head(line, claim)
        if self.shape.inside(line.number):
            return self._article(line, claim)
        return self._tail(line, claim)

    def _repeats(self, line: Line, title: Line) -> bool:
        return line.folded == title.folded or (
            self.shape.heading(line.number) and line.folded.endswith(title.folded)
        )

    def _heading(self, line: Line) -> Zone | None:
        """Say what a marked heading is that is not the headline."""
        if self.shape.inside(line.number):
            return Zone.SUBHEADING
        followed = self._next_is_article(line.number)
        return Zone.SUBHEADING if followed and not self.shape.heading(line.number) else None

    # --- before the prose -------------------------------------------------------------------

    def _head(self, line: Line, claim: Zone | None) -> Zone:
        title = self.shape.title
        below = title is None or line.number > title.number
        if claim is Zone.BYLINE and not below and line.menu:
            return Zone.NAVIGATION
        if claim is not None:
            return claim
        if below and line.prose and promo.score(line.text) < promo.STANDALONE:
            return Zone.STANDFIRST
        if (
            line.words <= _ADVERT_WORDS and promo.score(line.text) > promo.STANDALONE
        ):  # adverts are short
            return Zone.ADVERT
        if not below:
            return Zone.NAVIGATION
        if self._claim_after(line.number) is Zone.CAPTION and line.words > 5:  # longer than a name
            return Zone.CAPTION
        if line.name and line.words > 1 and title is not None:
            return Zone.BYLINE
        if (
            self._next_is_article(line.number) and line.words > 2 and not line.ends
        ):  # a button has two
            return Zone.SUBHEADING
        return (
            Zone.STANDFIRST if line.ends and line.words > 8 else Zone.NAVIGATION
        )  # shorter than a summary

    # --- the article ------------------------------------------------------------------------

    def _article(self, line: Line, claim: Zone | None) -> Zone:
        if line.number == self.shape.first and self._standfirst(line):
            return Zone.STANDFIRST
        if claim is Zone.BYLINE and (line.prose or line.bullet):
            claim = None
        if claim is Zone.COMMENT and line.prose:
            claim = None
        if claim is not None:
            return claim
        if _WIRE_HEADING.match(line.text):
            return Zone.SUBHEADING
        if self._pulled(line):
            return Zone.QUOTEBOX
        if line.prose:
            sells = (
                line.words <= _ADVERT_WORDS and promo.score(line.text) > promo.INSIDE
            )  # adverts are short
            return Zone.ADVERT if sells and line.number != self.shape.first else Zone.BODY
        if line.bullet or "li" in line.hints[:2] or _CLOSES.search(line.text):
            return Zone.BODY
        if not any(char.isalpha() for char in line.text):
            return Zone.BODY
        if self.interview and (line.text.rstrip().endswith("?") or _TURN.match(line.text)):
            return Zone.BODY
        if (
            line.words <= _ADVERT_WORDS and promo.score(line.text) > promo.STANDALONE
        ):  # adverts are short
            return Zone.ADVERT
        if self._claim_after(line.number) is Zone.CAPTION and line.ends:
            return Zone.CAPTION
        if line.ends and not line.text.rstrip().endswith(("?", "...", "…", "!", "»")):
            return Zone.BODY
        if line.words > _SUBHEADING_WORDS:
            return Zone.BODY
        return self._short(line)

    def _short(self, line: Line) -> Zone:
        """Say what a short line without claim is, between the paragraphs of an article."""
        if self._h(line) or self._opens_prose(line.number):
            summary = all(
                zone not in (Zone.BODY, Zone.SUBHEADING, Zone.QUOTEBOX)
                for zone in self.zones[: line.number]
            )
            if not (summary and line.words <= 4 and not self._h(line)):
                return Zone.SUBHEADING
        if line.name and line.words > 1:
            return Zone.BYLINE
        return Zone.RELATED if line.headline_like else Zone.NAVIGATION

    def _opens_prose(self, number: int) -> bool:
        """Say whether the next line that is no picture, link or advert is prose or a list."""
        for line in self.lines[number + 1 :]:
            if self.claims[line.number] in (Zone.CAPTION, Zone.RELATED, Zone.ADVERT):
                continue
            return line.prose or line.bullet or line.quoted or self._h(line)
        return False

    def _standfirst(self, line: Line) -> bool:
        """Say whether the first prose is a summary set apart from what follows it."""
        if self.claims[line.number] is Zone.STANDFIRST:
            return True
        before = self.zones[line.number - 1] if line.number else None
        if before is Zone.SUBHEADING or _DATELINE.match(line.text):
            return False
        after = self.lines[line.number + 1 :]
        following = self.claims[line.number + 1] if after else None
        if following in (Zone.BYLINE, Zone.CAPTION, Zone.NAVIGATION):
            return True
        if any(zone is Zone.STANDFIRST for zone in self.zones[: line.number]):
            return False
        if after and not after[0].prose and following is None:
            return True
        signed = any(zone is Zone.BYLINE for zone in self.zones[: line.number])
        return line.words <= 40 if signed else line.words <= 80  # a summary is one or two sentences

    def _pulled(self, line: Line) -> bool:
        """Say whether a line is a quotation set apart, or the name of its speaker under it."""
        above = self.zones[max(0, line.number - 2) : line.number]
        if above and above[-1] is Zone.QUOTEBOX:
            if len(above) > 1 and above[0] is Zone.QUOTEBOX:
                return False
            signed = line.text.lstrip().startswith(("–", "—", "-"))
            named = line.text[:1].isupper() and not line.ends
            return line.words <= _ATTRIBUTION_WORDS and (signed or named) and not self._h(line)
        if self._h(line) or line.number + 1 >= len(self.lines):
            return False
        after = self.lines[line.number + 1]
        dashed = _SIGNED.match(after.text) is not None and after.words <= _ATTRIBUTION_WORDS
        listed = any(
            _SIGNED.match(other.text) for other in (line, *self.lines[after.number + 1 :][:1])
        )
        if dashed and not listed and not after.ends and line.words <= 60:  # a pulled quote is short
            return True
        if not line.quoted or line.words > 45:  # a pulled quote is short
            return False
        signed = (
            after.words <= _ATTRIBUTION_WORDS
            and not after.ends
            and (after.name or "," in after.text)
            and self.claims[after.number] in (None, Zone.BYLINE)
        )
        sentence = re.search(r"[.!?…][\u00a0\u202f ]*[»”\"]\s*$", line.text) is not None
        words = line.folded.strip('«»“”". \u00a0')
        again = any(words in other.folded for other in self.lines if other.words > line.words)
        return signed or (sentence and again)

    def _h(self, line: Line) -> bool:
        return any(tag in line.hints[:2] for tag in ("h2", "h3", "h4", "h5", "h6"))

    # --- after it ---------------------------------------------------------------------------

    def _tail(self, line: Line, claim: Zone | None) -> Zone:
        if self._leads_biography(line.number):
            return Zone.BIOGRAPHY
        near = all(
            zone in (Zone.BODY, Zone.SUBHEADING, Zone.CAPTION)
            for zone in self.zones[self.shape.last + 1 : line.number]
        )
        if claim is Zone.BYLINE and line.number > self.shape.last + 3:
            return Zone.NAVIGATION
        if claim is Zone.STANDFIRST:
            return Zone.BODY
        if claim is not None:
            return claim
        if (
            line.words <= _ADVERT_WORDS and promo.score(line.text) >= promo.STANDALONE
        ):  # adverts are short
            return Zone.ADVERT
        listed = line.bullet or any(tag in line.hints[:2] for tag in ("li", "td"))
        if near and listed and not _linked(line):
            return Zone.BODY
        after = self.lines[line.number + 1 : line.number + 2]
        if (
            near
            and not line.ends
            and after
            and after[0].bullet
            and self.claims[line.number + 1] is None
        ):
            return Zone.SUBHEADING
        if near and line.ends and line.words > 6 and not line.quoted:  # a closing sentence
            return Zone.BODY
        if line.name and line.words > 1 and line.number <= self.shape.last + 3:
            return Zone.BYLINE
        return Zone.RELATED if line.headline_like else Zone.NAVIGATION

    def _leads_biography(self, number: int) -> bool:
        """Say whether a line is a biography, or the name or role just above one."""
        for line in self.lines[number : number + 4]:
            if line.number >= self.shape.comments:
                return False
            told = self.claims[line.number] is Zone.BIOGRAPHY
            worded = cues.says(line, "biography") and line.words > 5  # more than a role
            if told or (worded and self.claims[line.number] in (None, Zone.BYLINE)):
                return True
            if not (
                line.name or self.claims[line.number] is Zone.BYLINE or line.words <= 8
            ):  # a name or a role
                return False
            if self.claims[line.number] not in (None, Zone.BYLINE):
                return cues.says(line, "biography") and line.number == number
        return False

    def _thread(self, line: Line, claim: Zone | None) -> Zone:
        if line.number == self.shape.comments and cues.says(line, "comment_header"):
            return Zone.NAVIGATION
        if cues.is_meta(line):
            return Zone.COMMENT
        if claim is Zone.NAVIGATION:
            return Zone.NAVIGATION
        if claim in (Zone.BIOGRAPHY, Zone.CAPTION) and line.hints:
            return claim
        if self._thread_over(line.number):
            return self._tail(line, claim)
        return Zone.COMMENT

    def _thread_over(self, number: int) -> bool:
        """Say whether the thread of comments was closed above, and no pseudonym opens it again."""
        for line in reversed(self.lines[self.shape.comments + 1 : number]):
            if cues.is_meta(line):
                return False
            if _END_OF_THREAD.match(line.folded) or self.zones[line.number] in (
                Zone.RELATED,
                Zone.ADVERT,
            ):
                return not any(cues.is_meta(later) for later in self.lines[number : number + 2])
        return False

    # --- links and adverts ------------------------------------------------------------------

    def _related(self, line: Line) -> Zone:
        """Mark the list that a heading such as « Sur le même sujet » opens."""
        heading = (
            line.words <= _HEADING_WORDS
            and ":" not in line.text.rstrip(" :\u00a0")
            and line.text[:1].isalpha()
        )
        if not heading:
            return Zone.RELATED
        listed: list[int] = []
        for other in self.lines[line.number + 1 :]:
            claim = self.claims[other.number]
            if other.number == self.shape.comments or cues.is_meta(other) or claim is Zone.RELATED:
                break
            if not other.text[:1].isalnum() and not other.quoted and not other.bullet:
                break
            short = other.words <= _HEADLINE_WORDS and not (other.prose and not _linked(other))
            if not short or claim in (Zone.NAVIGATION, Zone.ADVERT, Zone.CAPTION, Zone.BIOGRAPHY):
                break
            if claim is Zone.SUBHEADING and self.shape.inside(other.number):
                break
            if self.shape.inside(line.number) and self._h(other):
                break
            rubric = other.words == 1 and not other.bullet
            headed = self.lines[other.number + 1 : other.number + 2]
            if rubric and not (headed and headed[0].words > 3):  # a headline
                break
            listed.append(other.number)
        if self.shape.inside(line.number) and len(listed) > 1:
            last = self.lines[listed[-1]]
            if not (_linked(last) or last.bullet):
                listed.pop()
        for number in listed:
            self.zones[number] = Zone.RELATED
        return Zone.RELATED

    def _advert(self, line: Line) -> Zone:
        """Mark what stands under « Publicité » when it sells: the frame is often empty."""
        for other in self.lines[line.number + 1 : line.number + 4]:
            claim = self.claims[other.number]
            sells = promo.score(other.text) >= 1 and other.words <= 60  # adverts are short
            button = claim is Zone.ADVERT or (_linked(other) and other.words <= 6)  # a button
            above = self.zones[other.number - 1] is Zone.ADVERT or other.number == line.number + 1
            if not (above and (sells or (button and other.number > line.number + 1))):
                break
            if claim in (Zone.RELATED, Zone.COMMENT, Zone.NAVIGATION) or self._h(other):
                break
            self.zones[other.number] = Zone.ADVERT
        return Zone.ADVERT

    # --- neighbours -------------------------------------------------------------------------

    def _claim_after(self, number: int) -> Zone | None:
        return self.claims[number + 1] if number + 1 < len(self.claims) else None

    def _next_is_article(self, number: int) -> bool:
        """Say whether the next line that is no picture or link belongs to the article's prose."""
        for line in self.lines[number + 1 :]:
            if self.claims[line.number] in (Zone.CAPTION, Zone.RELATED, Zone.ADVERT):
                continue
            return self.shape.inside(line.number)
        return False

    def _copies(self, given: list[Zone]) -> list[Zone]:
        """Give a line that stands again the zone of its first place, comments apart."""
        first: dict[str, Zone] = {}
        for line in self.lines:
            zone = given[line.number]
            if line.words < 4 or zone is Zone.COMMENT:  # too short to be a copy
                continue
            known = first.setdefault(line.folded, zone)
            if known in (Zone.STANDFIRST, Zone.BODY, Zone.CAPTION, Zone.TITLE):
                given[line.number] = known
        return given


def _linked(line: Line) -> bool:
    """Say whether the whole line is a link."""
    return "all-links" in line.hints
