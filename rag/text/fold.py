"""Search keys: how words are compared, never how they are shown.

`words` finds the words of a text with their offsets; `terms` turns a text into the keys of the
lexical index: elisions apart, function words dropped, accents folded, then stemmed. In that order
a question typed without accents has the same keys; measured, it loses nothing to stemming first
(docs/recherche.md).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)(?:,\d+)?"  # 23 051
    r"|\d{1,2}[hH]\d{2}"  # 15h13
    r"|\d+(?:[.,]\d+)*"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+(?:[.-](?:[^\W\d_][\u0300-\u036f]*)+)*\d*"  # guet-apens
)
_ELISION = re.compile(r"(?i)\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)")

_FUNCTION_WORDS = """
a afin ai ainsi alors apres as assez au aucun aucune aujourd aupres auquel aura aurait auront aussi
autour autre autres aux avaient avait avant avec avez avoir ayant bien c ca car ce ceci cela celle
celles celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque
chez comme comment d dans de depuis des donc dont du durant elle elles en encore enfin entre es est
estce et etaient etait etant ete etes etre eu eux fait faire font fut hui il ils j je l la laquelle
le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme memes mes mien moi
moins mon n ne ni nos notre nous on ont or ou par parce pas pendant peu peut plus pour pourquoi
puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera serait seront ses si
sien soi soit son sont sous suis sur t ta tandis te tel telle telles tels tes toi ton toujours tous
tout toute toutes tres tu un une va vers voici voila vos votre vous y combien where what who when
how many much which the of in is was were did does do and to for by on at with from
"""
STOPWORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: code points, half-open, and its folded form."""

    start: int
    end: int
    key: str


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its apostrophes and spaces made plain."""
    lower = unicodedata.normalize("NFKD", text).casefold()
    lower = lower.replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, an elided article apart from its noun, in order."""
    skip = {match.end() - 1 for match in _ELISION.finditer(text)}
    for match in _WORD.finditer(text):
        if match.end() in skip:
            continue
        key = fold(match.group())
        if key[:1].isdigit():
            key = re.sub(r"\s", "", key)
        if not key:
            continue
        yield Word(match.start(), match.end(), key)


def spoken(question: str) -> str:
    """Return a question as it is searched and read: one all in capitals loses them.

    The model knows words in capitals by other, poorer pieces.
    """
    return question.lower() if question.isupper() else question


@lru_cache(maxsize=65536)
def _stem(key: str) -> str:
    # The stemmer object keeps state and is not safe to share between threads; it is cheap.
    stem: str = Stemmer.Stemmer("french", 0).stemWord(key)
    return stem


def terms(text: str) -> list[str]:
    """Return the lexical keys of a text, in order, repeats kept.

    A compound (« guet-apens », « coco.gg ») gives its parts, and a name with dots the whole too.
    """
    found: list[str] = []
    for word in words(text):
        if word.key in STOPWORDS:
            continue
        if word.key[0].isdigit():
            found.append(word.key)
            continue
        parts = [part for part in re.split(r"[-.]", word.key) if part and part not in STOPWORDS]
        found.extend(_stem(part) for part in parts)
        if "." in word.key:
            found.append(word.key)
    return found


@lru_cache(maxsize=8192)
def term_set(text: str) -> frozenset[str]:
    """Return the lexical keys of a text of the sources, each once; kept, for it is read again.

    Not for a question: nothing that a person asks is kept.
    """
    return frozenset(terms(text))
