"""A question put in full French words, those of the sources first."""

from collections.abc import Callable

from rag.spell import common
from rag.spell.data import listed
from rag.spell.nearest import SHORTEST
from rag.spell.spelt import spelt
from rag.spell.texting import asking, texted
from rag.spell.vocabulary import WORD, Vocabulary
from rag.text.fold import fold
from rag.text.marks import QUESTION_MARK

"""What ends a question that was mended: it is read better with than without."""

LEAST_KNOWN = 2 / 3
"""The share of a text's words that French or the sources know, when it reads as French."""

_FOREIGN = frozenset(map(fold, listed("texting.toml")["foreign"].split()))


def mended(question: str, vocabulary: Vocabulary, *, foreign: bool = False) -> str | None:
    """Return a question with its texting and its misspelt words put right; None when none is.

    Texting is told by the forms that nothing else asks with, or by the absence of any capital (or
    of anything else): only then is all of it written out. A question told `foreign` by its language
    is left as it is, but for the first. A word is misspelt when neither the sources nor common
    French have it. Mending what was mended changes nothing.
    """
    typed = " ".join(question.replace("’", "'").split())
    text = typed.lower() if typed.isupper() else typed
    full = _first_small(asking, text, vocabulary)
    hasty = full != text
    if not hasty:
        if foreign or not _FOREIGN.isdisjoint(fold(word) for word in WORD.findall(text)):
            return None
        # A telephone puts the first capital itself.
        hasty = (text if text.endswith(("?", ".", "!")) else text[1:]).islower()
    if hasty:
        full = _first_small(texted, full, vocabulary)
    full = spelt(full, vocabulary, hasty=hasty)
    if full in (text, ""):
        return None
    full = (full[:1].upper() + full[1:]).replace("'", "’")
    return full if full.endswith(("?", "!", ".", "…")) else full + QUESTION_MARK


def _first_small(verb: Callable[[str, Vocabulary], str], text: str, words: Vocabulary) -> str:
    """Apply a verb to a text as if it began without a capital, put back if its first word stays."""
    small = text[:1].lower() + text[1:]
    done = verb(small, words)
    return text[:1] + done[1:] if done[:1] == small[:1] else done


def reads_french(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a text is French by its words, which a detector of languages may miss.

    « nom societe proprio » is Spanish to one.
    """
    found = [word for word in map(fold, WORD.findall(text)) if len(word) >= SHORTEST]
    known = [word for word in found if word in vocabulary.entries or word in common.folded()]
    foreign = not _FOREIGN.isdisjoint(map(fold, WORD.findall(text)))
    return len(known) > 1 and len(known) >= LEAST_KNOWN * len(found) and not foreign
