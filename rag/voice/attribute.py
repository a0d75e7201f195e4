"""What a sentence says of whose words it gives: « selon X », « X affirme que », « a indiqué X »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.voice.habits import habit
from rag.voice.mention import Mention, following, preceding
from rag.voice.place import Stretch

_CHUNK = re.compile(
    r"[^,.;:!?()«»“”\"_\n–—]*?(?=\s(?:qui|dont|où|cité|interrogé|joint|qu)[\w’']*\b|\sà\s\d|\s(?:a|ont|est|sont|avait|était)\s"
    r"|[,.;:!?()«»“”\"_–—]|\n\s*\n|\Z)"
)
_ARTICLE_BEFORE = re.compile(r"(?i)(?:\b(?:le|la|les|un|une|des|de|du|en|au|son|sa|ce|cette)\s+)$")
# « un homme qu’il dit ne pas connaître »: the sentence is not what he says.
_ASIDE = re.compile(r"\bqu['’](?:il|elle)s?\s+$")
_BREAK = re.compile(r"[;:]\s")
_ON = re.compile(r"(?:^|[,(]|\bappris|-on)\s*$")
_LONGEST = 90
_TOLD = 80


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: `start` is where it is said so, `scope` the words that it bears on."""

    start: int
    scope: Stretch
    who: Mention | None


def attributions(text: str, sentence: Stretch) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence of a paragraph whose quoted words are masked."""
    found = [
        *_according(text, sentence),
        *_learnt(text, sentence),
        *_clauses(text, sentence),
        *tails(text, sentence),
    ]
    return tuple(sorted(found, key=lambda item: item.start))


def subject(text: str, sentence: Stretch) -> Mention | None:
    """Return who speaks in a sentence by its last verb of speech, whatever it is followed by."""
    start, end = sentence
    last = None
    for verb in habit("attribution", "partial").finditer(text, start, end):
        if _ARTICLE_BEFORE.search(text, start, verb.start()):
            continue
        last = preceding(text, _clause(text, start, verb.start()), verb.start()) or last
    return last


def _according(text: str, sentence: Stretch) -> Iterator[Attribution]:
    start, end = sentence
    for name in ("according", "opinion"):
        for cue in habit("attribution", name).finditer(text, start, end):
            who = following(text, cue.end(), end)
            if who is None:
                continue
            if name == "according":
                who = _whole(text, who, cue.end(), end)
            yield Attribution(cue.start(), _around(text, cue.start(), sentence), who)
    for cue in habit("attribution", "rumour").finditer(text, start, end):
        yield Attribution(cue.start(), sentence, None)


def _whole(text: str, who: Mention, at: int, end: int) -> Mention:
    """Return a noun phrase with all its complements: it ends at a comma, after « selon »."""
    opens = habit("speaker", "determiner").match(text, who.start)
    if who.refers or (opens is None and text[who.start].isupper()):
        return who
    chunk = _CHUNK.match(text, who.start, end)
    if chunk is None or who.start < at or not who.end < chunk.end() <= who.start + _LONGEST:
        return who
    return Mention(who.start, who.start + len(chunk.group().rstrip()))


def _learnt(text: str, sentence: Stretch) -> Iterator[Attribution]:
    """Find « a-t-on appris auprès de X » and « de source policière »."""
    start, end = sentence
    for cue in habit("attribution", "learnt").finditer(text, start, end):
        beside = habit("attribution", "beside").search(text, cue.end(), min(end, cue.end() + 60))
        who = _beside(text, beside.end(), end) if beside else None
        if who is not None or cue.group()[0] in "Aa":
            yield Attribution(cue.start(), sentence, who)
    for cue in habit("attribution", "sourced").finditer(text, start, end):
        named = habit("attribution", "source").match(text, cue.end(), end)
        if named and _ON.search(text, start, cue.start()):
            yield Attribution(cue.start(), sentence, Mention(*named.span()))


def _beside(text: str, at: int, end: int) -> Mention | None:
    if named := habit("attribution", "source").match(text, at, end):
        return Mention(*named.span())
    who = following(text, at, end)
    return _whole(text, who, who.start, end) if who else None


def _clauses(text: str, sentence: Stretch) -> Iterator[Attribution]:
    start, end = sentence
    for cue in habit("attribution", "clause").finditer(text, start, end):
        if _ARTICLE_BEFORE.search(text, start, cue.start()) or _ASIDE.search(
            text, start, cue.start()
        ):
            continue
        who = preceding(text, _clause(text, start, cue.start()), cue.start())
        if who is not None or not cue.group().endswith(":"):
            yield Attribution(cue.start(), (cue.start(), end), who)


def tails(text: str, sentence: Stretch) -> Iterator[Attribution]:
    """Yield the attributions put after a verb: « …, a indiqué X » and « …, précise-t-elle »."""
    start, end = sentence
    for cue in habit("attribution", "inverted").finditer(text, start, end):
        at = cue.start() + cue.group().rindex("-", 0, _pronoun_end(cue.group()))
        pronoun = re.compile(r"(?:ils?|elles?)").match(text, at + 1)
        if pronoun:
            who = Mention(*pronoun.span(), refers=True)
            yield Attribution(cue.start(), _around(text, cue.start(), sentence), who)
    for name in ("tail", "appeal"):
        for cue in habit("attribution", name).finditer(text, start, end):
            named = following(text, cue.end(), end)
            if named is None or (named.refers and not _demonstrative(text, named)):
                continue
            if named.start - cue.end() > _TOLD or not _speaks(text, named, cue.group()):
                continue
            yield Attribution(cue.start(), _around(text, cue.start(), sentence), named)


def _pronoun_end(cue: str) -> int:
    """Return where the inverted pronoun of a cue ends: after the last hyphen before « il »."""
    return max(match.end() for match in re.finditer(r"-(?:ils?|elles?)(?!\w)", cue))


def _demonstrative(text: str, who: Mention) -> bool:
    return habit("speaker", "demonstrative").match(text, who.start) is not None


def _speaks(text: str, who: Mention, cue: str) -> bool:
    """Say whether a name after a verb is its subject: « a indiqué le maire », not « la date ».

    After a closing mark nothing else can stand there.
    """
    if cue.lstrip()[:1] in '»”"' or cue.lstrip(", ")[:5].lower() == "comme":
        return True
    determined = habit("speaker", "determiner").match(text, who.start)
    return determined is None or habit("attribution", "role").match(text, who.start) is not None


def _clause(text: str, start: int, end: int) -> int:
    """Return where the clause that holds `end` begins."""
    breaks = [match.end() for match in _BREAK.finditer(text, start, end)]
    return breaks[-1] if breaks else start


def _around(text: str, at: int, sentence: Stretch) -> Stretch:
    """Return the words that an attribution bears on: from its own break, when it opens after it."""
    start, end = sentence
    return (_clause(text, start, at), end)
