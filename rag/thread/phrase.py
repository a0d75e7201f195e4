"""Where a noun phrase or a name begins and ends, told by its words."""

import re

from rag.text.fold import fold
from rag.thread.gender import Form, human_noun, of_name, of_phrase
from rag.thread.mention import Mention
from rag.thread.words import Token, endings, listed

_DETERMINERS = (
    listed("determiner", "masculine")
    | listed("determiner", "feminine")
    | listed("determiner", "plural")
    | listed("determiner", "elided")
    | listed("possessive", "singular")
    | listed("possessive", "plural")
    | listed("possessive", "shared")
    | listed("determiner", "spoken")
)
_FUSED = {"du": "le ", "au": "le ", "des": "les ", "aux": "les "}
_QUEL = listed("wh", "quel")
_WH = listed("wh", "all")
_BEFORE = listed("adjective", "before")
_ADJECTIVES = endings("adjective", "endings")
_NOT_ADJECTIVES = listed("adjective", "not")
_VERBS = listed("verb", "auxiliary") | listed("verb", "other") | listed("verb", "be")
_COMPLEMENT = listed("preposition", "complement")
FUNCTION = (
    _DETERMINERS
    | _WH
    | _COMPLEMENT
    | _VERBS
    | listed("preposition", "all")
    | listed("clitic", "all")
    | listed("clitic", "subject")
    | listed("function", "more")
)
_JOINS = listed("function", "joins")
_TITLES = listed("human", "titles")
_FIRST_NAMES = listed("name", "masculine") | listed("name", "feminine")
_WAYS = listed("noun", "ways")


def mention_at(text: str, parts: tuple[Token, ...], at: int) -> Mention | None:
    """Return the phrase or name that begins at a token, or None."""
    key = parts[at].key
    if key in _DETERMINERS or key in _QUEL:
        head = _past_adjectives(parts, at + 1)
        if head < len(parts) and _is_noun(parts[head], at=head):
            return _phrase(text, parts, (at, head))
        named = _name_end(parts, at + 1, opening=False)
        return _name(text, parts, (at, at + 1, named)) if named > at + 1 else None
    if key in {"de", "d'"} and at and parts[at - 1].key == "combien":
        head = _past_adjectives(parts, at + 1)
        if head < len(parts) and _is_noun(parts[head], at=head):
            return _phrase(text, parts, (at, head))
    end = _name_end(parts, at, opening=at == 0)
    return _name(text, parts, (at, at, end)) if end > at else None


def _is_noun(part: Token, *, at: int) -> bool:
    if not part.word or part.clitic or part.key in FUNCTION:
        return False
    return not part.capital and part.text[0].isalpha() and at > 0


def _past_adjectives(parts: tuple[Token, ...], at: int) -> int:
    while (
        at + 1 < len(parts)
        and (parts[at].key in _BEFORE or parts[at].text.isdigit())
        and not parts[at].capital
        and _is_noun(parts[at + 1], at=at + 1)
    ):
        at += 1
    return at


def _name_end(parts: tuple[Token, ...], at: int, *, opening: bool) -> int:
    """Return where the name that begins at a token ends; `at` itself when none does."""
    if at >= len(parts) or not _name_part(parts[at], opening=opening):
        return at
    end = at + 1
    while end < len(parts):
        joined = end
        while joined < len(parts) and parts[joined].key in _JOINS and joined - end < 2:
            joined += 1
        if (
            joined == len(parts)
            or not _name_part(parts[joined], opening=False)
            or (joined > end and parts[end].key == "et")
            or (joined > end and _person(parts[at]) and parts[end].key in {"la", "les", "en"})
        ):
            break
        end = joined + 1
    if opening and end == at + 1 and parts[at].key not in _FIRST_NAMES and not _dotted(parts[at]):
        follows = parts[end] if end < len(parts) else None
        known = follows is not None and (
            follows.text == "," or bool(follows.clitic) or follows.key in _VERBS
        )
        return end if known else at
    return end


def _dotted(part: Token) -> bool:
    return "." in part.text or part.text[0] == "«" or part.text[:2].isupper()


def _name_part(part: Token, *, opening: bool) -> bool:
    if not part.word or not part.capital or part.clitic:
        return False
    if part.text.isdigit() or (opening and part.key in FUNCTION):
        return False
    return part.key not in _WH and (
        part.key not in FUNCTION
        or len(part.text) > 3
        or (part.text.isupper() and len(part.text) > 1)
    )


def _person(part: Token) -> bool:
    return part.key.split("-")[0] in _FIRST_NAMES or part.key.rstrip(".") in _TITLES


