"""The readings of a question that leans on the turns before it."""

from collections.abc import Iterator, Sequence

from rag.text.marks import QUESTION_MARK
from rag.thread import ellipsis, fill, swap
from rag.thread.antecedent import Named, asked_of, fitting, offered
from rag.thread.gender import Form
from rag.thread.joint import raised
from rag.thread.lean import Kind, Lean, lean
from rag.thread.reading import Reading, read
from rag.thread.turn import Turn
from rag.thread.words import listed

BACK = 4
"""How many answered turns are looked back at."""

READINGS = 3
"""How many readings are given at most."""

_PERSONAL = listed("human", "verbs")
_EVENT = listed("head", "event")
_KINDS = {
    "male": (listed("head", "male"), True),
    "female": (listed("head", "female"), True),
}
_OF_THINGS = listed("attribute", "thing")
_TIME = listed("time", "nouns") | {"temps"}
_TOWN = listed("head", "town")


def completions(question: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return the readings of a question, best first; () when it stands by itself.

    Each reading is a whole question in which what leaned on the past is filled in with words of
    earlier questions, answers or cited sentences. Refused turns are passed over; of the others,
    the last four count.
    """
    thread = [turn for turn in turns if turn.answered][-BACK:]
    if not thread:
        return ()
    reading = read(question)
    leaning = lean(reading)
    if leaning is None:
        return ()
    found = (_finished(text) for text in _readings(reading, leaning, thread))
    asked = _finished(reading.text)
    return tuple(dict.fromkeys(text for text in found if text != asked))[:READINGS]


def leans(question: str) -> bool:
    """Say whether a question leans on what came before it, by its words alone."""
    return lean(read(question)) is not None


def may_stand(question: str) -> bool:
    """Say whether a question that leans may be whole all the same: « Combien de victimes ? »."""
    reading = read(question)
    leaning = lean(reading)
    if leaning is None or leaning.kind is not Kind.ASKED or reading.linked:
        return False
    keys = [part.key for part in reading.parts if part.word]
    return keys[:1] == ["combien"] and reading.content > 0 and _TIME.isdisjoint(keys)


def _finished(text: str) -> str:
    return raised(" ".join(text.split(" ")).strip()) + QUESTION_MARK


def _readings(reading: Reading, leaning: Lean, turns: Sequence[Turn]) -> Iterator[str]:
    thread = offered(turns)
    earlier = asked_of(turns[-1])
    match leaning.kind:
        case Kind.PRONOUN:
            for named in fitting(
                thread, leaning.form, human=_human(reading, leaning), place=leaning.role == "place"
            ):
                yield fill.pronoun(reading, leaning, named)
        case Kind.POSSESSIVE:
            yield from _possessive(reading, leaning, thread)
        case Kind.DEMONSTRATIVE:
            yield from _demonstrative(reading, leaning, thread)
        case Kind.ASKED:
            yield from ellipsis.asked(reading, leaning, earlier, thread)
        case Kind.PHRASE:
            yield from swap.replaced(reading, leaning, earlier, thread)
        case Kind.ORDINAL:
            yield from swap.ordinal(reading, leaning.at, earlier)
        case Kind.TOPIC:
            yield from _topical(reading, leaning, thread)


def _human(reading: Reading, leaning: Lean) -> bool | None:
    """Say whether a person, a thing or either fits the pronoun, by the words around it."""
    keys = {part.key for part in reading.parts}
    who = leaning.role == "inverted" and reading.parts[0].key == "qui"
    if who or leaning.role in {"stressed", "dative"} or keys & _PERSONAL:
        return True
    return None


def _possessive(reading: Reading, leaning: Lean, thread: Sequence[Named]) -> Iterator[str]:
    mention = leaning.mention
    if mention is None:
        return
    owners = fitting(thread, leaning.form, human=True if mention.human else None)
    if mention.head in _OF_THINGS:
        owners = tuple(
            sorted(owners, key=lambda one: (one.human, one.head in _OF_THINGS, not one.proper))
        )
    for owner in owners:
        yield fill.possessive(reading, mention, owner.text)


def _demonstrative(reading: Reading, leaning: Lean, thread: Sequence[Named]) -> Iterator[str]:
    mention = leaning.mention
    if mention is None:
        return
    same = [one for one in thread if one.head == mention.head and one.text != mention.named]
    if same:
        fuller = sorted(same, key=lambda one: len(one.text.split()) < 3)
        yield from (fill.demonstrative(reading, mention, one) for one in fuller)
        return
    if leaning.role == "weak":
        return
    for one in _pointed(mention.head, leaning.form, thread):
        yield fill.demonstrative(reading, mention, one)


def _pointed(head: str, form: Form, thread: Sequence[Named]) -> Iterator[Named]:
    """Yield what a general noun may point at: a person, a town, a thing with a name, the topic."""
    for heads, human in _KINDS.values():
        if head in heads:
            yield from (one for one in thread if one.human is human and one.form.agrees(form))
            return
    if head in _TOWN:
        yield from (one for one in thread if one.place)
    if head in _EVENT:
        yield from (one for one in thread if not one.answer)
        return
    yield from (one for one in thread if one.name and not one.human)


def _topical(reading: Reading, leaning: Lean, thread: Sequence[Named]) -> Iterator[str]:
    if leaning.role == "identity":
        yield from (fill.detached(reading, one.text) for one in thread if one.proper)
        return
    about = [one for one in thread if not one.answer and one.head]
    named = [one for one in about if one.proper]
    for one in named or about:
        yield fill.topical(one.text, reading)
