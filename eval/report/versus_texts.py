"""The French catalogue of the comparison of two runs, A and B."""

from collections.abc import Sequence
from math import isinf

from eval.report import texts
from eval.report.numbers import number, quantity, signed

COMPARISON = "Comparaison"
DIFFERENCES = "Les écarts"
DIFFERENCES_DRAWN = "Écarts de B sur A"
DIFFERENCES_TOLD = (
    "À droite du zéro, B est plus haut que A\u202f; le trait est l’intervalle à 95\u00a0%. Le "
    "point est plein quand le hasard seul ferait rarement cet écart (p sous 0,05, correction de "
    "Holm). Pour false-answer rate, plus bas est mieux."
)
PAIRED = (
    "Un écart testé (avec son p) est pris sur les seuls cas que les deux mesurent\u00a0: il peut "
    "différer de B moins A."
)
DIFFERENCES_TABLE = "Toutes les mesures, A et B"
BY_KIND = "Cas justes par espèce, A et B"
FLOORS = "Les planchers"
FLOORS_KEPT = "Tous les planchers sont tenus."
FLOORS_NONE = "Aucun plancher n’est fixé pour ces cas dans eval/floors.toml."
FLOORS_BROKEN = "Mesures de B hors de leurs bornes"
BEFORE = "A"
AFTER = "B"
SHIFT = "Écart"
CHANCE_HOLM = "p (Holm)"
VERDICT = "Verdict"
BETTER = "mieux"
WORSE = "pire"
NO_CHANGE = "Aucun."
GIVEN_BEFORE = "Donné par A"
GIVEN_AFTER = "Donné par B"


def versus(one: str, other: str) -> str:
    """Name the page of a comparison."""
    return f"{COMPARISON}\u00a0: {one} et {other}"


def run_told(letter: str, name: str, system: str, cases: str, commit: str | None) -> str:
    """Say which run a letter stands for."""
    short = (commit or texts.UNKNOWN)[:12]
    return f"{letter}\u00a0: {name} ({texts.by(system)}, {cases}, commit {short})"


def wins(count: int) -> str:
    """Name what B wins."""
    return f"Gains ({number(count)})\u00a0: faux dans A, justes dans B"


def losses(count: int) -> str:
    """Name what B loses."""
    return f"Pertes ({number(count)})\u00a0: justes dans A, faux dans B"


def compared(n: int, gained: int, lost: int, p: float) -> str:
    """Say in a sentence what the comparison finds of right and wrong."""
    told = (
        f"Sur {number(n)} cas posés aux deux, B en gagne {number(gained)} et en perd {number(lost)}"
    )
    return f"{told}\u202f; par le seul hasard, un tel écart se verrait {often(p)}."


def often(p: float) -> str:
    """Say a probability as so many times in a hundred."""
    return (
        "moins d’une fois sur mille"
        if p < 0.001
        else f"{number(100 * p, 1 if p < 0.1 else 0)} fois sur cent"
    )


def left_out(alone: Sequence[str], changed: Sequence[str]) -> list[str]:
    """Say which cases were left out, and why."""
    told = []
    if alone:
        told.append(f"Posés d’un seul côté, laissés de côté\u00a0: {', '.join(alone)}.")
    if changed:
        told.append(f"Question changée, laissés de côté\u00a0: {', '.join(changed)}.")
    return told


def breach(name: str, value: float | None, bounds: tuple[float, float], unit: str) -> str:
    """Say that a measure is outside its bounds: the least and the most it may be."""
    least, most = bounds
    told = texts.NONE if value is None else quantity(value, unit)
    return f"{name}\u00a0: {told}, hors de {bound(least, unit)} … {bound(most, unit)}"


def bound(value: float, unit: str) -> str:
    """Write a floor or a ceiling; nothing when there is none."""
    return texts.NONE if isinf(value) else quantity(value, unit)


def signed_span(low: float, high: float, unit: str) -> str:
    """Write the interval of a difference."""
    return f"{signed(low, unit)} à {signed(high, unit)}"
