"""Sources made from a text in which the words to judge stand between [[ and ]]."""

from rag.types import Source, Span


def marked(text: str) -> Span:
    """Return the marked words, inside the text without its marks."""
    start = text.index("[[")
    end = text.index("]]") - 2
    plain = text.replace("[[", "").replace("]]", "")
    return Span(Source("s", "s.txt", plain, "0"), start, end)
