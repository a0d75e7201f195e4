"""The bench of zones: labels laid over a page whatever its spacing, and their figures."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.zones import Label, compare, report, run
from rag import Source, SourcierError, Zone
from rag.segment import segment
from rag.text import read_corpus
from rag.text.plain import lay_out

LINES = (
    "Le marché couvert de Brunoy rouvre samedi",
    "Par Claire Dubois, publié le 11 mars 2024",
    "La halle du marché couvert rouvre samedi après deux ans de travaux menés par la mairie.",
    "Partager",
    "Les commerçants retrouveront leurs places dès vendredi soir, après trois reports.",
    "Partager",
)
spaces = st.text(" \n\t\u00a0\u202f", max_size=3)


def page(text: str) -> Source:
    """Make a page of plain text."""
    return Source(id="p", path="p.txt", text=text, digest="", blocks=lay_out(text))


def rows(*texts: str) -> list[dict[str, str]]:
    """Make labels, all of the body."""
    return [{"zone": "body", "text": text} for text in texts]


def own_zones(source: Source) -> list[Zone]:
    """Return the zone of each segment."""
    return [found.zone for found in segment(source)]


def test_each_label_gets_its_segment_s_zone() -> None:
    source = page("\n\n".join(LINES))
    labels = compare(source, rows(*LINES))
    assert [label.predicted for label in labels] == own_zones(source)
    assert [label.text for label in labels] == list(LINES)
    assert {label.source_id for label in labels} == {"p"}
    assert {label.expected for label in labels} == {Zone.BODY}


@given(st.data())
def test_labels_are_laid_white_space_apart(data: st.DataObject) -> None:
    source = page("\n\n".join(LINES))
    respaced = [
        "".join(char + data.draw(spaces) if char == " " else char for char in line)
        for line in LINES
    ]
    glued = ["".join(line.split()) for line in LINES]
    plain = [label.predicted for label in compare(source, rows(*LINES))]
    for texts in (respaced, glued):
        assert [label.predicted for label in compare(source, rows(*texts))] == plain


def test_the_same_words_are_laid_in_reading_order() -> None:
    source = page("\n\n".join(LINES))
    zones = own_zones(source)
    labels = compare(source, rows("Partager", "Les commerçants retrouveront", "Partager"))
    assert [label.predicted for label in labels] == [zones[3], zones[4], zones[5]]
    again = compare(source, rows("Partager", "Partager", "Partager"))
    assert again[2].predicted is None


def test_a_label_that_is_not_in_the_page_has_no_zone_and_moves_nothing() -> None:
    source = page("\n\n".join(LINES))
    labels = compare(source, rows(LINES[0], "Rien de tel ici", LINES[2]))
    zones = own_zones(source)
    assert [label.predicted for label in labels] == [zones[0], None, zones[2]]


def test_most_of_a_label_s_characters_decide() -> None:
    source = page("\n\n".join(LINES))
    zones = own_zones(source)
    whole = "\n".join(LINES[2:4])
    (label,) = compare(source, rows(whole))
    assert label.predicted is zones[2]


def label(expected: Zone, predicted: Zone | None) -> Label:
    """Make a label."""
    return Label("p", "mot", expected, predicted)


def test_figures_are_those_of_the_labels() -> None:
    body, comment, advert, title = Zone.BODY, Zone.COMMENT, Zone.ADVERT, Zone.TITLE
    found = report(
        [
            *(label(body, body) for _ in range(3)),
            label(body, comment),
            label(comment, comment),
            label(comment, body),
            label(advert, title),
            label(advert, advert),
            label(title, None),
        ]
    )
    assert found.support == {body: 4, comment: 2, advert: 2, title: 1}
    assert found.f1 == {
        body: pytest.approx(2 * 3 / (4 + 4)),
        comment: pytest.approx(2 * 1 / (2 + 2)),
        advert: pytest.approx(2 * 1 / (2 + 1)),
        title: 0.0,
    }
    assert found.macro_f1 == pytest.approx((0.75 + 0.5 + 2 / 3 + 0) / 4)
    assert found.body_recall == 0.75
    assert found.leaks == 0.5
    assert found.of(comment, advert) == list(found.labels[4:8])


def test_perfect_labels_have_perfect_figures() -> None:
    found = report([label(zone, zone) for zone in Zone])
    assert (found.macro_f1, found.body_recall, found.leaks) == (1.0, 1.0, 0.0)


def test_a_folder_is_run_against_its_labels(tmp_path: Path) -> None:
    pages, labels = tmp_path / "pages", tmp_path / "labels"
    pages.mkdir()
    labels.mkdir()
    (pages / "une.txt").write_text("\n\n".join(LINES), encoding="utf-8")
    (source,) = read_corpus(pages, max_file_bytes=1 << 20).sources
    told = zip(own_zones(source), LINES, strict=True)
    lines = (json.dumps({"zone": zone.value, "text": text}) for zone, text in told)
    (labels / "une.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = run(pages, labels)
    assert (found.macro_f1, len(found.labels)) == (1.0, len(LINES))


def test_a_page_without_its_labels_is_said(tmp_path: Path) -> None:
    (tmp_path / "une.txt").write_text(LINES[2], encoding="utf-8")
    with pytest.raises(SourcierError) as error:
        run(tmp_path, tmp_path / "absent")
    assert "une" in str(error.value)
