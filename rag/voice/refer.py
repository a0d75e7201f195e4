"""Who « il », « elle » or « cette élue » is: the last one named as speaking, or as a subject."""

from rag.types import Span
from rag.voice.attribute import attributions
from rag.voice.habits import habit
from rag.voice.mention import Mention, gender, head, trimmed
from rag.voice.place import Paragraph, cuts
from rag.voice.quotes import masked, quotes

_BEFORE = 45
_PLURAL = ("ils", "elles", "eux", "ceux", "ces", "leurs")


def named(mention: Mention, before: tuple[Paragraph, ...]) -> Span | None:
    """Return the source's words for who is mentioned, in the last of the paragraphs `before`.

    A pronoun is followed back through its paragraph, then the prose before it; None where two
    people could be meant.
    """
    paragraph = before[-1]
    if not mention.refers:
        return paragraph.span(mention.stretch)
    words = paragraph.text[slice(*mention.stretch)]
    if words.lower().startswith(_PLURAL):
        return None
    earlier = next((found for found in reversed(before[:-1]) if found.prose), None)
    for place, limit in ((paragraph, mention.start), (earlier, None)):
        if place is None:
            continue
        text = place.text
        found, several = _last_named(text, limit, gender(words))
        if found is not None:
            return place.span(found.stretch)
        if several:
            return None
    return None


def _last_named(text: str, limit: int | None, wanted: str) -> tuple[Mention | None, bool]:
    """Return who was last named before `limit`, if any, and whether several people were.

    Of several, one that speaks or opens a sentence comes first.
    """
    plain = masked(text, quotes(text))
    last = len(text) if limit is None else limit
    foremost = [
        mention
        for sentence in cuts(text)
        for mention in _foremost(plain, sentence)
        if mention.end <= last and _suits(text, mention, wanted)
    ]
    people = [Mention(*match.span()) for match in habit("speaker", "person").finditer(plain)]
    people = [
        mention for mention in people if mention.end <= last and _suits(text, mention, wanted)
    ]
    if foremost:
        best = max(foremost, key=lambda mention: mention.start)
        name = text[slice(*best.stretch)].rsplit(maxsplit=1)[-1]
        rivals = [
            mention
            for mention in people
            if mention.start > best.end and not text[slice(*mention.stretch)].endswith(name)
        ]
        return (None, True) if rivals else (best, False)
    known = {text[slice(*mention.stretch)].rsplit(maxsplit=1)[-1] for mention in people}
    # A pronoun that opens its paragraph points before it, whoever comes up meanwhile.
    pointed = (
        limit is not None
        and people
        and habit("speaker", "standing").search(plain, 0, people[0].start)
    )
    if len(known) == 1 and not pointed:
        return people[-1], False
    return None, len(known) > 1


def _foremost(plain: str, sentence: tuple[int, int]) -> list[Mention]:
    """Return who a sentence has speaking, or begins with."""
    found = [item.who for item in attributions(plain, sentence)]
    first = head(plain, *sentence)
    found.append(trimmed(plain, first) if first else None)
    said = [item for item in found if item is not None and not item.refers]
    people = [item for item in said if is_person(plain, item)]
    cleft = habit("speaker", "cleft").match(plain, *sentence)
    who = head(plain, cleft.end(), sentence[1]) if cleft else None
    if who is not None and plain.startswith(" qui ", who.end):
        people.append(who)
    return people


def is_person(plain: str, mention: Mention) -> bool:
    """Say whether a mention is a name, or a noun for someone."""
    return (
        habit("speaker", "person").fullmatch(plain, *mention.stretch) is not None
        or habit("attribution", "human").match(plain, mention.start) is not None
    )


def _suits(text: str, mention: Mention, wanted: str) -> bool:
    """Say whether nothing in how someone is named contradicts the pronoun's gender."""
    words = text[slice(*mention.stretch)]
    if habit("speaker", "several").match(words):
        return False
    own = gender(words)
    if not own:
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        phrases = list(habit("speaker", "phrase").finditer(before))
        joined = bool(phrases) and before[phrases[-1].end() :].strip(" ,\n") == ""
        own = gender(before[phrases[-1].start() :]) if joined else ""
        if own == "m" and habit("speaker", "office").match(before, phrases[-1].start()):
            own = ""
    return not own or not wanted or own == wanted
