"""The words that lead an answer, so that nobody takes someone's words for the paper's."""

from rag.types import Span
from rag.voice import texts
from rag.voice.habits import habit
from rag.voice.voice import Voice

_BEFORE = 8


def framed(voice: Voice) -> str | None:
    """Return the French words that lead an answer; None for the paper's own voice.

    A name is the source's own, its line ends made spaces and its article in lower case,
    or given back where « du » and « des » had taken it. A hedge is
    said again, since the words of the answer may not hold it.
    """
    if voice.kind == "paper":
        return None
    if voice.kind == "comment":
        lead = texts.COMMENT
    elif voice.name is not None:
        lead = _named(voice.name)
    elif voice.kind == "quotation":
        lead = texts.SOMEONE
    else:
        return texts.RUMOUR if voice.hedged else texts.REPORTED
    return f"{lead} {texts.RESERVED}," if voice.hedged else lead


def _named(span: Span) -> str:
    name = " ".join(span.text.split())
    if habit("attribution", "source").match(name):
        return texts.from_source(name)
    if habit("speaker", "determiner").match(name):
        name = name[0].lower() + name[1:]
    before = span.source.text[max(0, span.start - _BEFORE) : span.start].split()
    article = texts.UNCONTRACTED.get(before[-1], "") if before else ""
    return texts.according(article + name)
