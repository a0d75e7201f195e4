"""A small training, but whole: its stages, and going on after a stop."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

from rag.training.recipe import Recipe
from rag.training.run import Run

WORDS = ["<s>", "<pad>", "</s>", "<unk>", *(f"mot{number}" for number in range(30))]

RECIPE = {
    "seed": 1,
    "batch": 4,
    "warmup": 2,
    "head": 5.0,
    "dropout": 0.1,
    "decay": 0.01,
    "average": 0.9,
    "dev": ["dev.json"],
    "stages": [
        {"name": "un", "epochs": 1, "rate": [1e-2, 1e-3], "files": [{"paths": ["a.json"]}]},
        {
            "name": "deux",
            "epochs": 1,
            "rate": [1e-2, 1e-3],
            "rounded": True,
            "files": [{"paths": ["a.json"], "negatives": 0.5}],
        },
    ],
}


def questions(first: int) -> dict[str, object]:
    """Make a SQuAD file: each paragraph says one word of its question's number."""
    paragraphs = []
    for number in range(first, first + 8):
        said = f"mot{number} mot{number + 1} mot{number + 2}"
        answer = {"text": f"mot{number + 1}", "answer_start": said.index(f"mot{number + 1}")}
        asked = {"id": str(number), "question": f"mot{number} 12", "answers": [answer]}
        paragraphs.append({"context": said, "qas": [asked]})
    return {"data": [{"title": "", "paragraphs": paragraphs}]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny encoder, and the files of the recipe."""
    where = tmp_path_factory.mktemp("training")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=64,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(where / "model")
    tokenizer = Tokenizer(
        models.WordLevel({f"▁{word}": at for at, word in enumerate(WORDS)}, unk_token="▁<unk>")  # noqa: S106 - a piece, no secret
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.save(str(where / "model" / "tokenizer.json"))
    for name, first in (("a.json", 0), ("dev.json", 18)):
        (where / name).write_text(json.dumps(questions(first)), encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def make(folder: Path) -> Callable[[str], Run]:
    """What prepares a run of the recipe, in a folder of this name."""

    def made(name: str) -> Run:
        recipe = Recipe.model_validate(RECIPE)
        return Run(
            recipe,
            folder / "model",
            folder / name,
            lambda path: folder / path,
        )

    return made


@pytest.fixture(scope="module")
def whole(make: Callable[[str], Run], folder: Path) -> Path:
    """The folder of a run that went to its end at once."""
    assert make("whole").train(600)
    return folder / "whole"


def average(path: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = torch.load(path, weights_only=True)["average"]
    return found


def test_each_epoch_leaves_a_checkpoint_and_a_point_of_the_curve(whole: Path) -> None:
    assert {path.name for path in whole.glob("*-1.pt")} == {"un-1.pt", "deux-1.pt"}
    log = [json.loads(line) for line in (whole / "log.jsonl").read_text("utf-8").splitlines()]
    assert [row["stage"] for row in log if "dev" in row] == [0, 1]


def test_every_layer_is_trained(whole: Path) -> None:
    first, second = average(whole / "un-1.pt"), average(whole / "deux-1.pt")
    layers = [name for name in first if ".layer." in name]
    assert layers
    assert not any(torch.equal(first[name], second[name]) for name in layers)


def test_a_run_cut_off_at_every_step_ends_as_one_that_was_not(
    make: Callable[[str], Run], folder: Path, whole: Path
) -> None:
    for _ in range(100):
        if make("cut").train(0):
            break
    wanted, found = average(whole / "deux-1.pt"), average(folder / "cut" / "deux-1.pt")
    for name, value in wanted.items():
        torch.testing.assert_close(found[name], value, msg=name)
