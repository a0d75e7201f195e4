"""The bench of distress: its wordings, weights written and read again, and who is reached."""

import json
from pathlib import Path

import numpy as np
import pytest

from eval.distress import LEARN, TEST, figures, fit, load_wordings, misses, shown, vectors, write
from eval.texts import KINDS
from rag import HashingEncoder
from rag.courtesy.meaning import features, from_record
from rag.errors import CasesError

ENCODER = HashingEncoder(64)
WORDINGS = [one for one in load_wordings(LEARN) if one.family.startswith("sec-")] + [
    one for one in load_wordings(LEARN) if one.family.startswith("sms-grave")
]


def test_the_wordings_to_learn_and_to_measure_are_apart() -> None:
    learn, test = load_wordings(LEARN), load_wordings(TEST)
    assert not {one.question for one in learn} & {one.question for one in test}
    assert {one.part for one in learn} == {"train", "dev"}
    assert {one.part for one in test} == {"test"}
    for found, told, other in ((learn, 350, 700), (test, 60, 120)):
        assert sum(one.kind == "distress" for one in found) >= told
        assert sum(one.kind != "distress" for one in found) >= other
        assert {one.kind for one in found} == set(KINDS)
        assert all((one.theme is not None) == (one.kind == "distress") for one in found)


def test_no_family_is_both_of_train_and_dev() -> None:
    parts = {one.family: one.part for one in load_wordings(LEARN)}
    assert all(one.part == parts[one.family] for one in load_wordings(LEARN))


def test_weights_written_are_read_again(tmp_path: Path) -> None:
    rows = vectors(WORDINGS, ENCODER)
    record = fit(WORDINGS, rows, ENCODER)
    write(record, tmp_path / "meaning.json")
    saved = json.loads((tmp_path / "meaning.json").read_text("utf-8"))
    assert saved == record
    meaning = from_record(saved)
    assert meaning.weights.shape == (1 + len(meaning.themes), len(features("", rows[0])) + 1)
    told = np.array([one.kind == "distress" for one in WORDINGS])
    chances = np.array(
        [meaning.told(one.question, row).chance for one, row in zip(WORDINGS, rows, strict=True)]
    )
    assert chances[told].mean() > chances[~told].mean()


def test_who_is_reached_is_counted_by_kind() -> None:
    found = list(shown(WORDINGS, vectors(WORDINGS, ENCODER), None))
    assert [one.wording for one in found] == WORDINGS
    lines = list(figures(found))
    assert len(lines) == len({one.kind for one in WORDINGS})
    assert any(KINDS["distress"] in line for line in lines)
    lost = sum(one.wording.kind == "distress" and not one.right for one in found)
    assert len(list(misses(found))) >= lost > 0


@pytest.mark.parametrize("wrong", ["{", '{"question": "x"}', '{"question": "x", "kind": "other"}'])
def test_a_wrong_file_is_said(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "phrases.jsonl"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(CasesError, match="phrases"):
        load_wordings(path)
    with pytest.raises(CasesError, match="absent"):
        load_wordings(tmp_path / "absentes.jsonl")
