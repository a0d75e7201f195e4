"""The cases on affairs: plain and harder questions, each file on the pages of one affair."""

import json
from pathlib import Path

import pytest

from rag.calibrate import load_cases
from rag.calibrate.cases import Case, misplaced
from rag.text import read_corpus

ROOT = Path(__file__).parents[2]
CASES, PAGES = ROOT / "eval" / "cases", ROOT / "eval" / "corpora" / "affaires"
LARGE = 10**8


def files(split: str) -> list[Path]:
    return sorted((CASES / f"affaires-{split}").glob("*.jsonl"))


def cases(split: str) -> list[Case]:
    return [one for file in files(split) for one in load_cases(file)]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_answer_stands_where_it_says(split: str) -> None:
    for file in files(split):
        corpus = read_corpus(PAGES / split / file.stem, max_file_bytes=LARGE)
        found = load_cases(file)
        assert list(misplaced(found, corpus)) == []
        assert all(one.split == split and one.answerable == bool(one.answers) for one in found)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_pages_are_marked_by_affair(split: str) -> None:
    lines = (PAGES / f"{split}.affairs.jsonl").read_text(encoding="utf-8").splitlines()
    marked = {(row["affair"], row["source"]) for row in map(json.loads, lines)}
    pages = {(path.parent.name, path.stem) for path in (PAGES / split).glob("*/*")}
    assert marked == pages
    assert {affair for affair, _ in pages} == {file.stem for file in files(split)}


def test_no_affair_is_on_both_sides() -> None:
    dev, test = ({file.stem for file in files(split)} for split in ("dev", "test"))
    assert dev.isdisjoint(test)


def test_the_sets_are_of_the_size_told() -> None:
    sizes = {split: (len(files(split)), len(cases(split))) for split in ("dev", "test")}
    assert sizes == {"dev": (22, 2272), "test": (2, 212)}
    for split in sizes:
        found = cases(split)
        assert 0.3 <= sum(not one.answerable for one in found) / len(found) <= 0.45
        assert len({one.id for one in found}) == len(found)
