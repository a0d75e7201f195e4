"""Whose words a stretch of a source is: the paper's own, a quotation, hearsay, a reader's."""

from dataclasses import dataclass
from typing import Literal

from rag.types import Span, Zone
from rag.voice.attribute import attributions
from rag.voice.hedge import hedged
from rag.voice.place import Paragraph, Stretch, around, cuts, sentences_over
from rag.voice.quotes import Quote, masked, quotes
from rag.voice.refer import named
from rag.voice.speaker import spoken_by, told
from rag.voice.turns import turn

Kind = Literal["paper", "quotation", "reported", "comment"]

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a stretch is.

    `name` is who speaks, in the source's own characters, None when it does not say; `hedged` that
    the sentence holds a conditional of hearsay or a word such as « présumé ». The paper's own
    voice is never hedged: what it does not vouch for is reported.
    """

    kind: Kind
    name: Span | None
    hedged: bool


def voice_of(span: Span, zone: Zone) -> Voice:
    """Say whose words a span is, by its sentence and the paragraphs around it.

    Args:
        span: the words of an answer, or their sentence.
        zone: the part that they play in their page.
    """
    before = around(span)
    here = before[-1]
    text = here.text
    stretch = span.start - here.start, span.end - here.start
    sentence = sentences_over(text, stretch)
    doubtful = hedged(text[slice(*sentence)])
    if zone is Zone.COMMENT:
        return Voice("comment", None, doubtful)
    marked = quotes(text)
    for quote in marked:
        if told(text, marked, quote) and _mostly(text, stretch, quote, whole=marked):
            return Voice("quotation", spoken_by(quote, marked, before, zone), doubtful)
    if zone is Zone.QUOTEBOX and not marked and here.ended:
        whole = Quote(0, len(text))
        return Voice("quotation", spoken_by(whole, marked, before, zone), doubtful)
    if said := turn(before):
        return Voice("quotation", said.name, doubtful)
    return _reported(stretch, sentence, before, doubtful=doubtful)


def _mostly(text: str, stretch: Stretch, quote: Quote, whole: tuple[Quote, ...]) -> bool:
    """Say whether a stretch opens inside a quotation, or is mostly quoted and touches this one."""
    inside = [(max(stretch[0], one.start), min(stretch[1], one.end)) for one in whole]
    touched = [(a, b) for a, b in inside if a < b]
    mine = max(stretch[0], quote.start), min(stretch[1], quote.end)
    quoted = sum(len("".join(text[a:b].split())) for a, b in touched)
    size = len("".join(text[slice(*stretch)].split()))
    opens = quote.start <= stretch[0] and mine[1] > mine[0]
    return opens or (mine[0] < mine[1] and quoted >= _MOSTLY * size)


def _reported(
    stretch: Stretch, sentence: Stretch, before: tuple[Paragraph, ...], *, doubtful: bool
) -> Voice:
    """Return the voice of what stands outside quotation marks."""
    text = before[-1].text
    plain = masked(text, quotes(text))
    found = [
        item
        for cut in cuts(text)
        if sentence[0] <= cut[0] < sentence[1]
        for item in attributions(plain, cut)
        if item.scope[0] < stretch[1] and stretch[0] < item.scope[1]
    ]
    found = [
        item
        for item in found
        if item.who is None or not (item.who.start <= stretch[0] and stretch[1] <= item.who.end)
    ]
    if found:
        nearest = min(found, key=lambda item: _distance(item.start, stretch))
        name = named(nearest.who, before) if nearest.who else None
        return Voice("reported", name, doubtful)
    return Voice("reported" if doubtful else "paper", None, doubtful)


def _distance(at: int, stretch: Stretch) -> int:
    return max(stretch[0] - at, at - stretch[1], 0)
