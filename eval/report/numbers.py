"""Numbers as French writes them: a comma, U+202F between thousands, U+00A0 before a unit."""

from collections.abc import Sequence


def number(value: float, digits: int = 0) -> str:
    """Write a number."""
    # Rounded first: what rounds to 0 has no sign.
    return (
        f"{round(value, digits) + 0.0:,.{digits}f}".replace(",", "\u202f")
        .replace(".", ",")
        .replace("-", "−")
    )


def percent(value: float, digits: int = 1) -> str:
    """Write a share as a percentage."""
    return f"{number(100 * value, digits)}\u00a0%"


def quantity(value: float, unit: str) -> str:
    """Write a value in the unit of its figure."""
    match unit:
        case "share":
            return percent(value)
        case "seconds" if abs(value) < 1:
            return f"{number(1000 * value, 1 if abs(value) < 0.01 else 0)}\u00a0ms"
        case "seconds":
            return f"{number(value, 2)}\u00a0s"
        case "words":
            return f"{number(value, 1)}\u00a0mots"
        case "bytes":
            return f"{number(value / 2**20)}\u00a0Mio"
        case _:
            return number(value, 3)


def signed(value: float, unit: str) -> str:
    """Write a difference in the unit of its figure; of shares, in points."""
    sign = "+" if value > 0 else ""
    if unit == "share":
        return f"{sign}{number(100 * value, 1)}\u00a0pt"
    return sign + quantity(value, unit)


def chance(p: float) -> str:
    """Write a p-value."""
    return f"<\u00a0{number(0.001, 3)}" if p < 0.001 else number(p, 3)


def many(count: int, one: str, more: str) -> str:
    """Write a count and its noun."""
    return f"{number(count)} {one if count < 2 else more}"


def listed(words: Sequence[str]) -> str:
    """Write words one after the other."""
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1])))
