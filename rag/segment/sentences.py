"""Sentence boundaries that respect French.

`sentencex` proposes the boundaries, with offsets; a few that French forbids are then taken back:
after a title or an abbreviation (« M. », « art. »), an initial, or before what cannot open a
sentence.
"""

import re

import sentencex

_NEVER_LAST = re.compile(
    r"(?:^|[\s(«“\"'’])"
    r"(?:M|MM|Mme|Mmes|Mlle|Mlles|Me|Mes|Dr|Drs|Pr|Prs|Mgr|Ste?|St|cf|art|al|p|pp|vol|chap|éd|env"
    r"|tél|n|no|nos|av|apr|bd|boul|fig|ill|hab|min|max|dép|arr|préf|adj|cdt|cap|col|gén|lt|sgt|ex"
    r"|[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ])*)"
    r"\.\s*$"
)
_CANNOT_OPEN = re.compile(r"^[a-zà-öø-ÿ,;:)\]»”!?…-]|^\d{1,2}\s*(?:h|min|s)\b")


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences: code points, half-open, white space left out.

    The stretches are in order, apart, and only white space stands between them.
    """
    found: list[tuple[int, int]] = []
    joining = False
    for boundary in sentencex.get_sentence_boundaries("fr", text):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = text[start:end]
        stripped = piece.strip()
        if not stripped:
            continue
        start += len(piece) - len(piece.lstrip())
        end = start + len(stripped)
        if found and (joining or _CANNOT_OPEN.match(stripped)):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        joining = bool(_NEVER_LAST.search(text[found[-1][0] : end]))
    return found
