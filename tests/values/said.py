"""Sentences written with their answer in brackets: « Il a [41 ans]. »."""

from rag.read.expect import Expected
from rag.types import Source, Span
from rag.values import Relation, Value, relation, value_of


def said(marked: str, expected: Expected) -> Value:
    """Read the bracketed part of a sentence, or the whole where no bracket is."""
    left, opened, rest = marked.partition("[")
    answer, _, right = rest.partition("]") if opened else (left, "", "")
    left = left if opened else ""
    # Text around the sentence, so that an offset counted from the wrong place shows.
    text = f"Avant, 77. {left}{answer}{right} Après, 88."
    source = Source("essai", "essai.txt", text, "0")
    sentence = Span(source, 11, 11 + len(left + answer + right))
    start = sentence.start + len(left)
    return value_of(Span(source, start, start + len(answer)), sentence, expected)


def related(one: str, other: str, expected: Expected) -> Relation:
    """Return how two marked sentences stand to each other, the same both ways."""
    first, second = said(one, expected), said(other, expected)
    found = relation(first, second)
    assert relation(second, first) is found
    return found
