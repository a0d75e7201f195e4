"""Whether a sentence says that its facts are not established.

Hearsay is told in the conditional (« il aurait fui »), which French also has for a wish, a regret,
an hypothesis, and the future seen from the past: these are taken out where they can be told, and
anything left in doubt is a hedge.
"""

import re

from rag.voice.habits import habit

_PERFECT = re.compile(r"(?:aurait|auraient)\b")


def hedged(sentence: str) -> bool:
    """Say whether a sentence holds a conditional of hearsay, or a word such as « présumé »."""
    if habit("hedge", "words").search(sentence):
        return True
    if habit("hedge", "supposing").search(sentence):
        return False
    wishes = [match.span() for match in habit("hedge", "wish").finditer(sentence)]
    ahead = habit("hedge", "ahead").search(sentence)
    for match in habit("hedge", "conditional").finditer(sentence):
        at = match.start()
        if habit("hedge", "imperfect").fullmatch(match.group()):
            continue
        if any(start <= at < end for start, end in wishes):
            continue
        if ahead and at >= ahead.end() and not _PERFECT.match(sentence, at):
            continue
        return True
    return False
