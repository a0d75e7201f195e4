"""Questions that want a yes or a no: the sentence that settles it answers, whole.

A few words of it would tell neither, or the contrary: « demandé une adresse mail » cut from « il
n'était même pas demandé une adresse mail ».
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from rag.text import patterns
from rag.text.fold import fold
from rag.types import Candidate

_SIGNS = {
    key: re.compile(pattern)
    for key, pattern in patterns.read("rag.read", "patterns.toml")["whether"].items()
}
_SENTENCES = re.compile(r"(?<=\w\w[.!:;]) +")
_ENDS = " ?!."


def asks_whether(question: str) -> bool:
    """Say whether a question wants a yes or a no. A choice between two things does not."""
    text = " ".join(fold(question).split())
    bare = text.rstrip(_ENDS)
    if _SIGNS["choice"].search(question.casefold()):
        return False
    if opened := _SIGNS["opened"].search(bare):
        rest = bare[opened.end() :]
        return not (_SIGNS["known"].search(rest) and _SIGNS["asked"].search(rest))
    last = _SENTENCES.split(bare)[-1]
    if inverted := _SIGNS["inverted"].search(last):
        return not _SIGNS["asked"].search(last[: inverted.start()])
    if _SIGNS["asked"].search(last) or not _SIGNS["verb"].search(last):
        return False
    return text.endswith("?") or _SIGNS["either"].search(last) is not None


def sentences(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the sentences of candidates, each once, with the evidence of its best stretch."""
    best: dict[tuple[str, int, int], Candidate] = {}
    for one in candidates:
        key = one.sentence.source.id, one.sentence.start, one.sentence.end
        if key not in best or one.evidence > best[key].evidence:
            best[key] = replace(one, span=one.sentence)
    return list(best.values())
