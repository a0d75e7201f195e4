"""What a stretch says, read as the question expects."""

import re

from rag.moments import moment_of, published_date
from rag.read.expect import Expected
from rag.text.fold import fold, terms
from rag.types import Span
from rag.values.kinds import Value, Words
from rag.values.names import name_of
from rag.values.quantity import is_quantity, quantity_of

_DENIES = re.compile(r"\bn'|\b(?:ne|pas|non|jamais|aucune?|sans|ni|nul(?:le)?|rien)(?!\w)")
_ASIDE = re.compile(r"\([^()]*\)")


def value_of(span: Span, sentence: Span, expected: Expected) -> Value:
    """Return what a stretch says: a moment, a quantity or a name as expected, else its words.

    What the question expects is tried first. A stretch that is wholly a quantity is one whatever
    is expected, since few questions tell (« À quoi est évalué le préjudice ? »).

    Args:
        span: the stretch that answers.
        sentence: the sentence that holds it, where units and hedges are read.
        expected: the kind of answer that the question expects.

    Raises:
        GroundingError: when the stretch is not inside the sentence.
    """
    if expected is Expected.DATE:
        moment = moment_of(span, sentence, published_date(span.source))
        if moment is not None:
            return moment
    if expected in {Expected.NUMBER, Expected.DATE} or is_quantity(span, sentence):
        quantity = quantity_of(span, sentence)
        if quantity is not None:
            return quantity
    if expected is Expected.PERSON:
        name = name_of(span, sentence)
        if name is not None:
            return name
    return words_of(span)


def words_of(span: Span) -> Words:
    """Return the search keys of a stretch, asides in brackets left out where words remain."""
    text = span.text
    keys = terms(_ASIDE.sub(" ", text)) or terms(text)
    return Words(frozenset(keys), _DENIES.search(fold(text)) is not None, next(iter(keys), ""))
