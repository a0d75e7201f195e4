"""A message made plain, as the patterns of this package read it."""

import re

from rag.text import patterns
from rag.text.fold import fold

ASKED, TOLD = " ? ", " . "
"""What stands for the end of a question, and of any other sentence."""

_SAID = patterns.read("rag.courtesy", "plain.toml")
_QUOTED = re.compile(_SAID["quoted"])
_MYSELF = re.compile(_SAID["myself"])
_REPORTED = patterns.compiled(_SAID["reported"], {})
_ASKING = patterns.compiled(_SAID["asking"], {})
_INQUIRY = patterns.compiled(_SAID["inquiry"], {})
_ADVICE = patterns.compiled(_SAID["advice"], {})
_SENTENCE = re.compile(r"[^.?]+[.?]?")
_SPELLING = [(re.compile(hasty), meant) for hasty, meant in _SAID["spelling"]]
_ENDS = re.compile(r"[.!?;:…؟\n\r](?:\s*[.!?;:…؟])*")
_ASKS = frozenset("?؟")
_JOINED = re.compile(r"[^\w'^=]+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_SPACES = re.compile(r"\s+")
_OTHERS = " citation "


def plain(message: str) -> str:
    """Return a message without accents, case or marks, its hasty spellings put right.

    Sentences end with `ASKED` or `TOLD`. What stands between quotation marks is left out when the
    rest of the message is not said in the first person, for it is somebody else's.
    """
    text, at = "", 0
    folded = _own(fold(message))
    for end in _ENDS.finditer(folded + TOLD):
        words = _JOINED.sub(" ", folded[at : end.start()]).strip()
        text += words and words + (TOLD if _ASKS.isdisjoint(end.group()) else ASKED)
        at = end.end()
    text = _DRAWN_OUT.sub(r"\1", text)
    for hasty, meant in _SPELLING:
        text = hasty.sub(meant, text)
    return _SPACES.sub(" ", text).strip()


def own_words(text: str) -> str:
    """Return a plain message without what it says that others said."""
    return _REPORTED.sub(_OTHERS, text)


def asks(text: str) -> bool:
    """Say whether a plain message asks something of the sources, by its marks or its words.

    What to do for oneself is not asked of them.
    """
    return any(
        (sentence.endswith("?") or _ASKING.search(sentence) or _INQUIRY.search(sentence))
        and not _ADVICE.search(sentence)
        for sentence in _SENTENCE.findall(text)
    )


def _own(folded: str) -> str:
    rest = _QUOTED.sub(_OTHERS, folded)
    kept = rest.replace(_OTHERS, " ")
    if any(char.isalpha() for char in kept) and not _MYSELF.search(kept):
        return rest
    return folded
