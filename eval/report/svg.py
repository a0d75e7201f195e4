"""Drawings as values: an SVG element, its attributes, what it holds; everything escaped."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import escape


@dataclass(frozen=True, slots=True)
class Element:
    """An element and what it holds, in order; `attributes` are names and values."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    held: tuple["Element | str", ...] = ()

    def __html__(self) -> str:
        """Write the element: a template takes it as it is."""
        given = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes)
        inside = "".join(
            str(escape(one)) if isinstance(one, str) else one.__html__() for one in self.held
        )
        return f"<{self.tag}{given}>{inside}</{self.tag}>"


def element(tag: str, *held: Element | str, **attributes: float | str) -> Element:
    """Make an element; in the names of attributes, `_` stands for `-`, and a last one is dropped.

    Numbers are written to the tenth of a pixel.
    """
    named = tuple((name.rstrip("_").replace("_", "-"), _short(v)) for name, v in attributes.items())
    return Element(tag, named, held)


def line(points: Iterable[tuple[float, float]], **attributes: float | str) -> Element:
    """Make a broken line through points, in pixels."""
    steps = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return element("polyline", points=steps, **attributes)


def _short(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
