"""A small bench: sources, cases on them, and where results go."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SOURCES = {
    "chenes.txt": (
        "Douze chênes pour la place Viarme\n\n"
        "La commune a planté 12 chênes sur la place Viarme, pour un coût de 23\u202f051 euros, "
        "mardi 12 mars, devant deux cents habitants venus avec leurs enfants.\n\n"
        "Les jardiniers les arroseront deux fois par semaine jusqu’en septembre, a promis "
        "l’adjointe Claire Dubois, qui espère que tous survivront à leur premier été.\n"
    ),
    "ponts.txt": (
        "Nantes compte ses ponts\n\n"
        "La ville de Nantes compte 42 ponts sur la Loire et sur l’Erdre, d’après un inventaire "
        "publié lundi par la mairie, qui en a trouvé trois de plus qu’en 1998.\n"
    ),
}
CASES = (
    {
        "id": "chenes",
        "question": "Combien de chênes la commune a-t-elle plantés place Viarme ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "chenes", "text": "12 chênes", "prefix": "La commune a planté "}],
    },
    {
        "id": "ponts",
        "question": "Combien de ponts compte la ville de Nantes ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "ponts", "text": "42 ponts"}],
    },
    {
        "id": "hors-sujet",
        "question": "Qui a gagné la finale de rugby à Toulouse ?",
        "kind": "off-subject",
        "answerable": False,
    },
)


@dataclass(frozen=True)
class Bench:
    """A folder of sources, a file of cases, and where results go."""

    sources: Path
    cases: Path
    out: Path


Ran = Callable[..., tuple[int, str, str]]
