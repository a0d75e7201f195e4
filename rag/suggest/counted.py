"""Questions on the figures of a corpus: « Combien de … ? »."""

from collections.abc import Iterator

from rag.overview import Overview
from rag.suggest import texts
from rag.suggest.data import pattern
from rag.suggest.grammar import agreed, lowered, of, pronoun_of
from rag.suggest.kinds import Proposed
from rag.types import Citation, Span
from rag.values import quantities_in

_COST = "coûté"


def counted(overview: Overview) -> Iterator[Proposed]:
    """Yield a question for each citation of a figure whose clause lends itself to one."""
    for figure in overview.figures:
        for citation in figure.citations:
            text = _question(citation)
            if text:
                marks = tuple(mark for one in figure.citations for mark in one.marks)
                yield Proposed(text, marks)


def _question(citation: Citation) -> str:
    for said in quantities_in(citation.quote):
        if any(mark.contains(said.figures) for mark in citation.marks):
            return _subject(citation.quote, said.figures) or _object(citation.quote, said.figures)
    return ""


def _subject(quote: Span, figures: Span) -> str:
    """Ask for the number of what does the verb: its own clause follows « Combien de »."""
    before, after = _around(quote, figures)
    if pattern("counted", "subject_before").search(before) is None:
        return ""
    found = pattern("counted", "subject_after").match(after)
    if found is None:
        return ""
    rest = " ".join(found.group("rest").split()).replace(*texts.TENSE)
    return texts.HOW_MANY.format(of=of(rest), rest=rest)


def _object(quote: Span, figures: Span) -> str:
    """Ask for the number of what the verb bears on: its participle agrees with it."""
    before, after = _around(quote, figures)
    found = pattern("counted", "object_before").search(before)
    if found is None:
        return ""
    subject, participle = lowered(found.group("subject")), found.group("participle")
    pronoun = pronoun_of(subject)
    if not pronoun:
        return ""
    auxiliary = texts.AUXILIARIES["a"].format(pronoun=pronoun)
    if participle == _COST:
        return texts.HOW_MUCH.format(subject=subject, verb=f"{auxiliary} {participle}")
    noun = pattern("counted", "object_after").match(after)
    said = agreed(participle, noun.group("noun")) if noun is not None else ""
    if noun is None or not said:
        return ""
    words = noun.group("noun") + (noun.group("adjective") or "")
    verb = f"{auxiliary} {said}"
    return texts.HOW_MANY_DID.format(of=of(words), counted=words, subject=subject, verb=verb)


def _around(quote: Span, figures: Span) -> tuple[str, str]:
    text = quote.source.text
    return text[quote.start : figures.start], text[figures.end : quote.end]
