"""Two runs compared: paired by case, tested together, wins and losses told, floors held."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from report_making import (
    BRIDGES,
    NEXT,
    PREDICTIONS,
    RUGBY,
    answer,
    case,
    find,
    gold,
    make_run,
    refuse,
)

from eval.__main__ import main
from eval.compare import TESTED, compare
from eval.figures import figures
from eval.floors import FLOORS, Bounds, Checked, check, load_floors
from eval.folder import Prediction, Run, save_run
from eval.paired import mcnemar
from eval.report import texts, versus
from eval.report import versus_texts as told
from eval.report.glossary import LOWER
from rag.errors import CasesError


def many(right: int, wrong: int, *, name: str) -> Run:
    """Make a run of answerable cases, the first ones answered right, the others wrong."""
    found = []
    for at in range(right + wrong):
        asked = case(f"c{at}", "Combien de ponts ?", "number", gold("ponts", "42 ponts"))
        found.append(answer(asked, "ponts", "42 ponts" if at < right else "lundi"))
    return make_run(*found, name=name)


def test_wins_and_losses_are_told() -> None:
    mended: list[Prediction] = list(PREDICTIONS)
    mended[2] = answer(NEXT, "ponts", "trois de plus qu’en 1998")
    mended[4] = answer(RUGBY, "ponts", "lundi")
    found = compare(make_run(), make_run(*mended, name="b"))
    assert [pair.after.case.id for pair in found.wins] == ["suite"]
    assert [pair.after.case.id for pair in found.losses] == ["rugby"]
    (right,) = [one for one in found.changes if one.name == "answer right"]
    assert right.difference is not None
    assert (right.difference.value, right.difference.n, right.p) == (0, 7, 1)
    assert not right.sure


def test_a_run_against_itself_is_no_different() -> None:
    found = compare(make_run(), make_run())
    assert found.wins == found.losses == found.alone == found.changed == ()
    for change in found.changes:
        assert change.before == change.after
        assert change.p in {None, 1}
    assert {one.name for one in found.changes if one.p is not None} <= set(TESTED)


def test_right_and_wrong_are_tested_by_mcnemar_and_all_together_by_holm() -> None:
    found = compare(many(10, 20, name="a"), many(22, 8, name="b"))
    tested = [one for one in found.changes if one.difference is not None]
    (right,) = [one for one in tested if one.name == "answer right"]
    assert right.difference is not None
    assert right.difference.value == pytest.approx(12 / 30)
    assert right.difference.p == pytest.approx(mcnemar(losses=0, wins=12)) == 2 / 2**12
    for one in tested:
        assert one.p is not None
        assert one.difference is not None
        assert one.difference.p <= one.p <= len(tested) * one.difference.p
    assert right.sure
    assert [kind.name for kind in found.kinds] == ["number"]


def test_cases_are_paired_by_id_whatever_their_order_and_the_others_named() -> None:
    asked = replace(PREDICTIONS[0], case=BRIDGES.model_copy(update={"question": "Autre ?"}))
    other = make_run(PREDICTIONS[5], PREDICTIONS[1], asked, name="b")
    found = compare(make_run(*PREDICTIONS[:3], PREDICTIONS[5]), other)
    assert [one.case.id for one in found.after.predictions] == ["maire", "chenes"]
    assert [one.case.id for one in found.before.predictions] == ["maire", "chenes"]
    assert found.alone == ("suite",)
    assert found.changed == ("ponts",)
    said = "\n".join(versus.lines(found, Checked({}, ())))
    assert "suite" in said
    assert "ponts" in said


def test_both_are_judged_by_the_answers_of_the_second() -> None:
    wrong = case("ponts", BRIDGES.question, "number", gold("ponts", "lundi"))
    before = make_run(answer(wrong, "ponts", "42 ponts"))
    assert not before.predictions[0].right
    found = compare(before, make_run(answer(BRIDGES, "ponts", "42 ponts")))
    assert found.wins == ()
    assert found.before.predictions[0].right


def test_runs_that_share_no_case_are_refused() -> None:
    with pytest.raises(CasesError, match="aucun cas"):
        compare(make_run(PREDICTIONS[0]), make_run(PREDICTIONS[1]))


# --- as it is read ----------------------------------------------------------------------------


def test_the_lines_tell_every_measure_and_every_case_that_moved() -> None:
    found = compare(many(10, 20, name="avant"), many(22, 8, name="après"))
    said = list(versus.lines(found, Checked({}, ())))
    assert "avant" in said[0]
    assert "après" in said[1]
    assert "B en gagne 12 et en perd 0" in said[2]
    for figure in figures(found.after):
        assert any(line.startswith(f"{figure.name}  ") for line in said)
    row = next(line for line in said if line.startswith("answer right"))
    assert re.search(r"33,3.% +73,3.% +\+40,0.pt .* mieux$", row)
    assert sum(line.startswith("  c") for line in said) == 12
    assert said[-1] == told.FLOORS_NONE


def test_what_is_better_when_lower_is_not_told_as_worse() -> None:
    cases = [
        replace(PREDICTIONS[4], case=RUGBY.model_copy(update={"id": f"r{at}"})) for at in range(30)
    ]
    false = [answer(one.case, "ponts", "lundi") for one in cases]
    assert "false-answer rate" in LOWER
    for before, after, verdict in ((false, cases, told.BETTER), (cases, false, told.WORSE)):
        found = compare(make_run(*before), make_run(*after))
        for name in ("answer right", "false-answer rate"):
            row = next(one for one in versus.lines(found, Checked({}, ())) if one.startswith(name))
            assert row.endswith(verdict)


def test_the_page_shows_wins_and_losses_with_both_answers() -> None:
    other = [*PREDICTIONS[:4], answer(RUGBY, "ponts", "lundi"), *PREDICTIONS[5:]]
    page = html.document_fromstring(
        versus.page(compare(make_run(), make_run(*other)), Checked({}, ()))
    )
    (shown,) = find(page, "article.miss")
    assert find(shown, "h3")[0].text == "Qui a gagné la finale ?"
    names = [one.text for one in find(shown, "dt")]
    given = [one.text_content() for one in find(shown, "dd")]
    assert dict(zip(names, given, strict=True)) == {
        texts.EXPECTED: texts.REFUSED,
        told.GIVEN_BEFORE: "Les sources n’en disent rien.",
        told.GIVEN_AFTER: "lundi",
    }
    assert find(page, "figure.chart svg")
    assert told.NO_CHANGE in page.text_content()


# --- floors -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "broken"),
    [
        ({"least": 0.2, "most": 0.4}, False),
        ({"least": 2 / 7, "most": 2 / 7}, False),
        ({"least": 0.3}, True),
        ({"most": 0.2}, True),
        ({}, False),
    ],
)
def test_a_floor_is_broken_from_either_side(bounds: dict[str, float], broken: bool) -> None:  # noqa: FBT001 - a table's column
    checked = check(make_run(), {"cas.jsonl": {"answer right": Bounds(**bounds)}})
    assert bool(checked.broken) is broken
    found = compare(make_run(), make_run())
    last = list(versus.lines(found, checked))[-1]
    assert ("answer right" in last) is broken
    assert (last == told.FLOORS_KEPT) is not broken


def test_what_could_not_be_measured_breaks_its_floor() -> None:
    refused = make_run(refuse(RUGBY, "ponts", "lundi"))
    floors = {"cas.jsonl": {"wrong among answered": Bounds(most=1)}}
    (breach,) = check(refused, floors).broken
    assert breach.figure.value is None
    assert check(refused, {"autres.jsonl": floors["cas.jsonl"]}) == Checked({}, ())


def test_a_floor_of_a_kind_is_held() -> None:
    floors = {"cas.jsonl": {"answer right (number)": Bounds(least=1)}}
    assert not check(make_run(), floors).broken
    with pytest.raises(CasesError, match="inconnue"):
        check(make_run(), {"cas.jsonl": {"answer rigth": Bounds()}})


def test_the_floors_shipped_are_of_cases_and_measures_that_exist() -> None:
    shipped = load_floors()
    assert shipped
    for name, bounds in shipped.items():
        assert (FLOORS.parent / "cases" / name).is_file()
        check(replace(make_run(), about=replace(make_run().about, cases=name)), {name: bounds})
        for one in bounds.values():
            assert one.least <= one.most


@pytest.mark.parametrize(
    "text",
    [
        "[",
        '["a"]\n"x" = 3',
        '["a"]\n"x" = { lest = 3 }',
        '["a"]\n"x" = { least = "a" }',
        "a = 1",
        None,
    ],
)
def test_wrong_floors_are_said(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "floors.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CasesError, match=re.escape(str(path))) as error:
        load_floors(path)
    assert "\n" not in str(error.value)


# --- the door ---------------------------------------------------------------------------------

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Ran:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


def test_the_command_compares_and_fails_on_a_broken_floor(tmp_path: Path, ran: Ran) -> None:
    one, other, floors = tmp_path / "a", tmp_path / "b", tmp_path / "floors.toml"
    save_run(many(10, 20, name="a"), one)
    save_run(many(22, 8, name="b"), other)
    page = tmp_path / "page.html"
    code, out, err = ran("compare", one, other, "--html", page)
    assert code == 0
    assert "B en gagne 12" in out
    assert str(page) in err
    assert "Gains (12)" in page.read_text(encoding="utf-8").replace("\u202f", " ")
    for bounds, expected in (("least = 0.9", 1), ("most = 0.5", 1), ("least = 0.5", 0)):
        floors.write_text(f'["cas.jsonl"]\n"answer right" = {{ {bounds} }}\n', encoding="utf-8")
        code, out, _ = ran("compare", one, other, "--floors", floors)
        assert code == expected
        assert (told.FLOORS_BROKEN in out) is bool(expected)


def test_what_cannot_be_compared_is_said(tmp_path: Path, ran: Ran) -> None:
    save_run(make_run(), tmp_path / "a")
    for given in (("absent", "a"), ("a", "absent")):
        code, out, err = ran("compare", *(tmp_path / name for name in given))
        assert (code, out) == (1, "")
        assert err.startswith("Erreur\u00a0: ")
        assert "absent" in err
