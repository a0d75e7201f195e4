"""Cases written in a spreadsheet and saved as CSV: one question a row.

The first row names the columns, by the names below or by the schema's own (docs/evaluation.md), in
any order; case and accents do not count. Several earlier questions, answers, sources or
surroundings are parted by "|" in one cell; a single source, `avant` or `après` is every answer's.
A question without answer is one that must be refused. Separators `,`, `;` and tabs are told apart,
and so are UTF-8 and cp1252, which French spreadsheets still write.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from eval import texts
from rag.calibrate.cases import Case, Gold, Kind
from rag.errors import CasesError, SourcesError
from rag.read.expect import Expected, expected
from rag.text.decode import decode
from rag.text.fold import fold

NAMES = {
    "id": "id",
    "question": "question",
    "historique": "history",
    "langue": "language",
    "espece": "kind",
    "reponses": "answers",
    "reponse": "answers",
    "sources": "source",
    "source": "source",
    "avant": "prefix",
    "apres": "suffix",
    "fait": "fact",
    "jeu": "split",
    "note": "note",
}
"""The schema's field for each name of a column, folded; the field's own name does too."""

FIELDS = frozenset(NAMES.values())
SPLITS = ("dev", "test")
PART = "|"
_SEPARATORS = ",;\t"
_WORDS: Mapping[Expected, Kind] = {
    Expected.DATE: "date",
    Expected.NUMBER: "number",
    Expected.PERSON: "person",
    Expected.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A row under its header: the file and row for errors, the text of each named cell."""

    path: Path
    number: int
    columns: Mapping[str, int]
    cells: tuple[str, ...]

    def text(self, field: str) -> str:
        """Return a cell's text, "" when it is empty or there is no such column."""
        at = self.columns.get(field, len(self.cells))
        return self.cells[at].strip() if at < len(self.cells) else ""

    def parts(self, field: str) -> tuple[str, ...]:
        """Return the parts of a cell, the empty ones dropped."""
        found = (part.strip() for part in self.text(field).split(PART))
        return tuple(part for part in found if part)

    def place(self, field: str) -> str:
        """Say where a cell stands."""
        return texts.cell_place(self.number, letter(self.columns[field]))

    def wrong(self, field: str, detail: str) -> CasesError:
        """Return the error of a cell."""
        return CasesError(
            texts.cell_wrong(self.path, self.number, letter(self.columns[field]), detail)
        )


def letter(column: int) -> str:
    """Return the name a spreadsheet gives a column, counted from 0: A, B, then AA after Z."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def load_table(path: Path) -> list[tuple[Case, str]]:
    """Read the cases of a CSV file, in order, each with where its answers are written, in French.

    Raises:
        CasesError: when it cannot be read; a wrong cell is named by its row and its column.
    """
    cases: dict[str, tuple[Case, str]] = {}
    for row in _rows(path):
        case = _case(row)
        if case.id in cases:
            raise row.wrong("id", texts.id_taken(case.id))
        cases[case.id] = case, row.place("answers") if case.answers else ""
    if not cases:
        raise CasesError(texts.table_empty(path))
    return list(cases.values())


def _rows(path: Path) -> Iterator[_Sheet]:
    try:
        text, _ = decode(path.read_bytes())
    except (OSError, SourcesError) as error:
        raise CasesError(texts.table_unreadable(path)) from error
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        columns = _columns(path, next(lines))
        number = 1
        for number, cells in enumerate(lines, start=2):
            if any(cell.strip() for cell in cells):
                yield _fitted(_Sheet(path, number, columns, tuple(cells)))
    except csv.Error as error:
        raise CasesError(texts.table_torn(path, number + 1)) from error


def _columns(path: Path, header: list[str]) -> dict[str, int]:
    """Return where each field stands."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(header):
        name = fold(cell).strip()
        if not name:
            continue
        field = NAMES.get(name, name)
        if field not in FIELDS:
            raise CasesError(texts.cell_wrong(path, 1, letter(at), texts.column_unknown(cell)))
        if field in columns:
            raise CasesError(texts.cell_wrong(path, 1, letter(at), texts.column_twice(cell)))
        columns[field] = at
    for field in ("id", "question"):
        if field not in columns:
            raise CasesError(texts.column_missing(path, field))
    return columns


def _fitted(row: _Sheet) -> _Sheet:
    """Refuse a row with words under no column: a separator stands inside a cell, most often."""
    named = set(row.columns.values())
    for at, cell in enumerate(row.cells):
        if cell.strip() and at not in named:
            raise CasesError(
                texts.cell_wrong(row.path, row.number, letter(at), texts.cell_unnamed(cell.strip()))
            )
    return row


def _case(row: _Sheet) -> Case:
    for field in ("id", "question"):
        if not row.text(field):
            raise row.wrong(field, texts.CELL_EMPTY)
    split = row.text("split") or "dev"
    if split not in SPLITS:
        raise row.wrong("split", texts.value_unknown(split, SPLITS))
    answers = _answers(row)
    kind = row.text("kind") or guessed(row.text("question"), answerable=bool(answers))
    if kind not in get_args(Kind):
        raise row.wrong("kind", texts.value_unknown(kind, get_args(Kind)))
    return Case.model_validate(
        {
            "id": row.text("id"),
            "question": row.text("question"),
            "history": row.parts("history"),
            "language": row.text("language") or "fr",
            "kind": kind,
            "answerable": bool(answers),
            "answers": answers,
            "split": split,
            "fact": row.text("fact"),
            "note": row.text("note"),
        }
    )


def _answers(row: _Sheet) -> tuple[Gold, ...]:
    words = row.parts("answers")
    if not words:
        for field in ("source", "prefix", "suffix"):
            if row.text(field):
                raise row.wrong(field, texts.CELL_WITHOUT_ANSWER)
        return ()
    if not row.text("source"):
        if "source" not in row.columns:
            raise CasesError(texts.column_missing(row.path, "source"))
        raise row.wrong("source", texts.CELL_EMPTY)
    sources, before, after = (_each(row, f, len(words)) for f in ("source", "prefix", "suffix"))
    return tuple(
        Gold(source=source, text=text, prefix=prefix, suffix=suffix)
        for text, source, prefix, suffix in zip(words, sources, before, after, strict=True)
    )


def _each(row: _Sheet, field: str, count: int) -> tuple[str, ...]:
    """Return a cell's part for each answer: its own, or the only one; an empty part stays."""
    if not row.text(field):
        return ("",) * count
    parts = tuple(part.strip() for part in row.text(field).split(PART))
    if len(parts) == 1:
        return parts * count
    if len(parts) != count:
        raise row.wrong(field, texts.cell_uneven(len(parts), count))
    return parts


def guessed(question: str, *, answerable: bool) -> Kind:
    """Return the kind of a question whose author gave none, from its interrogative words."""
    if not answerable:
        return "near-miss"
    return _WORDS.get(expected(question), "other")
