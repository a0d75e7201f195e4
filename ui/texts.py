"""What the terminal and the web pages say alike, in French.

Typography: U+00A0 before `:`, `%` and inside the guillemets.
"""

from collections.abc import Mapping
from types import MappingProxyType

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "title": "titre",
        "standfirst": "chapeau",
        "subheading": "intertitre",
        "body": "texte de l’article",
        "quotebox": "citation en exergue",
        "caption": "légende ou crédit",
        "byline": "signature",
        "biography": "présentation de l’auteur",
        "comment": "commentaire de lecteur",
        "related": "renvoi à un autre article",
        "advert": "publicité",
        "navigation": "navigation du site",
    }
)
"""The name of each zone."""

SURE, LIKELY = 0.8, 0.5
"""From what probability a confidence is high, and from what one it is middling."""


HELP_APART = "Ces numéros ne viennent pas des sources."


def confidence_name(probability: float) -> str:
    """Name a calibrated probability."""
    if probability >= SURE:
        return "élevée"
    return "moyenne" if probability >= LIKELY else "faible"


def quoted(words: str) -> str:
    """Put words between guillemets."""
    return f"«\u00a0{words}\u00a0»"


def help_line(name: str, number: str, url: str | None) -> str:
    """Write a help line: who, at what number, on what page."""
    return f"{name}\u00a0: " + ", ".join(part for part in (number, url) if part)
