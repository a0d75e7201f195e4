"""How many words two names share, initials, short forms and slips of spelling included."""

from collections.abc import Sequence

_SHORT_FORM = 3
_LONG_ENOUGH = 4


def alike(fewer: Sequence[str], more: Sequence[str]) -> int:
    """Return how many words of a name find one of the other's, each used once, exact ones first."""
    left = list(more)
    rest = []
    for word in fewer:
        if word in left:
            left.remove(word)
        else:
            rest.append(word)
    found = len(fewer) - len(rest)
    for word in rest:
        near = next((other for other in left if _near(word, other)), None)
        if near is not None:
            left.remove(near)
            found += 1
    return found


def _near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or len(short) >= _SHORT_FORM) and long.startswith(short):
        return True
    return len(short) >= _LONG_ENOUGH and _one_slip(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Say whether one letter added, changed, or swapped with its neighbour makes them equal."""
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
