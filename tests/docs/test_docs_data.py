"""The documentation says what the data are: evaluation cases, and the record of an outcome."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from docs_pages import DOCS, SPAN, blocks, read, section, table
from pydantic import BaseModel

from rag import Question, Zone, record
from rag.agree import Held
from rag.answer import compose, refuse
from rag.calibrate.cases import Case, Gold, Kind, load_cases
from rag.types import Asked, Candidate, HelpLine, Hit, Notice, Passage, Reason, Source, Span

# --- evaluation -----------------------------------------------------------------------------


def test_the_case_of_the_example_loads(tmp_path: Path) -> None:
    example, label = blocks(read(DOCS / "evaluation.md"), "json")
    path = tmp_path / "cases.jsonl"
    path.write_text(example, encoding="utf-8")

    (case,) = load_cases(path)
    assert case.answerable
    assert case.answers[0].prefix
    assert Zone(json.loads(label)["zone"])


@pytest.mark.parametrize(
    ("opening", "model"), [("Un fichier de cas", Case), ("Une réponse acceptable", Gold)]
)
def test_every_field_of_a_case_has_its_row(opening: str, model: type[BaseModel]) -> None:
    _, _, after = read(DOCS / "evaluation.md").partition(opening)
    rows = table(after)

    assert list(rows) == list(model.model_fields)
    for name, field in model.model_fields.items():
        told = rows[name][0]
        if field.is_required():
            assert told == "obligatoire"
        else:
            default = list(field.default) if field.default == () else field.default
            assert json.loads(told.strip("`")) == default


def test_every_kind_of_question_is_told() -> None:
    told = section(read(DOCS / "evaluation.md"), "Les espèces")
    first = "".join(line.split(" | ")[0] for line in told.splitlines() if line.startswith("| `"))

    assert SPAN.findall(first) == list(get_args(Kind))


# --- the record -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """An answer with all that a record can hold, and a refusal that shows what is near."""
    text = "Le pont a rouvert lundi. Le pont a rouvert lundi."
    source = Source("pont", "pont.txt", text, digest="", published="2024-06-25")
    whole, copy = Span(source, 0, 24), Span(source, 25, 49)
    hit = Hit(Passage(0, Zone.BODY, (whole, copy)), dense=0.9, lexical=1.0, score=0.9)
    asked = Asked(
        Question("Quand ?"),
        notices=(Notice("foreign_question", "…"),),
        help=(HelpLine("Les secours", "112"),),
    )
    candidate = Candidate(Span(source, 18, 23), whole, hit, score=1.0)
    answer = compose(asked, [Held((candidate,), 1)])
    return [record(answer), record(refuse(asked, Reason.LOW_CONFIDENCE, [hit]))]


def objects(name: str, value: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each object of a record with the name of the field that holds it."""
    if isinstance(value, Mapping):
        yield name, value
        for key, inner in value.items():
            yield from objects(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(name, inner)


def test_every_field_of_the_record_has_its_row(records: list[dict[str, Any]]) -> None:
    page = read(DOCS / "contrat.md")
    titles = {"": "L’enregistrement", "timings_ms": "`timings_ms`"}
    titles |= {
        name: f"`{name}`"
        for name in ("parts", "spans", "pieces", "places", "notices", "agreement", "positions")
    }
    titles |= {name: f"`{name}`" for name in ("speaker", "date_notes", "help")}
    titles |= dict.fromkeys(("citations", "nearest"), "`citations` et `nearest`")
    seen = set()
    for given in records:
        for name, found in objects("", given):
            seen.add(name)
            assert list(found) == list(table(section(page, titles[name]))), name
    assert seen == set(titles)


def test_every_reason_to_refuse_has_its_row() -> None:
    rows = table(section(read(DOCS / "contrat.md"), "Les raisons d’un refus"))

    assert list(rows) == [reason.value for reason in Reason]


def test_the_fields_said_to_be_always_empty_are(records: list[dict[str, Any]]) -> None:
    page = read(DOCS / "contrat.md")
    always = {
        name
        for title in ("L’enregistrement", "`citations` et `nearest`")
        for name, (_, meaning) in table(section(page, title)).items()
        if "aujourd’hui" in meaning and "oujours" in meaning
    }
    told = {
        name: value
        for given in records
        for _, found in objects("", given)
        for name, value in found.items()
        if name in always
    }

    assert set(told) == always
    assert all(value in (None, []) for value in told.values())
