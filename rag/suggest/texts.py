"""The French of suggested questions. Typography: U+202F before the question mark."""

from rag.text.marks import QUESTION_MARK

WHO = "Qui est {name}" + QUESTION_MARK
ACRONYM = "Que désigne le sigle {acronym}" + QUESTION_MARK
WHEN = "Quand {subject} {verb}{rest}" + QUESTION_MARK
YEAR = "En quelle année {subject} {verb}{rest}" + QUESTION_MARK
HOW_MANY = "Combien {of}{rest}" + QUESTION_MARK
HOW_MANY_DID = "Combien {of}{counted} {subject} {verb}" + QUESTION_MARK
HOW_MUCH = "Combien {subject} {verb}" + QUESTION_MARK
TENSE = (" furent ", " ont été ")
"""What is written is asked as it is spoken."""
OF, OF_VOWEL = "de ", "d’"
PRONOUNS = {"m": "il", "f": "elle"}
AUXILIARIES = {
    "a été": "a-t-{pronoun} été",
    "avait été": "a-t-{pronoun} été",
    "fut": "a-t-{pronoun} été",
    "sera": "sera-t-{pronoun}",
    "est": "est-{pronoun}",
    "a": "a-t-{pronoun}",
    "avait": "a-t-{pronoun}",
    "aura": "a-t-{pronoun}",
}
BEEN = "a-t-{pronoun} été {participle}"
