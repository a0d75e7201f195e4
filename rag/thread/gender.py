"""The gender and number of French nouns and names, guessed from determiners and endings."""

from dataclasses import dataclass

from rag.thread.words import Token, endings, listed

_DETERMINERS = {
    "m": listed("determiner", "masculine"),
    "f": listed("determiner", "feminine"),
}
_PLURAL = listed("determiner", "plural")
_SURE = {
    "m": listed("noun", "masculine") | listed("human", "masculine"),
    "f": listed("noun", "feminine") | listed("human", "feminine"),
}
_ENDINGS = sorted(
    [(ending, "f") for ending in endings("noun", "feminine_endings")]
    + [(ending, "m") for ending in endings("noun", "masculine_endings")],
    key=lambda pair: -len(pair[0]),
)
_NAMES = {"m": listed("name", "masculine"), "f": listed("name", "feminine")}
_HUMAN = listed("human", "nouns")
_HUMAN_ENDINGS = endings("human", "endings")
_NOT_HUMAN = listed("human", "not")
_TITLES = {
    "m": frozenset({"m", "mr", "monsieur"}),
    "f": frozenset({"mme", "mlle", "madame", "mademoiselle"}),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A gender (`m`, `f`) and a number (`s`, `p`); "" where nothing tells."""

    gender: str = ""
    number: str = ""

    def agrees(self, other: "Form") -> bool:
        """Say whether both may stand for one thing; what is unknown fits all."""
        return all(
            not mine or not theirs or mine == theirs
            for mine, theirs in ((self.gender, other.gender), (self.number, other.number))
        )


ANY = Form()

PRONOUNS = {
    "il": Form("m", "s"),
    "elle": Form("f", "s"),
    "ils": Form("m", "p"),
    "elles": Form("f", "p"),
    "eux": Form("m", "p"),
    "le": Form("m", "s"),
    "la": Form("f", "s"),
    "l'": Form("", "s"),
    "les": Form("", "p"),
    "lui": Form("", "s"),
    "leur": Form("", "p"),
    "y": Form(),
    "en": Form(),
    "celui": Form("m", "s"),
    "celle": Form("f", "s"),
    "ceux": Form("m", "p"),
    "celles": Form("f", "p"),
}
"""What each pronoun may stand for."""


def singular(key: str) -> str:
    """Return a folded noun without the mark of its plural."""
    if key.endswith("aux") and not key.endswith("eaux"):
        return key[:-3] + "al"
    return key[:-1] if key.endswith(("s", "x")) and len(key) > 3 else key


def of_noun(key: str) -> str:
    """Return the gender of a folded noun, from lists, then from its ending; "" if none tells."""
    bare = singular(key)
    for form in (key, bare):
        for gender, sure in _SURE.items():
            if form in sure:
                return gender
    if bare.endswith("e") and bare[:-1] in _HUMAN:
        return "f"  # « avocate », « présidente »
    return next((gender for ending, gender in _ENDINGS if bare.endswith(ending)), "")


def of_phrase(determiner: str, noun: str) -> Form:
    """Return the form of a noun under its determiner, both folded; the determiner is believed."""
    plural = determiner in _PLURAL or (not determiner and singular(noun) != noun)
    for gender, listing in _DETERMINERS.items():
        if determiner in listing:
            return Form(gender, "s")
    return Form(of_noun(noun), "p" if plural else "s")


def of_name(parts: tuple[Token, ...]) -> Form:
    """Return the form of a proper name: a first name or a title tells, nothing else does."""
    for part in parts:
        first = part.key.split("-")[0].rstrip(".")
        for gender, titles in _TITLES.items():
            if first in titles:
                return Form(gender, "s")
    first = parts[0].key.split("-")[0]
    for gender, names in _NAMES.items():
        if first in names:
            return Form(gender, "s")
    return Form("", "s")


def human_noun(key: str) -> bool:
    """Say whether a folded noun names a person, by its list or its ending."""
    bare = singular(key)
    if key in _HUMAN or bare in _HUMAN:
        return True
    return bare not in _NOT_HUMAN and len(bare) > 5 and bare.endswith(_HUMAN_ENDINGS)
