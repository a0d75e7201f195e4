"""The drawings: what is seen is what was measured."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report import draw
from eval.report.chart import HEIGHT, WIDE, Chart, Frame, Words
from eval.report.svg import Element, element

WORDS = Words("key", "Titre", "Phrase.", ("un", "deux"), "en travers", "en haut")
shares = st.floats(0, 1)


def parts(chart: Chart, tag: str, class_: str) -> list[dict[str, str]]:
    """Return the attributes of the elements of a class."""
    held = [one for one in chart.wide.held if isinstance(one, Element) and one.tag == tag]
    return [found for one in held if (found := dict(one.attributes)).get("class") == class_]


def inside(chart: Chart) -> bool:
    """Say whether every point, line and bar stands inside both drawings."""
    return all(within(drawing) for drawing in (chart.wide, chart.narrow))


def within(drawing: Element) -> bool:
    """Say whether every point, line and bar stands inside a drawing."""
    drawn = "".join(one.__html__() for one in drawing.held if isinstance(one, Element))
    width, height = map(float, dict(drawing.attributes)["viewBox"].split()[2:])
    across = [float(x) for x in re.findall(r' (?:x|x1|x2|cx)="([-\d.]+)"', drawn)]
    up = [float(y) for y in re.findall(r' (?:y|y1|y2|cy)="([-\d.]+)"', drawn)]
    for x, y in re.findall(r"([-\d.]+),([-\d.]+)", "".join(re.findall(r'points="[^"]*"', drawn))):
        across.append(float(x))
        up.append(float(y))
    return all(0 <= x <= width for x in across) and all(0 <= y <= height for y in up)


@given(st.lists(st.tuples(shares, shares, shares), min_size=1, max_size=22))
def test_bars_are_as_long_as_their_shares(rows: list[tuple[float, float, float]]) -> None:
    given_ = [
        draw.Bar(f"k{at}", middle, low, high, at)
        for at, row in enumerate(rows)
        for low, middle, high in [sorted(row)]
    ]
    chart = draw.bars(WORDS, given_)
    drawn = parts(chart, "rect", "bar")
    full = WIDE - 96 - 132
    assert [float(one["width"]) / full for one in drawn] == pytest.approx(
        [bar.value for bar in given_], abs=0.001
    )
    assert len(chart.rows) == len(rows)
    assert inside(chart)


@given(st.lists(shares, min_size=1, max_size=60), shares)
def test_the_risk_is_drawn_where_it_is(risks: list[float], coverage: float) -> None:
    points = [(at / len(risks), risk) for at, risk in enumerate(risks, start=1)]
    chart = draw.risk_coverage(WORDS, points, (coverage, risks[0]), "ici")
    (curve,) = parts(chart, "polyline", "curve")
    assert len(curve["points"].split()) == len(points)
    (dot,) = parts(chart, "circle", "dot")
    assert float(dot["cx"]) == pytest.approx(Frame(1, 1).x(coverage), abs=0.06)
    assert inside(chart)
    assert 1 <= len(chart.rows) <= 10
    assert parts(draw.risk_coverage(WORDS, points, None, "ici"), "circle", "dot") == []


@given(st.lists(st.tuples(shares, shares, st.integers(1, 500)), min_size=1, max_size=10))
def test_reliability_is_drawn_where_it_is(points: list[tuple[float, float, int]]) -> None:
    chart = draw.reliability(WORDS, points, "parfaite")
    drawn = parts(chart, "circle", "dot")
    frame = Frame(1, 1)
    for (said, seen, _), one in zip(points, drawn, strict=True):
        assert float(one["cx"]) == pytest.approx(frame.x(said), abs=0.06)
        assert float(one["cy"]) == pytest.approx(frame.y(seen), abs=0.06)
    sizes = sorted(
        zip([count for *_, count in points], [float(o["r"]) for o in drawn], strict=True)
    )
    assert [size for _, size in sizes] == sorted(size for _, size in sizes)
    assert inside(chart)


@given(
    st.lists(st.floats(0, 100) | st.floats(0, 0.01), min_size=1, max_size=80), st.floats(0.0001, 50)
)
def test_a_histogram_counts_every_question_once(seconds: list[float], reach: float) -> None:
    chart = draw.histogram(WORDS, seconds, [("médiane", min(*seconds, reach))], reach)
    assert sum(int(count) for _, count in chart.rows) == len(seconds)
    columns = parts(chart, "rect", "bar")
    beyond = parts(chart, "rect", "bar beyond")
    assert len(columns) <= draw.COLUMNS + 1
    assert len(beyond) == bool(beyond)
    counts = [int(count) for _, count in chart.rows]
    heights = [float(one["height"]) for one in columns + beyond]
    whole = (Frame(1, 1).y(0) - Frame(1, 1).y(1)) / 1.3
    assert [height for height in heights if height] == pytest.approx(
        [count / max(counts) * whole for count in counts], abs=0.06
    )
    assert inside(chart)


@given(
    st.lists(st.tuples(*[st.floats(-1, 1)] * 3).map(sorted), min_size=1, max_size=12),
    st.booleans(),
)
def test_differences_stand_on_their_side_of_zero(rows: list[list[float]], sure: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    given_ = [
        draw.Shift(str(at), row[1], row[0], row[2], "share", sure) for at, row in enumerate(rows)
    ]
    chart = draw.forest(WORDS, given_)
    (zero,) = parts(chart, "line", "zero")
    drawn = parts(chart, "circle", "dot" if sure else "hollow")
    for shift, one in zip(given_, drawn, strict=True):
        away = float(one["cx"]) - float(zero["x1"])
        assert abs(away) < 0.11 or (away > 0) == (shift.value > 0)
    assert inside(chart)


def test_drawings_are_escaped() -> None:
    drawn = element("text", "<script>&\"'", class_='"><b>', x=1.25, y=2)
    assert drawn.__html__() == (
        '<text class="&#34;&gt;&lt;b&gt;" x="1.2" y="2">&lt;script&gt;&amp;&#34;&#39;</text>'
    )


def test_the_frame_keeps_its_corners() -> None:
    frame = Frame(2.0, 4.0)
    assert (frame.x(0), frame.x(2)) == (frame.left_edge, frame.right_edge)
    assert (frame.y(0), frame.y(4)) == (frame.bottom_edge, frame.top_edge)
    assert 0 < frame.top_edge < frame.bottom_edge < HEIGHT
