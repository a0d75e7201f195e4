"""Questions on the dated events of a corpus: « Quand … ? », « En quelle année … ? »."""

from collections.abc import Iterator

from rag.overview import Event, Overview
from rag.suggest import texts
from rag.suggest.data import pattern
from rag.suggest.grammar import lowered, pronoun_of
from rag.suggest.kinds import Proposed
from rag.types import Citation, Span


def dated(overview: Overview) -> Iterator[Proposed]:
    """Yield a question for each citation of an event whose clause lends itself to one."""
    for event in overview.timeline:
        marks = tuple(mark for citation in event.citations for mark in citation.marks)
        for citation in event.citations:
            for mark in citation.marks[:1]:
                text = _question(event, citation, mark)
                if text:
                    yield Proposed(text, marks)


def _question(event: Event, citation: Citation, mark: Span) -> str:
    text, quote = mark.source.text, citation.quote
    before, after = text[quote.start : mark.start], text[mark.end : quote.end]
    form = texts.YEAR if event.precision == "year" else texts.WHEN
    if (found := pattern("dated", "clause").search(before)) is not None:
        subject, rest = found.group("subject"), found.group("rest")
        pronoun = pronoun_of(subject)
        auxiliary = texts.AUXILIARIES[found.group("aux")].format(pronoun=pronoun)
        verb = f"{auxiliary} {found.group('participle')}"
        return form.format(subject=lowered(subject), verb=verb, rest=rest) if pronoun else ""
    found = pattern("dated", "apposed").search(before)
    subject = found.group("subject") if found is not None else ""
    if found is None and (found := pattern("dated", "opening").match(before)) is not None:
        opened = pattern("dated", "opened").match(after)
        subject = opened.group("subject") if opened is not None else ""
    if found is None or not subject:
        return ""
    participle = found.group("participle").lower()
    pronoun = texts.PRONOUNS["f" if participle.endswith("ée") else "m"]
    verb = texts.BEEN.format(pronoun=pronoun, participle=participle)
    return form.format(subject=lowered(subject), verb=verb, rest="")
