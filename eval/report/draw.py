"""The figures, drawn, each with its numbers for whoever sees no drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from eval.report.chart import WIDE, Chart, Frame, Words, label, round_step, steps, whisker
from eval.report.numbers import number, percent, quantity, signed
from eval.report.svg import Element, element, line

ROW = 24.0
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
COLUMNS = 20
"""Columns of a histogram, at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval and its count."""

    name: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A difference with its interval; `sure` when chance alone would seldom make it."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    sure: bool


def bars(words: Words, rows: Sequence[Bar]) -> Chart:
    """Draw horizontal bars, one a row."""
    height = ROW * len(rows) + 28

    def drawn(width: float) -> Iterator[Element]:
        narrow = width < WIDE
        left, right = (112.0, width - 82) if narrow else (132.0, width - 96)

        def x(value: float) -> float:
            return left + value * (right - left)

        for share in (QUARTERS[0], QUARTERS[2], QUARTERS[4]) if narrow else QUARTERS:
            yield element("line", x1=x(share), x2=x(share), y1=0, y2=height - 24, class_="grid")
            yield label(percent(share, 0), x(share), height - 8, "middle", "soft")
        for at, bar in enumerate(rows):
            y = (at + 0.5) * ROW
            yield label(bar.name, left - 8, y + 4, "end")
            long = x(bar.value) - left
            yield element("rect", x=left, y=y - 7, width=long, height=14, class_="bar")
            yield whisker(x(bar.low), x(bar.high), y)
            yield label(f"{percent(bar.value, 0)} · {bar.n}", right + 12, y + 4, "start")

    table = (
        (bar.name, percent(bar.value), f"{percent(bar.low)} – {percent(bar.high)}", number(bar.n))
        for bar in rows
    )
    return words.chart(drawn, table, height)


def risk_coverage(
    words: Words,
    points: Sequence[tuple[float, float]],
    now: tuple[float, float] | None,
    here: str,
) -> Chart:
    """Draw the share wrong against the share answered, and where one stands."""
    highest = max([risk for _, risk in points] + ([now[1]] if now else []))
    top = max(0.1, ceil(highest * 10 - 1e-9) / 10)

    def drawn(width: float) -> Iterator[Element]:
        frame = Frame(1.0, top, width)
        yield from frame.grid(QUARTERS, steps(top), words, (_share, _share))
        if now:
            yield frame.upright(now[0], "now")
        yield line(((frame.x(c), frame.y(risk)) for c, risk in points), class_="curve")
        if now:
            yield element("circle", cx=frame.x(now[0]), cy=frame.y(now[1]), r=5, class_="dot")
            yield frame.note(here, now[0])

    wanted = sorted({round(tenth * len(points) / 10) for tenth in range(1, 11)} - {0})
    table = ((percent(points[at - 1][0]), percent(points[at - 1][1])) for at in wanted)
    return words.chart(drawn, table)


def reliability(words: Words, points: Sequence[tuple[float, float, int]], perfect: str) -> Chart:
    """Draw the share right against the confidence said; the larger a point, the more cases."""
    most = max(count for _, _, count in points)

    def drawn(width: float) -> Iterator[Element]:
        frame = Frame(1.0, 1.0, width)
        yield from frame.grid(QUARTERS, QUARTERS, words, (_plain, _share))
        yield line([(frame.x(end), frame.y(end)) for end in (0, 1)], class_="ideal")
        yield label(perfect, frame.x(1), frame.y(0.05), "end", "soft")
        yield line(((frame.x(said), frame.y(seen)) for said, seen, _ in points), class_="curve")
        for said, seen, count in points:
            radius = 3 + 6 * (count / most) ** 0.5
            yield element("circle", cx=frame.x(said), cy=frame.y(seen), r=radius, class_="dot")

    table = ((number(said, 2), percent(seen), number(count)) for said, seen, count in points)
    return words.chart(drawn, table)


def histogram(
    words: Words, seconds: Sequence[float], marks: Sequence[tuple[str, float]], reach: float
) -> Chart:
    """Draw how many questions took how long, and a line at each value marked (name, seconds).

    What took more than `reach` seconds is gathered in a last column.
    """
    step = round_step(max(min(max(seconds), reach), 0.001) / COLUMNS)
    last = floor(min(max(seconds), reach) / step + 1e-9) + 1
    counts = [0] * (last + any(value >= last * step for value in seconds))
    for value in seconds:
        counts[min(floor(value / step), len(counts) - 1)] += 1

    def drawn(width: float) -> Iterator[Element]:
        # Room above the highest column for the names of the marks.
        frame = Frame(len(counts) * step, max(counts) * 1.3, width)
        across = steps(last * step, 5 if width == WIDE else 3)
        up = [value for value in steps(max(counts), 4) if value == int(value)]
        yield from frame.grid(across, up, words, (_seconds, number))
        for at, count in enumerate(counts):
            x, y = frame.x(at * step), frame.y(count)
            long = frame.x((at + 1) * step) - x - 1
            height = frame.bottom_edge - y
            class_ = "bar" if at < last else "bar beyond"
            yield element("rect", x=x + 0.5, y=y, width=long, height=height, class_=class_)
        for at, (name, value) in enumerate(marks):
            yield frame.upright(value, "now", at)
            yield frame.note(f"{name}\u00a0: {_seconds(value)}", value, at)

    def table() -> Iterator[tuple[str, str]]:
        for at, count in enumerate(counts):
            if count:
                end = _seconds((at + 1) * step if at < last else max(seconds))
                yield f"{_seconds(at * step)} – {end}", number(count)

    return words.chart(drawn, table())


def forest(words: Words, rows: Sequence[Shift]) -> Chart:
    """Draw differences around 0 with their intervals, one a row."""
    height = ROW * len(rows) + 28
    reach = max([abs(bound) for row in rows for bound in (row.low, row.high)] + [0.01])

    def drawn(width: float) -> Iterator[Element]:
        # A narrow drawing has no room for the differences in words: its table has them.
        narrow = width < WIDE
        left, right = (170.0, width - 20) if narrow else (176.0, width - 84)

        def x(value: float) -> float:
            return (left + right) / 2 + value / reach * (right - left) / 2

        yield element("line", x1=x(0), x2=x(0), y1=0, y2=height - 24, class_="zero")
        for value in (-reach, 0.0, reach):
            yield label(number(value, 2), x(value), height - 8, "middle", "soft")
        for at, row in enumerate(rows):
            y = (at + 0.5) * ROW
            yield label(row.name, left - 8, y + 4, "end")
            yield whisker(x(row.low), x(row.high), y)
            yield element(
                "circle", cx=x(row.value), cy=y, r=5, class_="dot" if row.sure else "hollow"
            )
            if not narrow:
                yield label(signed(row.value, row.unit), right + 12, y + 4, "start")

    table = (
        (
            row.name,
            signed(row.value, row.unit),
            f"{signed(row.low, row.unit)} … {signed(row.high, row.unit)}",
        )
        for row in rows
    )
    return words.chart(drawn, table, height)


def _share(value: float) -> str:
    return percent(value, 0)


def _plain(value: float) -> str:
    return number(value, 2)


def _seconds(value: float) -> str:
    if value < 1:
        return quantity(value, "seconds") if value else number(0)
    digits = next(digits for digits in range(3) if round(value, digits) == round(value, 2))
    return f"{number(value, digits)}\u00a0s"
