"""Marks that our own rules write, as French sets them."""

QUESTION_MARK = "\u202f?"
"""The mark that ends a question: a narrow no-break space goes before it."""
