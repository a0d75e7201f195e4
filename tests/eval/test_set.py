"""The set that comes with the bench holds what docs/evaluation.md says of it."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from rag.calibrate.cases import Case, Kind, load_cases, misplaced
from rag.text import read_corpus

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path("eval", "corpora", "presse")
SETS = {"seeds": ("seeds", "seeds"), "presse": (str(PAGES / "dev"), str(PAGES / "test"))}
"""The sources of each set's cases for tuning, then of those for judging."""
LARGE = 10**8


def cases_of(name: str) -> list[Case]:
    return load_cases(ROOT / "eval" / "cases" / f"{name}.jsonl")


def both(name: str) -> list[Case]:
    return [*cases_of(f"{name}-dev"), *cases_of(f"{name}-test")]


@pytest.mark.parametrize("name", SETS)
def test_each_set_has_three_hundred_cases_each_on_its_side(name: str) -> None:
    sides = {split: cases_of(f"{name}-{split}") for split in ("dev", "test")}
    assert sum(len(cases) for cases in sides.values()) >= 300
    assert len({case.id for case in both(name)}) == len(both(name))
    for split, cases in sides.items():
        assert {case.split for case in cases} == {split}


@pytest.mark.parametrize("name", SETS)
def test_no_fact_and_no_question_stands_on_both_sides(name: str) -> None:
    dev, test = cases_of(f"{name}-dev"), cases_of(f"{name}-test")
    assert {one.fact for one in dev} & {one.fact for one in test} <= {""}
    asked = {(one.question, one.history) for one in dev}
    assert [one.id for one in test if (one.question, one.history) in asked] == []


def test_every_kind_is_judged_on_twenty_cases_at_least() -> None:
    """What wants a yes or a no is judged on the affairs, and is rarer there."""
    counts = Counter(one.kind for name in SETS for one in cases_of(f"{name}-test"))
    few = {kind: counts[kind] for kind in get_args(Kind) if counts[kind] < 20}
    assert few == {"yes-no": 0, "other": 0}


def test_the_facts_of_the_seeds_are_many_and_none_is_asked_too_often() -> None:
    facts = Counter(one.fact for one in both("seeds") if one.fact)
    told = " ".join((ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8").split())
    assert f"({len(facts)} faits relevés" in told
    assert len(facts) >= 120
    assert max(facts.values()) <= 3
    assert {one.fact for one in both("seeds") if one.answerable} <= set(facts)


def test_a_rate_of_two_in_a_hundred_can_be_seen() -> None:
    judged = [one for name in SETS for one in cases_of(f"{name}-test") if one.answerable]
    calm = [one for one in judged if one.agreement is None or one.agreement.kind != "disagreement"]
    assert len(calm) >= 150
    assert len(judged) - len(calm) >= 20


@pytest.mark.parametrize("name", [*SETS, "smoke"])
def test_every_answer_stands_where_it_says(name: str) -> None:
    if name == "smoke":
        pairs = [(cases_of("smoke"), "seeds")]
    else:
        sides = (cases_of(f"{name}-dev"), cases_of(f"{name}-test"))
        pairs = list(zip(sides, SETS[name], strict=True))
    for cases, folder in pairs:
        corpus = read_corpus(ROOT / folder, max_file_bytes=LARGE)
        assert list(misplaced(cases, corpus)) == []
        for case in cases:
            assert case.answerable is bool(case.passages)
            for place in case.passages:
                source = corpus.source(place.source)
                assert source is not None
                assert 0 <= place.start < place.end <= len(source.text)


def test_the_press_pages_are_of_several_formats_and_each_affair_is_on_one_side() -> None:
    files = {split: list((ROOT / PAGES / split).iterdir()) for split in ("dev", "test")}
    every = [path for paths in files.values() for path in paths]
    assert len(every) >= 25
    assert {path.suffix for path in every} == {".txt", ".md", ".html"}
    affairs: dict[str, set[str]] = {}
    for split, paths in files.items():
        lines = (ROOT / PAGES / f"{split}.affairs.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert {row["source"] for row in rows} == {path.stem for path in paths}
        affairs[split] = {row["affair"] for row in rows}
    assert affairs["dev"].isdisjoint(affairs["test"])
