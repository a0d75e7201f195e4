"""The words and the numbers of the report."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from lxml import html
from report_making import BRIDGES, PREDICTIONS, find, make_run, refuse

from eval.figures import figures, kinds
from eval.peers import PEERS
from eval.report import numbers, texts
from eval.report.chart import round_step, steps
from eval.report.glossary import CAUSES, GROUPS, KINDS, LOWER, NEITHER, SIDES, SYSTEMS, TILES
from eval.report.misses import Cause
from eval.report.overview import weakest
from eval.report.page import report
from rag.calibrate.cases import Kind


def test_the_glossary_is_whole() -> None:
    names = [one.name for one in figures(make_run())]
    explained = [name for glosses in GROUPS.values() for name in glosses]
    assert sorted(explained) == sorted(names)
    assert set(names) >= LOWER | NEITHER | set(TILES)
    assert {name for *_, group in SIDES for name in group} <= set(names)
    assert set(SYSTEMS) == set(PEERS)
    assert set(KINDS) == set(get_args(Kind))
    assert set(CAUSES) == {one.value for one in Cause}


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.7817, "share", "78,2\u00a0%"),
        (1, "share", "100,0\u00a0%"),
        (-0.00001, "share", "0,0\u00a0%"),
        (0.12345, "score", "0,123"),
        (0.0004, "seconds", "0,4\u00a0ms"),
        (0.05, "seconds", "50\u00a0ms"),
        (12.345, "seconds", "12,35\u00a0s"),
        (7.25, "words", "7,2\u00a0mots"),
        (3 * 2**30, "bytes", "3\u202f072\u00a0Mio"),
    ],
)
def test_numbers_are_written_in_french(value: float, unit: str, told: str) -> None:
    assert numbers.quantity(value, unit) == told


def test_differences_bear_their_sign() -> None:
    assert numbers.signed(0.05, "share") == "+5,0\u00a0pt"
    assert numbers.signed(-0.05, "share") == "−5,0\u00a0pt"
    assert numbers.signed(0, "score") == "0,000"
    assert numbers.chance(0.0002) == "<\u00a00,001"
    assert numbers.listed(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("wrong", "false", "verbatim", "told"),
    [
        (0, 0, 1.0, "aucune n’est fausse\u202f; tout"),
        (1, 1, None, "1 est fausse (10,0\u00a0%), dont 1 à des questions qui n’en ont pas."),
        (2, 0, 0.5, "2 sont fausses (20,0\u00a0%)\u202f; 50,0\u00a0% de ce qui est cité ne"),
    ],
)
def test_trust_in_a_sentence(wrong: int, false: int, verbatim: float | None, told: str) -> None:
    assert told in texts.how_trustworthy(10, wrong, false, verbatim)


def test_the_weakest_kinds_have_enough_cases() -> None:
    right, wrong = PREDICTIONS[0], refuse(BRIDGES, "ponts", "lundi")
    kind = {"date": [right] * 6, "number": [right] * 2 + [wrong] * 4, "place": [wrong] * 4}
    run = make_run(
        *(
            replace(one, case=one.case.model_copy(update={"id": f"{name}{at}", "kind": name}))
            for name, all_ in kind.items()
            for at, one in enumerate(all_)
        )
    )
    assert weakest(kinds(run), 8 / 16) == [("number", pytest.approx(2 / 6), 6)]
    (_, _, third) = find(html.document_fromstring(report(run)), ".sentences p")
    assert " ".join(third.text_content().split()).startswith(
        "Il échoue surtout sur l’espèce « nombre » (33 % de justes sur 6)"
    )


@pytest.mark.parametrize("top", [0.1, 0.3, 1.0, 7, 42, 1234.5, 0.0004])
def test_the_steps_of_an_axis_are_round_and_stay_inside(top: float) -> None:
    found = steps(top)
    assert found[0] == 0
    assert found == sorted(set(found))
    assert found[-1] <= top * (1 + 1e-9)
    assert 3 <= len(found) <= 12
    step = round_step(top / 5)
    assert re.fullmatch(r"[125]0*", f"{step:e}".split("e")[0].replace(".", "").rstrip("0") or "0")
