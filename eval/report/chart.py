"""What every figure is made of: a frame, its grid, its labels, its words.

Sizes are pixels of the drawing's own frame, which the page scales. A drawing is made twice, for a
wide column and for a narrow one: the page shows the one whose words stay readable, and scales
neither by much. Colours are the page's: a drawing only names classes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

from eval.report.svg import Element, element

WIDE = 480.0
NARROW = 300.0
HEIGHT = 300.0
NOTE = 20.0
"""What a note takes of height."""

Anchor = Literal["start", "middle", "end"]


Draw = Callable[[float], Iterable[Element]]
"""How to draw in a frame of some width."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, its title, what it shows in a sentence, and its numbers as a table.

    `wide` and `narrow` are the same drawing.
    """

    key: str
    title: str
    told: str
    wide: Element
    narrow: Element
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says: a key for its ids, a title, a sentence, its axes, its table's columns."""

    key: str
    title: str
    told: str
    head: tuple[str, ...]
    across: str = ""
    up: str = ""

    def chart(self, draw: Draw, rows: Iterable[tuple[str, ...]], height: float = HEIGHT) -> Chart:
        """Make the chart, in both widths."""
        wide, narrow = (
            self._drawing(name, width, draw, height)
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        )
        return Chart(self.key, self.title, self.told, wide, narrow, self.head, tuple(rows))

    def _drawing(self, name: str, width: float, draw: Draw, height: float) -> Element:
        """Draw an image that has a title and points to its sentence."""
        named = f"{self.key}-{name}"
        return element(
            "svg",
            element("title", self.title, id=named),
            *draw(width),
            viewBox=f"0 0 {width:g} {height:g}",
            role="img",
            class_=name,
            aria_labelledby=named,
            aria_describedby=f"{self.key}-told",
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values fall: x in [0, right], y in [0, top]."""

    right: float
    top: float
    width: float = WIDE
    left_edge: float = 56.0
    top_edge: float = 26.0
    bottom_edge: float = HEIGHT - 48

    @property
    def right_edge(self) -> float:
        """Where the greatest x falls."""
        return self.width - 20

    def x(self, value: float) -> float:
        """Return where a value falls from the left."""
        return self.left_edge + value / self.right * (self.right_edge - self.left_edge)

    def y(self, value: float) -> float:
        """Return where a value falls from above."""
        return self.bottom_edge - value / self.top * (self.bottom_edge - self.top_edge)

    def upright(self, value: float, class_: str, row: int = 0) -> Element:
        """Draw a line from the floor to the ceiling, or to under the notes of the rows above."""
        x, top = self.x(value), self.top_edge + NOTE * row
        return element("line", x1=x, x2=x, y1=top, y2=self.bottom_edge, class_=class_)

    def grid(
        self,
        across: Sequence[float],
        up: Sequence[float],
        words: Words,
        told: tuple[Callable[[float], str], Callable[[float], str]],
    ) -> Iterator[Element]:
        """Draw the lines of a grid with their values, and the names of both axes."""
        for value in up:
            y = self.y(value)
            yield element("line", x1=self.left_edge, x2=self.right_edge, y1=y, y2=y, class_="grid")
            yield label(told[1](value), self.left_edge - 6, y + 4, "end", "soft")
        for value in across:
            yield label(told[0](value), self.x(value), self.bottom_edge + 17, "middle", "soft")
        yield label(words.across, self.right_edge, HEIGHT - 8, "end", "axis")
        # The name of the upright axis starts at the frame's own edge: a narrow one needs the room.
        yield label(words.up, 4, self.top_edge - 14, "start", "axis")

    def note(self, text: str, value: float, row: int = 0) -> Element:
        """Write beside an upright line, on the side that has room."""
        late = value > 0.6 * self.right
        x = self.x(value) + (-6 if late else 6)
        return label(text, x, self.top_edge + NOTE * row + 12, "end" if late else "start", "halo")


def label(text: str, x: float, y: float, anchor: Anchor, class_: str = "") -> Element:
    """Write a few words at a point."""
    classes = {"class_": class_} if class_ else {}
    return element("text", text, x=x, y=y, text_anchor=anchor, **classes)


def whisker(low: float, high: float, y: float) -> Element:
    """Draw an interval from one abscissa to another."""
    return element(
        "path",
        d=f"M{low:.1f} {y - 4:.1f}v8M{low:.1f} {y:.1f}H{high:.1f}M{high:.1f} {y - 4:.1f}v8",
        class_="whisker",
    )


def round_step(about: float) -> float:
    """Return the nearest step above that reads well: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(about))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= about * (1 - 1e-9))


def steps(top: float, most: int = 5) -> list[float]:
    """Return round values from 0 up to `top`."""
    step = round_step(top / most)
    return [at * step for at in range(floor(top / step + 1e-9) + 1)]
