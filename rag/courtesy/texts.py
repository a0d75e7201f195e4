"""What is said, in French, to a message that asks nothing of the sources.

Typography: U+202F before `; ! ?`, U+00A0 before `:`.
"""

from pathlib import Path

SORROW = (
    "Ce que vous traversez est éprouvant, et vous n’avez pas à le porter sans aide. "
    "Sourcier ne fait que citer des documents\u202f; des personnes formées peuvent vous écouter, "
    "aux numéros indiqués à part."
)
"""The sentence of a distress without danger, grief or pain; the others are in `rag.messages`."""


TAKE_CARE = (
    "Prenez soin de vous. Les numéros indiqués à part restent joignables, "
    "pour vous comme pour un proche."
)
"""Said to thanks, or a greeting, that follow a distress."""

NO_VIEW = (
    "Sourcier n’a pas d’avis\u00a0: il cite ses sources. "
    "Demandez-lui ce qu’elles rapportent, ou ce qu’une personne y dit."
)
"""Said to who asks what the assistant itself thinks."""


def numbers_unreadable(path: Path) -> str:
    """Say that the file of help numbers cannot be read, or is not TOML."""
    return f"Fichier de numéros d’aide illisible\u00a0: {path}. Il faut un fichier TOML en UTF-8."


def numbers_invalid(path: Path, place: str) -> str:
    """Say which part of the file of help numbers is wrong."""
    where = f"«\u00a0{place}\u00a0»"
    return (
        f"Fichier de numéros d’aide mal formé\u00a0: {path}, {where}. "
        "Chaque table [[line]] porte label, number, themes et, au besoin, url."
    )
