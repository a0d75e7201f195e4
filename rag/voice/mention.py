"""Who is named: the shortest honest stretch that says who speaks, after or before a verb."""

import re
from dataclasses import dataclass
from itertools import pairwise

from rag.voice.habits import habit
from rag.voice.place import Stretch

_ADJUNCTS = 3
_SPACE = re.compile(r"[,\s]*")
_LONGEST = 90
_CONTRACTED = re.compile(r"(?<!\w)(?:du|des)\s*$")
_COMMA = re.compile(r",\s+|\s[–—-]\s")
_RELATIVE = re.compile(r"\s+(?:qui|dont|que)\s")
_FEMININE = re.compile(
    r"(?i)(?:elles?|celles?-ci|cette|la|une|sa|mme|mlle|madame|l['’]intéressée|(?:une|la)\s.*)\b"
)
_MASCULINE = re.compile(
    r"(?i)(?:ils?|lui|eux|celui-ci|ceux-ci|cet?|ce\sdernier|le|un|mm?\.|monsieur|mgr)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Who speaks, as a paragraph says it: code points in it, half-open.

    `refers` says that the words only point to someone named before (« il », « cette élue »).
    """

    start: int
    end: int
    refers: bool = False

    @property
    def stretch(self) -> Stretch:
        """Its code points."""
        return self.start, self.end


def gender(words: str) -> str:
    """Return "f", "m", or "" when neither the pronoun, the article nor the title tells."""
    if _FEMININE.match(words):
        return "f"
    return "m" if _MASCULINE.match(words) else ""


def head(text: str, start: int, end: int) -> Mention | None:
    """Return who is named at the very start of a stretch: a person, else a noun phrase.

    « le président, Jean Martin » and « l’avocate Anne Petit » give the person.
    """
    connector = habit("speaker", "connector").match(text, start, end)
    start = connector.end() if connector else start
    if pronoun := habit("speaker", "pronoun").match(text, start, end):
        return Mention(*pronoun.span(), refers=True)
    if person := habit("speaker", "person").match(text, start, end):
        return Mention(*person.span())
    if phrase := habit("speaker", "phrase").match(text, start, min(end, start + _LONGEST)):
        return _in_phrase(text, phrase.span(), end)
    if single := habit("speaker", "single").match(text, start, end):
        return Mention(*single.span())
    return None


def trimmed(text: str, mention: Mention) -> Mention:
    """Return a noun phrase that stands before its verb, without the words that may be the verb."""
    short = habit("speaker", "short").match(text, *mention.stretch)
    return Mention(*short.span(), refers=mention.refers) if short else mention


def _in_phrase(text: str, phrase: Stretch, end: int) -> Mention:
    """Return the person that a noun phrase brings, inside it or just after, else the phrase."""
    apposed = re.compile(r"\s*,\s*").match(text, phrase[1], end)
    if apposed and (person := habit("speaker", "person").match(text, apposed.end(), end)):
        return Mention(*person.span())
    for person in habit("speaker", "person").finditer(text, *phrase):
        before = text[phrase[0] : person.start()].rstrip()
        article = habit("speaker", "determiner").match(before)
        noun = before[article.end() :] if article else ""
        if noun and not habit("speaker", "joined").search(noun):
            return Mention(*person.span())
    refers = habit("speaker", "demonstrative").match(text, phrase[0]) is not None
    return Mention(phrase[0], phrase[0] + len(text[slice(*phrase)].rstrip()), refers=refers)


def following(text: str, at: int, end: int) -> Mention | None:
    """Return who is named after a verb or a preposition, over « mardi » or « à la presse ».

    After « du » or « des » a noun phrase has no article left: it begins at its noun.
    """
    if _CONTRACTED.search(text, max(0, at - 5), at):
        start = _skip(text, at, end)
        if habit("speaker", "person").match(text, start, end) is None:
            noun = habit("speaker", "plain").match(text, start, end)
            return Mention(*noun.span()) if noun else None
    for _ in range(_ADJUNCTS + 1):
        at = _skip(text, at, end)
        if found := head(text, at, end):
            return found
        adjunct = habit("speaker", "adjunct").match(text, at, end)
        if adjunct is None:
            return None
        at = adjunct.end()
    return None


def preceding(text: str, start: int, end: int) -> Mention | None:
    """Return the subject of a verb that begins at `end`, in a clause that begins at `start`."""
    clitics = habit("speaker", "clitics").search(text, start, end)
    end = clitics.start() if clitics else end
    commas = [match.span() for match in _COMMA.finditer(text, start, end)]
    bounds = [(0, start), *commas, (end, end)]
    parts = [(a[1], b[0]) for a, b in pairwise(bounds)]
    parts = [(a, b) for a, b in parts if text[a:b].strip()]
    for index in range(len(parts) - 1, -1, -1):
        found = _subject(text, *parts[index])
        if found is None:
            continue
        if found.refers and index and text[slice(*found.stretch)].lower() in _INSISTING:
            continue
        earlier = _subject(text, *parts[index - 1]) if index else None
        if earlier and _names(text, earlier) and not _names(text, found) and not found.refers:
            return earlier
        return found
    return None


_INSISTING = {"lui", "elle", "eux", "elles"}
"""« Le maire, lui, assure »: no subject of its own."""


def _names(text: str, mention: Mention) -> bool:
    return habit("speaker", "person").fullmatch(text, *mention.stretch) is not None


def _subject(text: str, start: int, end: int) -> Mention | None:
    """Return the subject of a clause between commas, or None when this part is no subject."""
    relative = _RELATIVE.search(text, start, end)
    found = head(text, start, relative.start() if relative else end)
    if found is not None:
        return trimmed(text, found)
    # « Mardi Jean Martin » and « À l’audience la présidente » bring their subject last.
    last = None
    for person in habit("speaker", "person").finditer(text, start, end):
        last = person
    if (
        last is not None
        and last.end() >= end
        and not habit("speaker", "joined").search(text[start : last.start()].rstrip())
    ):
        return Mention(*last.span())
    if pronoun := re.compile(r"(?<!\w)(?:il|elle|ils|elles)$").search(text, start, end):
        return Mention(*pronoun.span(), refers=True)
    return None


def _skip(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at
