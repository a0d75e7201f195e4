"""The figures of a run: which numbers go into which drawing, and what it says."""

from collections.abc import Mapping

import numpy as np

from eval.figures import Figure, reliability, risk_coverage
from eval.folder import Run
from eval.report import draw, texts
from eval.report.chart import Chart, Words
from eval.report.glossary import KINDS

Named = Mapping[str, Figure]


def kinds(found: Named) -> Chart:
    """Draw how often the answer is right by kind, the weakest first."""
    rows = sorted(
        (
            draw.Bar(KINDS.get(kind, kind), one.value, one.low, one.high, one.n)
            for kind, one in found.items()
            if one.value is not None and one.low is not None and one.high is not None
        ),
        key=lambda bar: (bar.value, bar.name),
    )
    told = texts.kinds_told((rows[0].name, rows[0].value), (rows[-1].name, rows[-1].value))
    head = (texts.KIND, texts.RIGHT, texts.INTERVAL, texts.COUNT)
    return draw.bars(Words("kinds", texts.KINDS_DRAWN, told, head), rows)


def risk(run: Run, named: Named) -> Chart:
    """Draw the share wrong against the share answered."""
    answered = [one for one in run.predictions if one.answered]
    coverage = len(answered) / len(run.predictions)
    wrong = named["wrong among answered"].value
    told = texts.risk_told(coverage, wrong, named["AURC"].value or 0.0)
    head = (texts.COVERAGE, texts.RISK)
    words = Words("risk", texts.RISK_DRAWN, told, head, texts.COVERAGE_AXIS, texts.RISK_AXIS)
    now = None if wrong is None else (coverage, wrong)
    return draw.risk_coverage(words, risk_coverage(run.predictions), now, texts.HERE)


def reliable(run: Run, named: Named) -> Chart:
    """Draw the share right against the confidence said."""
    told = texts.reliable_told(named["ECE"].value or 0.0)
    head = (texts.SAID, texts.SEEN, texts.CASES)
    words = Words("reliable", texts.RELIABLE_DRAWN, told, head, texts.SAID_AXIS, texts.SEEN_AXIS)
    return draw.reliability(words, reliability(run.predictions), texts.PERFECT)


def latency(run: Run) -> Chart:
    """Draw how long the questions took."""
    seconds = [one.seconds for one in run.predictions if not one.missing]
    median, slow = (float(value) for value in np.percentile(seconds, [50, 95]))
    reach = 2 * slow
    beyond = sum(value > reach for value in seconds)
    told = texts.latency_told(median, slow, beyond, max(seconds))
    head = (texts.DURATION, texts.QUESTIONS)
    words = Words("latency", texts.LATENCY_DRAWN, told, head, texts.DURATION, texts.QUESTIONS)
    return draw.histogram(words, seconds, [(texts.MEDIAN, median), (texts.SLOW, slow)], reach)


def charts(run: Run, named: Named, found: Named) -> dict[str, Chart]:
    """Return the figures by key; none where there is nothing to draw."""
    if all(one.missing for one in run.predictions):
        return {"kinds": kinds(found)} if found else {}
    return {
        "kinds": kinds(found),
        "risk": risk(run, named),
        "reliable": reliable(run, named),
        "latency": latency(run),
    }
