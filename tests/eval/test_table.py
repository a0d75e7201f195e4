"""Cases from a spreadsheet: what its author means, and the cell that is wrong."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.table import NAMES, letter, load_table
from rag.calibrate.cases import Case, Gold
from rag.errors import CasesError

HEADER = "id;question;espèce;réponses;source;avant;après;historique;jeu;fait;note;langue"
ROWS = (
    "ponts;Combien de ponts ?;number;42 ponts|les 42 ponts;nantes;compte | ;;;test;f1;lire;fr\n"
    "maire;Et qui est maire ?;;Claire Dubois|Mme Dubois;nantes|rennes;;;Où ? | Qui ?;;;;\n"
    "rugby;Qui a gagné ?;;;;;;;;;;\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a CSV file."""
    path = folder / "cas.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_sheet_is_read_as_it_is_meant(tmp_path: Path) -> None:
    ponts, maire, rugby = (case for case, _ in load_table(written(tmp_path, f"{HEADER}\n{ROWS}")))
    assert ponts == Case(
        id="ponts",
        question="Combien de ponts ?",
        kind="number",
        answerable=True,
        answers=(
            Gold(source="nantes", text="42 ponts", prefix="compte"),
            Gold(source="nantes", text="les 42 ponts"),
        ),
        split="test",
        fact="f1",
        note="lire",
    )
    assert [(gold.source, gold.text) for gold in maire.answers] == [
        ("nantes", "Claire Dubois"),
        ("rennes", "Mme Dubois"),
    ]
    assert (maire.history, maire.kind, maire.split) == (("Où ?", "Qui ?"), "person", "dev")
    assert (rugby.answerable, rugby.answers, rugby.kind) == (False, (), "near-miss")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(
    tmp_path: Path, encoding: str, separator: str, newline: str
) -> None:
    text = f"{HEADER}\n{ROWS}"
    expected = load_table(written(tmp_path, text))
    text = text.replace(";", separator).replace("\n", newline)
    assert load_table(written(tmp_path, text, encoding)) == expected


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))
cells = cells.map(lambda text: " ".join(text.replace("|", "").split())).filter(bool)


@given(st.lists(st.tuples(cells, cells, cells, cells), unique_by=lambda row: row[0], min_size=1))
def test_cells_come_back_whatever_they_hold(rows: list[tuple[str, str, str, str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["id", "question", "answers", "source"])
    writer.writerows(
        (name, f"{question}\n?", answer, source) for name, question, answer, source in rows
    )
    with TemporaryDirectory() as scratch:
        cases = [case for case, _ in load_table(written(Path(scratch), stream.getvalue()))]
    assert [
        (case.id, case.question.removesuffix("\n?"), case.answers[0].text, case.answers[0].source)
        for case in cases
    ] == rows


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("question\nQui ?", ["ligne 1", "« id »"]),
        ("id;réponse\na;b", ["ligne 1", "« question »"]),
        ("id;question;reponce\n", ["ligne 1, colonne C", "reponce"]),
        ("id;question;Question\n", ["ligne 1, colonne C", "déjà"]),
        ("id;question;réponse\na;Qui ?;x", ["ligne 1", "« source »"]),
        ("id;question\n;Qui ?", ["ligne 2, colonne A", "vide"]),
        ("question;id\n\n;a", ["ligne 3, colonne A", "vide"]),
        ("id;question\na;Qui ?\na;Où ?", ["ligne 3, colonne A", "« a »"]),
        ("id;question;espèce\na;Qui ?;personne", ["ligne 2, colonne C", "« personne »", "person,"]),
        ("id;question;jeu\na;Qui ?;essai", ["ligne 2, colonne C", "« essai »", "dev, test"]),
        ("id;question;réponse;source\na;Qui ?;x;", ["ligne 2, colonne D", "vide"]),
        ("id;question;réponse;source\na;Qui ?;;nantes", ["ligne 2, colonne D", "réponse"]),
        ("id;question;réponse;source\na;Qui ?;x|y|z;n|m", ["ligne 2, colonne D", "2 ", "3 "]),
        ("id;question\na;Qui, ou quoi ?;et puis", ["ligne 2, colonne C", "« et puis »"]),
        ('id;question\na;Qui ?\nb;"Où ?\nc;Quand ?\n', ["ligne 3", "guillemets"]),
        ('id;question\na;"Qui" est-ce ?', ["ligne 2", "guillemets"]),
        ("id;question\n", ["aucun cas"]),
        ("", ["illisible"]),
        ("id;question\na;Qui\0?", ["illisible"]),
    ],
)
def test_the_wrong_cell_is_named(tmp_path: Path, text: str, named: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CasesError) as caught:
        load_table(path)
    said = str(caught.value).replace("\u00a0", " ")
    assert str(path) in said
    assert "\n" not in said
    for words in named:
        assert words in said


def test_a_row_is_the_sheet_s_even_after_cells_of_several_lines(tmp_path: Path) -> None:
    text = 'id,question\na,"Qui\nest-ce ?"\n,Où ?\n'
    with pytest.raises(CasesError, match="ligne 3, colonne A"):
        load_table(written(tmp_path, text))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="absent"):
        load_table(tmp_path / "absent.csv")


def test_columns_have_the_letters_of_a_sheet() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def test_every_column_is_a_field_of_a_case() -> None:
    assert set(NAMES.values()) <= Case.model_fields.keys() | Gold.model_fields.keys()
