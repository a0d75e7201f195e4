"""The report: true to the run, whole in one file, every word escaped, every measure explained."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from report_making import (
    BRIDGES,
    HOSTILE,
    MAYOR,
    PREDICTIONS,
    RUGBY,
    SOURCES,
    answer,
    find,
    make_run,
    refuse,
)

from eval.__main__ import main
from eval.figures import figures
from eval.folder import Run, missing, save_run
from eval.report import numbers, texts
from eval.report.glossary import SIDES, SYSTEMS
from eval.report.page import report, write
from eval.report.tables import against
from rag.errors import CasesError

HARMLESS = {"svg", "title", "line", "polyline", "circle", "rect", "text", "path"}


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return parsed(report(make_run(), [make_run(name="autre", system="bm25")]))


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


# --- what is shown ----------------------------------------------------------------------------


def test_the_overview_is_computed(page: html.HtmlElement) -> None:
    first, second, third = (words(one) for one in find(page, ".sentences p"))
    assert "dans 28,6 % des 7 cas" in first.replace("\u00a0", " ")
    assert "1 bonne réponse pour 5 questions qui ont une réponse" in first
    assert "1 refus pour 2 questions qui n’en ont pas" in first
    assert second.startswith("Sur 3 réponses données, 2 sont fausses (66,7")
    assert "dont 1 à des questions qui n’en ont pas" in second
    assert "tout ce qui est cité l’est mot pour mot" in second
    assert "Sur 5 cas manqués" in third


def test_every_miss_is_shown_once_with_what_it_was(page: html.HtmlElement) -> None:
    shown = {find(one, "code")[0].text: one for one in find(page, "article.miss")}
    assert list(shown) == ["chenes", "suite", "lieu", "maire", "date"]
    oaks = shown["chenes"]
    assert words(find(oaks, "h3")[0]) == " ".join(HOSTILE.split())
    assert [one.text for one in find(oaks, "q")] == ["Claire Dubois", "12 chênes"]
    assert [one.text for one in find(oaks, ".words mark.given")] == ["12 chênes"]
    assert [one.text for one in find(oaks, ".words mark.expected")] == ["Claire Dubois"]
    assert [one.text_content() for one in find(oaks, ".words")] == [
        SOURCES["chenes"].splitlines()[2]
    ]
    assert "premier passage utile au 2e rang sur 2" in words(oaks)
    assert "Piège : le titre." in words(oaks)
    assert "Combien de ponts ?" in words(shown["suite"])
    assert texts.CANDIDATE in words(shown["suite"])
    assert texts.REFUSED in words(shown["maire"])
    assert "aucun passage utile parmi" in words(shown["lieu"])
    assert texts.CONFIDENCE not in words(shown["date"])


def test_other_acceptable_answers_are_folded() -> None:
    page = parsed(report(make_run(refuse(BRIDGES, "ponts", "lundi"))))
    (shown,) = find(page, ".miss")
    assert words(find(shown, "details summary")[0]) == "1 autre réponse acceptable"
    assert [one.text for one in find(shown, "details q")] == [
        "42 ponts sur la Loire et sur l’Erdre"
    ]


def test_every_measure_of_the_run_is_in_a_table(page: html.HtmlElement) -> None:
    run = make_run()
    shown = {
        find(row, ".measure")[0].text: [words(cell) for cell in find(row, "td")]
        for row in find(page, "table.measures tbody tr")
    }
    for figure in figures(run):
        value, bounds, n = shown.pop(figure.name)
        assert n == numbers.number(figure.n)
        if figure.value is None:
            assert value == bounds == texts.NONE
        else:
            told = numbers.quantity(figure.value, figure.unit)
            assert value == " ".join(told.split())
    assert shown == {}


def test_the_filters_count_what_they_show(page: html.HtmlElement) -> None:
    labels = {
        find(label, "input")[0].get("id"): words(label) for label in find(page, ".filters label")
    }
    for key, said in labels.items():
        name, _, value = key.partition("-")
        chosen = {"kind": f".k-{value}", "cause": f".c-{value}"}[name]
        shown = find(page, ".miss" + ("" if value == "all" else chosen))
        assert said.endswith(f"({len(shown)})")
    assert len(labels) == 1 + 5 + 1 + 5


def test_the_peers_stand_beside_the_run(page: html.HtmlElement) -> None:
    (table,) = find(page, "table.side")
    assert [words(one) for one in find(table, "thead th")] == [
        texts.MEASURE,
        "Sourcier",
        f"bm25 {SYSTEMS['bm25']}",
    ]
    rows = measured(table)
    assert [words(one) for one in find(rows.pop(texts.CHANCE), "td")] == [texts.NONE, "1,000"]
    assert set(rows) <= {name for *_, names in SIDES for name in names}
    assert find(table, ".best") == []


def measured(table: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """Return the rows of the table of systems by their measures."""
    return {
        words(find(row, "th .measure")[0]): row for row in find(table, "tr")[1:] if find(row, "td")
    }


def test_how_long_answers_are_is_read_before_their_words_are_judged(
    page: html.HtmlElement,
) -> None:
    (table,) = find(page, "table.side")
    names = list(measured(table))
    apart = names.index("answer length")
    assert {"citation recall", "false-answer rate", "answerability recall"} <= set(names[:apart])
    assert {"answer right", "F1", "wrong among answered"} <= set(names[apart:])
    told = [words(one) for one in find(table, "tr.group .told")]
    assert "answerability recall" in told[0]
    assert "Un paragraphe entier" in told[1]


def test_each_value_beside_others_has_its_interval_and_its_count() -> None:
    run = make_run()
    (table,) = find(parsed(report(run, [make_run(name="b", system="bm25")])), "table.side")
    for figure in figures(run):
        if figure.name in measured(table) and figure.low is not None:
            for cell in find(measured(table)[figure.name], "td"):
                bounds, n = (words(one) for one in find(cell, ".bounds"))
                assert bounds == " ".join(texts.span(figure.low, figure.high, figure.unit).split())
                assert n == f"n = {figure.n}"


def test_no_length_of_answer_is_the_best() -> None:
    long = make_run(*(answer(one.case, "ponts", SOURCES["ponts"][30:60]) for one in PREDICTIONS))
    (table,) = find(parsed(report(make_run(), [long])), "table.side")
    assert find(measured(table)["answer length"], ".best") == []
    assert find(measured(table)["answer right"], ".best")


def test_the_slowest_questions_come_first(page: html.HtmlElement) -> None:
    rows = find(page, "table.slow tbody tr")
    shown = [(words(find(row, "th")[0]), words(find(row, "td")[0])) for row in rows]
    refused = [one.case.question for one in PREDICTIONS if one.seconds == 0.3]
    assert [question for question, _ in shown[: len(refused)]] == refused
    assert [told for _, told in shown] == ["300 ms"] * 3 + ["120 ms"] * 3


def test_the_best_of_a_row_is_marked_whichever_way_it_goes() -> None:
    worse = make_run(*(answer(one.case, "ponts", "lundi") for one in PREDICTIONS), system="x")
    page = parsed(report(make_run(), [worse]))
    (table,) = find(page, "table.side")
    for name, row in measured(table).items():
        if name in {"answer right", "wrong among answered", "false-answer rate"}:
            ours, theirs = find(row, "td")
            assert (ours.get("class"), theirs.get("class")) == ("best", None), name
            assert texts.BEST in words(ours)


def test_two_runs_of_a_system_are_told_apart_by_their_names() -> None:
    page = parsed(report(make_run(name="un"), [make_run(name="deux"), make_run(system="x")]))
    (table,) = find(page, "table.side")
    _, *names = (words(one) for one in find(table, "thead th"))
    assert names == ["Sourcier, « un »", "Sourcier, « deux »", "x"]


def test_a_peer_that_put_other_cases_is_refused() -> None:
    with pytest.raises(CasesError, match="autres cas"):
        report(make_run(), [make_run(*PREDICTIONS[:2], name="peu")])


def test_the_p_is_over_the_cases_that_both_have() -> None:
    one = {"a": 1.0, "b": 0.0, "c": 1.0, "d": 1.0}
    assert against(one, {"a": 0.0, "b": 1.0, "e": 1.0}) == 1
    assert against(one, dict.fromkeys(one, 0.0)) == pytest.approx(2 / 2**3)


# --- what it is made of -----------------------------------------------------------------------


def test_the_page_is_whole_and_inert(page: html.HtmlElement) -> None:
    assert find(page, "script, link, img, iframe, object, embed, form, base") == []
    for node in page.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            if name in {"href", "src", "srcset", "action", "style"}:
                assert name == "href"
                assert value.startswith("#")
    style = "".join(one.text for one in find(page, "style"))
    assert "url(" not in style
    assert "@import" not in style
    assert "http" not in style
    assert "default-src 'none'" in find(page, "meta[http-equiv]")[0].get("content")


def test_ids_are_unique_and_every_link_leads_somewhere(page: html.HtmlElement) -> None:
    ids = [one.get("id") for one in find(page, "[id]")]
    assert len(ids) == len(set(ids))
    for link in find(page, "a"):
        assert link.get("href")[1:] in ids
    for named in find(page, "[aria-labelledby], [aria-describedby]"):
        wanted = f"{named.get('aria-labelledby')} {named.get('aria-describedby')}"
        assert set(wanted.split()) <= set(ids)


def test_figures_have_a_title_a_sentence_and_their_numbers(page: html.HtmlElement) -> None:
    found = find(page, "figure.chart")
    assert [one.get("id") for one in found] == [
        "figure-kinds",
        "figure-risk",
        "figure-reliable",
        "figure-latency",
    ]
    for one in found:
        for drawing in (find(one, "svg.wide")[0], find(one, "svg.narrow")[0]):
            assert drawing.get("role") == "img"
            assert words(find(drawing, "title")[0])
            assert {node.tag for node in drawing.iter()} <= HARMLESS
        assert words(find(one, "p")[0])
        assert find(one, "table tbody tr")
    for table in find(page, "table"):
        assert words(find(table, "caption")[0])
        assert {one.get("scope") for one in find(table, "th")} <= {"col", "row", "rowgroup"}


def test_nothing_of_the_run_becomes_markup() -> None:
    hostile = "</style><script>window.pwned=1</script>\"'><b onmouseover=x>"
    run = make_run(name=hostile, system=hostile)
    about = replace(run.about, commit=hostile, cases=hostile, settings={hostile: hostile})
    page = report(replace(run, about=about))
    assert "<script" not in page
    assert "<b " not in page
    assert words(find(parsed(page), "title")[0]).endswith(hostile)


@pytest.mark.parametrize(
    "run",
    [
        make_run(PREDICTIONS[0], PREDICTIONS[4]),
        make_run(*(missing(one.case) for one in PREDICTIONS)),
        make_run(refuse(RUGBY, "ponts", "lundi")),
        make_run(answer(MAYOR, "ponts", "lundi", confidence=1.0)),
        Run(make_run().about, (), {}),
        replace(make_run(), sources={}),
    ],
    ids=["all right", "all missing", "one refusal", "one false answer", "none", "no sources"],
)
def test_a_run_of_any_kind_has_its_report(run: Run) -> None:
    page = parsed(report(run))
    assert len(find(page, ".miss")) == sum(not one.right for one in run.predictions)
    assert find(page, ".sentences p")


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    paths = [tmp_path / "deep" / "one.html", tmp_path / "deep" / "two.html"]
    for path in paths:
        write(report(make_run()), path)
    one, two = (path.read_bytes() for path in paths)
    assert one == two
    assert b"\r" not in one


# --- the door ---------------------------------------------------------------------------------


def test_the_command_writes_beside_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_run(make_run(), tmp_path / "a")
    save_run(make_run(name="b", system="bm25"), tmp_path / "b")
    assert main(["report", str(tmp_path / "a")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert str(tmp_path / "a" / "report.html") in err
    page = (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
    assert page == report(make_run())
    elsewhere = tmp_path / "page.html"
    given = ["report", str(tmp_path / "a"), "--out", str(elsewhere), "--against"]
    assert main([*given, str(tmp_path / "b")]) == 0
    assert "bm25" in elsewhere.read_text(encoding="utf-8")
    both = ["--against", str(tmp_path / "b"), "--against", str(tmp_path / "a")]
    assert main([*given[:-1], *both]) == 0
    (table,) = find(parsed(elsewhere.read_text(encoding="utf-8")), "table.side")
    assert len(find(table, "thead th")) == 4


def test_what_is_missing_or_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_run(make_run(), tmp_path / "a")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for given in (
        [str(tmp_path / "absent")],
        [str(tmp_path / "a"), "--out", str(tmp_path / "file" / "page.html")],
        [str(tmp_path / "a"), "--against", str(tmp_path / "absent")],
    ):
        assert main(["report", *given]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        (line,) = err.splitlines()
        assert line.startswith("Erreur\u00a0: ")
        assert "file" in line or "absent" in line
