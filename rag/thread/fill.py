"""A question with its pronoun, its possessive or its demonstrative filled in."""

from rag.thread import texts
from rag.thread.antecedent import Named
from rag.thread.gender import Form, of_noun
from rag.thread.joint import lowered, of, placed, raised, with_article
from rag.thread.lean import Lean
from rag.thread.mentions import Mention
from rag.thread.reading import Reading
from rag.thread.words import Token, listed

_CLITICS = listed("clitic", "all")
_WHO = frozenset({"qui", "quel", "quelle", "quels", "quelles"})
_LONG = 12
_QUE = frozenset({"que", "qu'"})
_BE = listed("verb", "be")


def pronoun(reading: Reading, leaning: Lean, named: Named) -> str:
    """Return the question with the pronoun's noun in its place, or before the whole question."""
    text, part = reading.text, reading.parts[leaning.at]
    if len(named.text.split()) > _LONG or (not named.head and not named.name):
        return detached(reading, named.text)
    if leaning.role == "inverted":
        return _inverted(reading, leaning.at, named.text)
    if leaning.role == "last":
        before = reading.parts[leaning.at - 1]
        return placed(text[: before.start], named.text, text[part.end :])
    if leaning.role in {"subject", "stressed", "pointing"}:
        return placed(text[: part.start], named.text, text[part.end :])
    return detached(reading, named.text)


def detached(reading: Reading, named: str) -> str:
    """Return « NP, question », the pronoun kept: the dislocation of spoken French."""
    return texts.DETACHED.format(subject=raised(named), question=lowered(reading.text))


def topical(topic: str, reading: Reading) -> str:
    """Return « NP : question », for what grammar cannot place."""
    return texts.TOPIC.format(topic=raised(topic), question=lowered(reading.text))


def _inverted(reading: Reading, at: int, named: str) -> str:
    text, parts = reading.text, reading.parts
    verb = parts[at]
    first = at
    while first and parts[first - 1].key in _CLITICS and not parts[first - 1].clitic:
        first -= 1
    asks = {part.key for part in parts[:first]}
    if at == len(parts) - 1 and first and "pourquoi" not in asks and first == at:
        stem = verb.text[: len(verb.text) - len(_hung(verb))]
        return f"{text[: verb.start]}{stem} {named}{text[verb.end :]}"
    if asks & _QUE or (first == 1 and parts[0].key in _WHO):
        return detached(reading, named)
    if first == 0:
        return f"{named} {lowered(text)}"
    return f"{text[: parts[first].start]}{named} {text[parts[first].start :]}"


def _hung(verb: Token) -> str:
    """Return the inverted pronoun of a verb with its hyphens, as written."""
    at = verb.text.rfind("-")
    return verb.text[at - 2 :] if verb.text[at - 2 : at].casefold() == "-t" else verb.text[at:]


def owned(mention: Mention, owner: str) -> str:
    """Return « le frère de Paul » for « son frère »."""
    first, _, noun = mention.named.partition(" ")
    return f"{with_article(_owned_form(first.casefold(), mention), noun)} {of(owner)}"


def possessive(reading: Reading, mention: Mention, owner: str) -> str:
    """Return the question with its possessive phrase given its owner."""
    text = reading.text
    return placed(text[: mention.start], owned(mention, owner), text[mention.end :])


def _owned_form(possessive_key: str, mention: Mention) -> Form:
    if possessive_key in {"ses", "leurs"}:
        return Form(mention.form.gender, "p")
    if possessive_key == "sa":
        return Form("f", "s")
    if possessive_key == "son":
        return Form("m", "s")
    return Form(of_noun(mention.head) or "m", "s")


def demonstrative(reading: Reading, mention: Mention, named: Named) -> str:
    """Return the question with what its demonstrative points at: in its place, or after it."""
    text = reading.text
    if named.head == mention.head:
        return placed(text[: mention.start], named.text, text[mention.end :])
    phrase = text[mention.start : mention.head_end]
    glossed = texts.GLOSSED.format(phrase=phrase, named=named.text)
    return text[: mention.start] + glossed + text[mention.head_end :]
