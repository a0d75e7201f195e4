"""Which words of a question are pronouns, and in what role: « la » may be an article, too."""

from rag.thread.words import Token, listed

_SUBJECTS = listed("clitic", "subject")
_STRESSED = listed("clitic", "stressed")
_AUXILIARY = listed("verb", "auxiliary")
_FINITE = _AUXILIARY | listed("verb", "other")
_BE = listed("verb", "be")
_PREPOSITIONS = listed("preposition", "all") | {"de", "d'"} - {"des", "aux", "au"}
_AFTER = listed("impersonal", "after")
_INVERTED = listed("impersonal", "inverted")
_ADJECTIVES = listed("impersonal", "adjectives")
_WEATHER = listed("impersonal", "weather")
_WEATHER_VERBS = listed("impersonal", "weather_verbs")
_MODAL = listed("verb", "modal")
_EXISTS = listed("impersonal", "exists")
_POINTING = listed("clitic", "pointing")
_LEADS = listed("clitic", "leads")


def role_of(parts: tuple[Token, ...], at: int) -> tuple[str, str]:
    """Return the role of a token's pronoun and its folded form; two "" when it holds none.

    Roles: `subject`, `inverted` (hung after its verb), `stressed` (after a preposition),
    `pointing` (« celui-ci »), `object`, `dative`, `place` (« y ») and `en`.
    """
    part = parts[at]
    if part.clitic in _SUBJECTS:
        return ("", "") if _stands_for_nothing(parts, at) else ("inverted", part.clitic)
    stem = part.key.split("-")[0]
    if stem in _POINTING and part.key.endswith(("-ci", "-la")):
        return "pointing", stem
    before = parts[at - 1] if at else None
    after = parts[at + 1] if at + 1 < len(parts) else None
    if (
        part.key in _STRESSED
        and before is not None
        and before.key in _PREPOSITIONS - {"que", "qu'"}
    ):
        return ("stressed", part.key) if not _carries(after) else _weak(part, before, after, parts)
    if part.key in _SUBJECTS:
        return ("", "") if _impersonal(parts, at) else ("subject", part.key)
    return _weak(part, before, after, parts)


def _weak(
    part: Token, before: Token | None, after: Token | None, parts: tuple[Token, ...]
) -> tuple[str, str]:
    if after is None:
        return "", ""
    if part.key in {"lui", "leur"} and (_carries(after) or (before and before.key == "qui")):
        return ("dative", part.key) if before is None or before.key != "de" else ("", "")
    if part.key == "y" and not (after.key in _EXISTS and not _participle_after(parts, after)):
        return (
            ("place", "y")
            if after.key != "en" and (before is None or before.key != "s'")
            else ("", "")
        )
    if part.key == "en" and (_carries(after) or (before and before.key in {"y", "qu'", "n'"})):
        return ("en", "en") if before is None or before.key != "ou" else ("", "")
    if part.key in {"le", "la", "les", "l'"} and _object(part, before, after, parts):
        return "object", part.key
    return "", ""


def _carries(after: Token | None) -> bool:
    """Say whether a word is surely the verb that a pronoun before it goes with."""
    return after is not None and (
        bool(after.clitic) or (after.key in _FINITE and after.text.casefold() != "à")
    )


def _participle_after(parts: tuple[Token, ...], verb: Token) -> bool:
    """Say whether « y a » goes on: « qui y a vécu »."""
    at = parts.index(verb)
    if verb.clitic == "il" or at + 1 >= len(parts):
        return False
    led = at >= 2 and parts[at - 2].key in {"qui", "on"}
    return led and parts[at + 1].word


def _object(part: Token, before: Token | None, after: Token, parts: tuple[Token, ...]) -> bool:
    if after.capital or (part.key == "l'" and _attributive(parts, after)):
        return False
    if _carries(after) and not (part.key != "l'" and after.key in {"fait", "compte", "reste"}):
        return True
    if part.key == "l'" or before is None:
        return before is not None and before.key in {"qui", "on"} and part.key == "l'"
    verbless = not any(
        other.clitic or other.key in _FINITE for other in parts if other is not after
    )
    if before.key in _LEADS:
        return verbless and (parts[0] is not before or before.key == "qui")
    led = before.key in _MODAL or (before.clitic == "on" and before.key in _MODAL)
    return led and after.key.endswith(("er", "ir", "re"))


def _attributive(parts: tuple[Token, ...], verb: Token) -> bool:
    """Say whether « l’ » is but « so »: « ne l’a-t-elle été que… », « l’est-il »."""
    at = parts.index(verb)
    return verb.key in _BE or (at + 1 < len(parts) and parts[at + 1].key == "ete")


def _impersonal(parts: tuple[Token, ...], at: int) -> bool:
    if parts[at].key != "il":
        return False
    rest = [part.key for part in parts[at + 1 : at + 5] if part.key not in {"n'", "ne"}]
    if not rest:
        return False
    if rest[0] in _AFTER or (rest[0] == "s'" and rest[1:2] in (["agit"], ["agissait"])):
        return rest[0] != "y" or (len(rest) > 1 and rest[1] in _EXISTS | {"en"})
    return rest[0] in _BE and any(key in _ADJECTIVES for key in rest[1:3])


def _stands_for_nothing(parts: tuple[Token, ...], at: int) -> bool:
    verb = parts[at]
    if verb.clitic != "il":
        return False
    before = parts[at - 1].key if at else ""
    after = parts[at + 1].key if at + 1 < len(parts) else ""
    if before == "y" or (before == "en" and at > 1 and parts[at - 2].key == "y"):
        return True
    if (verb.key, before) in {("fait", "se"), ("peut", "se"), ("pourrait", "se")}:
        return True
    if verb.key in _INVERTED or (before == "s'" and after in _INVERTED):
        return True
    if verb.key in _WEATHER_VERBS and any(p.key in _WEATHER for p in parts):
        return True
    next_ones = {part.key for part in parts[at + 1 : at + 3]}
    return (verb.key in _BE and bool(next_ones & _ADJECTIVES)) or (
        verb.key == "a" and after == "fallu"
    )
