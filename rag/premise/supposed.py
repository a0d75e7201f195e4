"""What a question supposes to have happened: to whom, and the words that say it."""

import re
from dataclasses import dataclass

from rag.text import patterns
from rag.text.fold import STOPWORDS, fold, terms
from rag.thread.words import Token, listed, tokens

_SAID = patterns.read("rag.premise", "opposites.toml")
_WH = listed("wh", "all")
_BE = listed("verb", "auxiliary") | listed("verb", "be")
_SUBJECTS = listed("clitic", "subject")
_NEGATES = frozenset(_SAID["denial"]["question"].split())
_MARK = re.compile(r"[^\w\s]")
_FUTURE = tuple(_SAID["denial"]["future"].split())
_NEAR = 3
"""Words before a verb among which its auxiliary stands."""
_LATEST = 4
"""Words before which an open question has its interrogative."""
_SKIPPED = frozenset(_SAID["denial"]["skipped"].split())


@dataclass(frozen=True, slots=True)
class Stems:
    """Beginnings of folded words; one that ends with « $ » is a whole word."""

    listed: tuple[str, ...]

    def match(self, word: str) -> bool:
        """Say whether a folded word begins so."""
        return any(
            word == stem[:-1] if stem.endswith("$") else word.startswith(stem)
            for stem in self.listed
        )


@dataclass(frozen=True, slots=True)
class Supposed:
    """An event: `who` it happened to, as search keys; the words that say it, and the contrary.

    `names` are the folded proper names among them.
    """

    who: frozenset[str]
    names: frozenset[str]
    said: Stems
    contrary: Stems


def supposed(question: str) -> Supposed | None:
    """Return what an open question takes for granted; None when its words do not tell.

    A question that denies supposes that something did not happen: that is not looked for.
    """
    parts = tokens(question)
    keys = [part.key for part in parts]
    if _WH.isdisjoint(keys[:_LATEST]) or not _NEGATES.isdisjoint(keys):
        return None
    at = _predicate(parts)
    if at is None or any(key.endswith(_FUTURE) for key in keys[max(0, at - _NEAR) : at + 1]):
        return None
    named = [part.key for part in parts[1:] if part.capital and part.word]
    names = frozenset(word for key in named for word in plain(key)) - STOPWORDS
    who = names or frozenset(terms(question)) - set(terms(parts[at].text))
    one, other = _classes(parts[at].key, parts[at].text)
    return Supposed(who, names, one, other) if who else None


def plain(text: str) -> list[str]:
    """Return the folded words of a text, its marks dropped: « n'est » gives two."""
    return _MARK.sub(" ", fold(text)).split()


def _predicate(parts: tuple[Token, ...]) -> int | None:
    """Return where the word stands that says the event: one that has a contrary, else a verb."""
    for at, part in enumerate(parts):
        if at and not part.capital and any(one.match(part.key) for pair in _PAIRS for one in pair):
            return at
    for at, part in enumerate(parts):
        if part.key in _BE and part.clitic in _SUBJECTS:
            after = at + 1
            while after < len(parts) and _skips(parts[after].key):
                after += 1
            if after < len(parts) and parts[after].word and len(parts[after].key) > _LATEST:
                return after
    return None


def _skips(key: str) -> bool:
    return key in _SKIPPED or key.endswith("ment")


def _classes(key: str, text: str) -> tuple[Stems, Stems]:
    alike = [one for one in _ALIKE if one.match(key)]
    for one, other in _PAIRS:
        if one.match(key):
            return (alike[0] if alike else one), other
    return (alike[0] if alike else Stems(tuple(terms(text)) or (key,))), Stems(())


def _stems(words: str) -> Stems:
    return Stems(tuple(words.split()))


_PAIRS = [
    two
    for pair in _SAID["pair"]
    for two in (
        (_stems(pair["one"]), _stems(pair["other"])),
        (_stems(pair["other"]), _stems(pair["one"])),
    )
]
_ALIKE = [_stems(words) for words in _SAID["alike"]["classes"]]