def _name(text: str, parts: tuple[Token, ...], where: tuple[int, int, int]) -> Mention:
    first, begins, last = where
    named = text[parts[begins].start : parts[last - 1].end]
    determiner = parts[first].key if first < begins else ""
    form = of_name(parts[begins:last])
    human = _person(parts[begins])
    if determiner:
        named = _standing(text, parts, first, last)
        form = of_phrase(determiner, fold(parts[begins].text))
        if determiner == "l'":
            form = Form("", "s")
    elif not human and last - begins >= 2 and all(part.capital for part in parts[begins:last]):
        # Two capitals and no article are a person more often than anything else in the press.
        human = parts[begins].text[0] != "«" and not parts[begins].text.isupper()
    end = parts[last - 1].end
    return Mention(
        first, last, parts[first].start, end, named, fold(parts[begins].text), form,
        name=True, human=human, head_end=end, fused=_fused(determiner),
        determined=bool(determiner),
    )  # fmt: skip


def _phrase(text: str, parts: tuple[Token, ...], where: tuple[int, int]) -> Mention:
    first, head = where
    asked = parts[first].key in _QUEL or parts[first].key in {"de", "d'"}
    last = _past_complements(parts, head + 1, asked=asked)
    if asked and parts[head].key in _WAYS:
        last = head + 1
    determiner = "" if asked else parts[first].key
    form = of_phrase(determiner, parts[head].key)
    if parts[first].key in _QUEL:
        gender = "f" if "elle" in parts[first].key else "m"
        form = Form(gender, "p" if parts[first].key.endswith("s") else "s")
    elif asked:
        form = Form(form.gender, "p")
    indefinite = determiner in listed("determiner", "indefinite")
    return Mention(
        first, last, parts[first].start, parts[last - 1].end,
        _standing(text, parts, first, last), parts[head].key, form,
        name=False, human=human_noun(parts[head].key), asked=asked,
        indefinite=indefinite, head_end=parts[head].end, fused=_fused(determiner),
    )  # fmt: skip


def _past_complements(parts: tuple[Token, ...], at: int, *, asked: bool = False) -> int:
    while at < len(parts):
        part = parts[at]
        if part.key in _COMPLEMENT:
            end = _past_inner(parts, at)
            if end == at:
                return at
            at = end
        elif (end := _name_end(parts, at, opening=False)) > at:
            # « Dans quelle ville Vinci a-t-elle… »: the name is the subject.
            if asked:
                return at
            at = end
        elif _is_adjective(part):
            at += 1
        else:
            return at
    return at


def _past_inner(parts: tuple[Token, ...], at: int) -> int:
    """Return where the phrase under a « de » reaches, its own complements left; `at` if none."""
    begins = at if parts[at].key in {"du", "des"} else at + 1
    if begins >= len(parts) or parts[begins].key in _QUEL:
        return at
    led = parts[begins].key in _DETERMINERS
    head = _past_adjectives(parts, begins + 1 if led else begins)
    if head < len(parts) and _is_noun(parts[head], at=head):
        return head + 1
    named = _name_end(parts, begins + 1 if led else begins, opening=False)
    return named if named > begins + 1 or (named > begins and not led) else at


def _is_adjective(part: Token) -> bool:
    return (
        part.word
        and not part.clitic
        and part.key not in FUNCTION
        and part.key not in _NOT_ADJECTIVES
        and len(part.key) > 3
        and part.key.endswith(_ADJECTIVES)
        and (fold(part.text[-1:]) != "e" or _surely_adjective(part.text))
    )


def _surely_adjective(written: str) -> bool:
    """Say whether a word in -e is one: « ferme » and « dirige » are verbs, « fermée » is not."""
    return bool(re.search(r"(?:[éèêlnsvtqr]u?e|é|ble|que|ire|ière)$", written)) and not re.search(
        r"[^éil](?:re|te|se|ne)$", written
    )


def _fused(determiner: str) -> str:
    return {"du": "de", "des": "de", "au": "à", "aux": "à"}.get(determiner, "")


def _standing(text: str, parts: tuple[Token, ...], first: int, last: int) -> str:
    """Write a phrase so that it stands by itself, its determiner apart and in lower case."""
    lead = parts[first]
    rest = text[parts[first + 1].start : parts[last - 1].end]
    if lead.key in {"de", "d'"} or lead.key in _QUEL:
        return rest
    if lead.key in _FUSED:
        return _FUSED[lead.key] + rest
    between = text[lead.end : parts[first + 1].start]
    return lead.text[:1].lower() + lead.text[1:] + between + rest
