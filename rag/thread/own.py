"""Whether what a pronoun or a possessive stands for is in the question itself."""

from rag.thread.gender import PRONOUNS, Form
from rag.thread.mentions import Mention, inner
from rag.thread.reading import Reading
from rag.thread.words import Token, listed, tokens

_COMPLEMENTS = frozenset({"object", "dative", "place", "en"})
_SUBORDINATORS = listed("function", "subordinators")
_SPOKEN_NAMES = (listed("name", "masculine") | listed("name", "feminine")) - listed("name", "words")
_SUBJECTS = listed("clitic", "subject") | {"on", "je", "tu", "nous", "vous"}
_APART = listed("verb", "apart")
_VERBS = listed("verb", "auxiliary") | listed("verb", "other") | listed("verb", "be")
_BE = listed("verb", "be")


def holds(reading: Reading, at: int, form: Form, role: str) -> bool:
    """Say whether what the pronoun stands for is in the question itself."""
    here = reading.parts[at].start
    if any(part.text in _SPOKEN_NAMES for part in reading.parts):
        return True
    if role == "subject" and any(p.key.startswith("lequel") for p in reading.parts[:1]):
        return True
    before = [one for one in reading.found if one.end <= here and not one.time]
    after = [one for one in reading.found if one.start > here and not one.time]
    fitting = [one for one in before if _fits(reading, form, one, here)]
    if fitting and (role not in _COMPLEMENTS or _apart(reading, here, before, fitting)):
        return True
    return any(
        one.form.agrees(form)
        and not (one.indefinite or one.asked)
        and "," in reading.text[here : one.start]
        for one in after
    )


def _fits(reading: Reading, form: Form, one: Mention, here: int) -> bool:
    if any(other.form.agrees(form) for other in inner(one) if other.name):
        return True
    if one.asked and _same_clause(reading, one, here):
        return False
    return one.form.agrees(form)


def _apart(reading: Reading, here: int, before: list[Mention], fitting: list[Mention]) -> bool:
    """Say whether a fitting phrase may be the object: it is no subject of the pronoun's verb."""
    return (
        len(fitting) > 1
        or before[-1] is not fitting[-1]
        or reading.text[fitting[-1].end :].lstrip().startswith(",")
        or not _same_clause(reading, fitting[-1], here)
    )


def _same_clause(reading: Reading, one: Mention, here: int) -> bool:
    between = tokens(reading.text[one.end : here])
    return not any(part.key in _SUBORDINATORS or part.text == "," for part in between)


def owner_in(reading: Reading, mention: Mention, wanted: Form) -> bool:
    """Say whether a possessive phrase has its owner in the question: « Qui vend sa maison ? »."""
    parts, at = reading.parts, mention.first
    apart = (one for one in reading.found if not one.first <= at < one.last and not one.time)
    if any(one.form.agrees(wanted) and _may_own(one, mention, parts) for one in apart):
        return True
    if any(part.clitic in _SUBJECTS for part in parts):
        return True
    if any(part.key in PRONOUNS and part.key in _SUBJECTS for part in parts[:at]):
        return True
    return parts[0].key == "qui" and parts[1].key not in _APART


def _may_own(one: Mention, owned: Mention, parts: tuple[Token, ...]) -> bool:
    if one.asked:
        # « Quel homme a vendu sa maison ? »: it owns as the subject only.
        follows = parts[one.last].key if one.last < len(parts) else ""
        return follows in _VERBS and follows not in _BE and parts[one.last].clitic == ""
    return one.name or one.last <= owned.first
