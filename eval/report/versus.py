"""A comparison as it is read: lines on a terminal, or a page."""

from collections.abc import Iterator, Sequence

from eval.compare import Change, Comparison, Pair
from eval.figures import Figure
from eval.floors import Checked
from eval.folder import Prediction
from eval.paired import mcnemar
from eval.report import draw, texts
from eval.report import versus_texts as told
from eval.report.chart import Chart, Words
from eval.report.glossary import KINDS, LOWER
from eval.report.numbers import chance, quantity, signed
from eval.report.page import render

Row = tuple[str, ...]
HEAD = (
    texts.MEASURE,
    told.BEFORE,
    told.AFTER,
    told.SHIFT,
    texts.INTERVAL,
    told.CHANCE_HOLM,
    told.VERDICT,
)


def lines(found: Comparison, checked: Checked) -> Iterator[str]:
    """Yield a comparison, one French line after the other."""
    yield from _runs(found)
    yield from _summary(found)
    yield ""
    yield from _aligned([HEAD, *(_row(one) for one in found.changes)])
    yield told.PAIRED
    yield ""
    yield from _aligned([HEAD, *(_row(one, KINDS.get(one.name)) for one in found.kinds)])
    for title, pairs in _all(found):
        yield ""
        yield title
        yield from (f"  {pair.after.case.id}  {pair.after.case.question}" for pair in pairs)
    yield ""
    yield from _floors(checked)


def page(found: Comparison, checked: Checked) -> str:
    """Return a comparison as a page, in HTML."""
    return render(
        "compare.html",
        told=told,
        title=told.versus(found.before.about.name, found.after.about.name),
        runs=list(_runs(found)),
        summary=list(_summary(found)),
        chart=_forest(found.changes),
        head=HEAD,
        changes=[_row(one) for one in found.changes],
        by_kind=[_row(one, KINDS.get(one.name)) for one in found.kinds],
        lists=[(title, [_both(pair) for pair in pairs]) for title, pairs in _all(found)],
        floors=list(_floors(checked)),
    )


def _runs(found: Comparison) -> Iterator[str]:
    for letter, run in ((told.BEFORE, found.before), (told.AFTER, found.after)):
        about = run.about
        yield told.run_told(letter, about.name, about.system, about.cases, about.commit)


def _summary(found: Comparison) -> Iterator[str]:
    wins, losses = len(found.wins), len(found.losses)
    yield told.compared(len(found.after.predictions), wins, losses, mcnemar(losses, wins))
    yield from told.left_out(found.alone, found.changed)


def _all(found: Comparison) -> tuple[tuple[str, Sequence[Pair]], ...]:
    wins, losses = found.wins, found.losses
    return (told.wins(len(wins)), wins), (told.losses(len(losses)), losses)


def _floors(checked: Checked) -> Iterator[str]:
    if not checked.bounds:
        yield told.FLOORS_NONE
    elif not checked.broken:
        yield told.FLOORS_KEPT
    else:
        yield told.FLOORS_BROKEN
    for one in checked.broken:
        figure, bounds = one.figure, one.bounds
        yield "  " + told.breach(
            figure.name, figure.value, (bounds.least, bounds.most), figure.unit
        )


def _row(change: Change, name: str | None = None) -> Row:
    one, other, found = change.before, change.after, change.difference
    shift = None
    if found is not None:
        shift = found.value
    elif one.value is not None and other.value is not None:
        shift = other.value - one.value
    return (
        name or change.name,
        _value(one),
        _value(other),
        texts.NONE if shift is None else signed(shift, one.unit),
        told.signed_span(found.low, found.high, one.unit) if found else texts.NONE,
        texts.NONE if change.p is None else chance(change.p),
        _verdict(change),
    )


def _value(figure: Figure) -> str:
    return texts.NONE if figure.value is None else quantity(figure.value, figure.unit)


def _verdict(change: Change) -> str:
    if not change.sure or change.difference is None:
        return texts.NONE
    return told.BETTER if (change.difference.value > 0) != (change.name in LOWER) else told.WORSE


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def _forest(changes: Sequence[Change]) -> Chart | None:
    rows = [
        draw.Shift(one.name, found.value, found.low, found.high, one.before.unit, one.sure)
        for one in changes
        if (found := one.difference) is not None
    ]
    head = (texts.MEASURE, told.SHIFT, texts.INTERVAL)
    words = Words("forest", told.DIFFERENCES_DRAWN, told.DIFFERENCES_TOLD, head)
    return draw.forest(words, rows) if rows else None


def _both(pair: Pair) -> dict[str, object]:
    """Return a case with what was expected and what both gave."""
    case = pair.after.case
    expected = case.answers[0].text if case.answers else None
    return {
        "case": case,
        "expected": expected,
        "given": [(told.GIVEN_BEFORE, _given(pair.before)), (told.GIVEN_AFTER, _given(pair.after))],
    }


def _given(prediction: Prediction) -> tuple[str, bool]:
    """Return what was given, and whether it is a source's words."""
    if prediction.missing:
        return texts.NOTHING, False
    if prediction.answered:
        return prediction.given, True
    return str(prediction.record["answer"]), False
