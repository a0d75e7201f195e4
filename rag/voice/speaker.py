"""Who speaks in a quotation, by what stands just after it, before it, or around its sentence."""

import re

from rag.types import Span, Zone
from rag.voice.attribute import attributions, subject, tails
from rag.voice.habits import habit
from rag.voice.mention import Mention, following, head, preceding
from rag.voice.place import Paragraph, Stretch, after, cuts, sentences_over
from rag.voice.quotes import Quote, is_speech, masked, quotes
from rag.voice.refer import is_person, named

_SIGNATURE = re.compile(r"[\s–—,(-]*")
_SIGNED_WORDS = 14
_ASKED = re.compile(r"\?\W*$")


def told(text: str, found: tuple[Quote, ...], quote: Quote) -> bool:
    """Say whether a quotation of a paragraph gives someone's words."""
    plain = masked(text, found)
    attributed = _tagged(plain, quote) is not None or _around(plain, text, quote) is not None
    return is_speech(text, quote, attributed=attributed)


def spoken_by(
    quote: Quote, found: tuple[Quote, ...], before: tuple[Paragraph, ...], zone: Zone
) -> Span | None:
    """Return who speaks in a quotation of the last of the paragraphs `before`.

    In order: the words that follow it, its sentence, the signature of a quote set apart, the
    quotation or the sentence that it goes on from.
    """
    here = before[-1]
    text = here.text
    plain = masked(text, found)
    who = _tagged(plain, quote) or _inserted(text, quote) or _around(plain, text, quote)
    if who is not None:
        return named(who, before)
    if zone is Zone.QUOTEBOX and (signed := _signature(here, quote)):
        return signed
    if quote.carried or (quote.start == 0 and len(before) > 1):
        return _carried(before)
    return _continued(quote, found, before)


def _tagged(plain: str, quote: Quote) -> Mention | None:
    """Return who is named just after the closing mark: « …», a déclaré X »."""
    if quote.open:
        return None
    at, end = quote.end, sentences_over(plain, (quote.end - 1, quote.end))[1]
    end = max(end, _sentence_end(plain, quote.end))
    close = quote.end - 1
    for name in ("inverted", "tail"):
        cue = habit("attribution", name).match(plain, close, end)
        if cue is None:
            continue
        if name == "inverted":
            pronoun = list(re.finditer(r"-((?:il|elle)s?)(?!\w)", cue.group()))[-1]
            start = cue.start() + pronoun.start(1)
            return Mention(start, start + len(pronoun.group(1)), refers=True)
        if who := following(plain, cue.end(), end):
            return who
    cue = re.compile(r"\s*,?\s*").match(plain, at, end)
    at = cue.end() if cue else at
    according = habit("attribution", "according").match(plain, at, end)
    if according or (according := habit("attribution", "opinion").match(plain, at, end)):
        return following(plain, according.end(), end)
    bare = habit("attribution", "bare").match(plain, quote.end, end)
    return following(plain, bare.end(), end) if bare else None


def _inserted(text: str, quote: Quote) -> Mention | None:
    """Return who is named inside the marks: « J’ai lu, admet Jean Martin, tout le dossier »."""
    inside = quote.start + 1, quote.end - 1
    return next((item.who for item in tails(text, inside)), None)


def _sentence_end(plain: str, at: int) -> int:
    stop = re.compile(r"[.!?…](?=\s+[A-ZÀ-Þ«“\"])|\Z").search(plain, at)
    return stop.end() if stop else len(plain)


def _around(plain: str, text: str, quote: Quote) -> Mention | None:
    """Return who its sentence has speaking, or the subject of what ends with a colon before it."""
    sentence = sentences_over(text, quote.stretch)
    introduced = plain[sentence[0] : quote.start].rstrip()
    if not introduced and quote.start:
        # A colon may end its own sentence, or the line before.
        cut = [found for found in cuts(text) if found[1] <= quote.start]
        if cut and text[slice(*cut[-1])].rstrip().endswith(":"):
            sentence = cut[-1][0], sentence[1]
            introduced = plain[slice(*cut[-1])]
    start = sentence[0]
    said = attributions(plain, sentence)
    lead = [item for item in said if item.start < quote.start]
    if lead and lead[-1].who:
        return lead[-1].who
    if who := subject(plain, (start, quote.start + 1)):
        return who
    if introduced.endswith(":"):
        who = preceding(plain, start, start + len(introduced) - 1)
        return who if who and (who.refers or is_person(plain, who)) else None
    later = [item for item in said if item.start >= quote.end and item.who]
    return later[0].who if later else None


def _signature(here: Paragraph, quote: Quote) -> Span | None:
    """Return the name set under a quote, in its block or in the next one."""
    space = _SIGNATURE.match(here.text, quote.end)
    at = space.end() if space else quote.end
    if who := head(here.text, at, len(here.text)):
        return here.span(who.stretch)
    below = after(here)
    if below is None or len(below.text.split()) > _SIGNED_WORDS:
        return None
    space = _SIGNATURE.match(below.text)
    who = head(below.text, space.end() if space else 0, len(below.text))
    return below.span(who.stretch) if who else None


def _carried(before: tuple[Paragraph, ...]) -> Span | None:
    """Return who speaks in a quotation that an earlier paragraph opened or announced."""
    earlier = next((found for found in reversed(before[:-1]) if found.text.strip()), None)
    if earlier is None:
        return None
    known = before[: before.index(earlier) + 1]
    text = earlier.text
    found = quotes(text)
    if found and found[-1].open:
        return spoken_by(found[-1], found, known, Zone.BODY)
    if text.rstrip().endswith(":"):
        plain = masked(text, found)
        last = cuts(text)[-1]
        who = subject(plain, last) or preceding(plain, last[0], len(text.rstrip()) - 1)
        return named(who, known) if who else None
    return None


def _continued(
    quote: Quote, found: tuple[Quote, ...], before: tuple[Paragraph, ...]
) -> Span | None:
    """Return who goes on speaking: « … », dit X. « … ». After a question, another answers."""
    text = before[-1].text
    plain = masked(text, found)
    cut: list[Stretch] = [one for one in cuts(text) if one[1] <= quote.start]
    if not cut:
        return None
    inside = [one for one in found if cut[-1][0] <= one.start and one.end <= cut[-1][1]]
    if inside:
        previous = inside[-1]
        if _ASKED.search(text[slice(*previous.stretch)]):
            return None
        return spoken_by(previous, found, before, Zone.BODY)
    who = subject(plain, cut[-1])
    known = who is not None and (who.refers or is_person(plain, who))
    return named(who, before) if who and known else None
