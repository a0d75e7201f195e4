"""What a stretch of a source says, so that two answers to one question can be compared."""

from rag.values.kinds import Name, Quantity, Relation, Value, Words
from rag.values.quantity import Said, quantities_in
from rag.values.relate import close, relation
from rag.values.value import value_of

__all__ = [
    "Name",
    "Quantity",
    "Relation",
    "Said",
    "Value",
    "Words",
    "close",
    "quantities_in",
    "relation",
    "value_of",
]
