"""An earlier question asked again with another interrogative: « Depuis quand ? »."""

import re
from collections.abc import Iterator, Sequence

from rag.thread import texts
from rag.thread.antecedent import Named
from rag.thread.frame import Frame, Shape, framed, topics
from rag.thread.joint import lowered, placed, raised
from rag.thread.lean import Lean
from rag.thread.mentions import Mention, mentions
from rag.thread.reading import Reading
from rag.thread.words import begins_with_vowel, tokens

_PARTICIPLE = re.compile(r"é(?:e|s|es)?$")
_WHETHER = re.compile(r"(?i)^est-ce qu(?:e |['’])")
_SOME = re.compile(r"(?i)\bdes (?=\w)")


def asked(reading: Reading, leaning: Lean, earlier: str, thread: Sequence[Named]) -> Iterator[str]:
    """Yield the earlier question with a new interrogative: « Depuis quand ? »."""
    word = reading.text[leaning.start : leaning.end]
    frame = framed(earlier)
    answer = next((one for one in thread if one.answer), None)
    clause = _reasked(frame, word, answer if thread[:1] == (answer,) else None)
    if clause:
        yield frame.lead + (lowered(clause) if frame.lead else clause)
    about = ", ".join(one.named for one in topics(earlier)[:2])
    if not about:
        about = next((one.text for one in thread if one.proper), "")
    if about:
        yield texts.TOPIC.format(topic=raised(about), question=lowered(word))
    if not clause:
        yield texts.AND_ASKED.format(question=earlier, asked=lowered(word))


def _reasked(frame: Frame, word: str, answer: Named | None) -> str:
    """Return the earlier question asked with another word; "" where grammar is not sure."""
    key = " ".join(part.key for part in tokens(word))
    if key in {"qui d'autre", "qui d' autre", "qui encore"}:
        return f"{word} {frame.body}" if frame.word == "qui" else ""
    if frame.shape is Shape.SUBJECT and frame.which is not None and key == "combien":
        return f"{placed(word + ' de ', frame.which.named)} {frame.body}"
    if key.startswith(("combien de ", "combien d' ")) and not key.startswith("combien de temps"):
        return _recounted(frame, word)
    if key.startswith(("quel", "qui", "lequel", "laquelle", "lesquel")):
        return ""
    if key == "combien" and frame.shape is not Shape.ADVERB:
        return _counted(frame, word)
    return _rebuilt(frame, word, answer)


def _recounted(frame: Frame, word: str) -> str:
    """Count something else of the same gender in the same sentence; "" where that is unsure."""
    new = next((one for one in mentions(word) if one.asked and one.bare), None)
    old = frame.which
    same = new is not None and old is not None and new.form == old.form and old.bare
    alike = same and frame.word == "combien" and new is not None and new.end == len(word)
    return f"{word} {frame.body}" if alike else ""


def _counted(frame: Frame, word: str) -> str:
    """Count what a closed question asked about: « Des suspects ont-ils… », « Y a-t-il des… »."""
    body = _WHETHER.sub("", frame.body)
    some = _SOME.search(body)
    if frame.shape not in {Shape.CLOSED, Shape.PLAIN} or some is None:
        return ""
    if some.start() == 0:
        return placed(f"{word} de ", body[some.end() :])
    return f"{word} " + placed(lowered(body[: some.start()]) + "de ", body[some.end() :])


def _rebuilt(frame: Frame, word: str, answer: Named | None) -> str:
    match frame.shape:
        case Shape.ADVERB:
            return f"{word} {frame.body}"
        case Shape.CLOSED:
            return f"{word} {lowered(frame.body)}"
        case Shape.PLAIN:
            return _clause(word, lowered(frame.body))
        case Shape.SUBJECT:
            subject = _subject(frame, answer)
            return _clause(word, f"{subject} {frame.body}") if subject else ""
        case Shape.OBJECT if frame.which is not None:
            return _object(frame.body, word, frame.which)
        case _:
            return ""


def _clause(word: str, clause: str) -> str:
    return placed(texts.WHETHER.format(asked=word), clause)


def _subject(frame: Frame, answer: Named | None) -> str:
    if frame.which is not None and not (answer is not None and answer.name):
        return _thing(frame.which)
    if answer is None or (answer.form.number == "p") != _plural_verb(frame.body):
        return ""
    return answer.text


def _plural_verb(body: str) -> bool:
    first = tokens(body)[0].key
    return first in {"ont", "sont", "font", "vont"} or first.endswith("ent")


def _object(body: str, word: str, which: Mention) -> str:
    """Put the asked object back after its verb, whose participle then agrees no more."""
    parts = tokens(body)
    at = next((at for at, part in enumerate(parts) if part.clitic), None)
    if at is None or at + 1 >= len(parts):
        return ""
    participle = parts[at + 1]
    if not _PARTICIPLE.search(participle.text):
        return ""
    plain = _PARTICIPLE.sub("é", participle.text)
    return f"{word} {body[: participle.start]}{plain} {_thing(which)}{body[participle.end :]}"


def _thing(which: Mention) -> str:
    if which.form.number == "p":
        return texts.SOME.format(noun=which.named)
    this = texts.THIS[which.form.gender or "m", "s"]
    if this == texts.THIS["m", "s"] and begins_with_vowel(which.named):
        this = texts.THIS_BEFORE_VOWEL
    return f"{this} {which.named}"
