"""The French words of ours that lead an answer and say whose words follow.

Typography: U+00A0 before `:` and inside the guillemets, as in `rag.messages`.
"""

COMMENT = "Selon le commentaire d’un lecteur, qui n’engage que lui,"
SOMEONE = "Selon une personne que la source cite,"
RUMOUR = "Sous toutes réserves, d’après la source,"
REPORTED = "Selon ce que rapporte la source,"
RESERVED = "sous toutes réserves"
UNCONTRACTED = {"du": "le ", "des": "les "}


def according(name: str) -> str:
    """Lead words whose speaker the source names."""
    return f"Selon {name},"


def from_source(name: str) -> str:
    """Lead words of a source that has no article: « source policière »."""
    return f"De {name},"
