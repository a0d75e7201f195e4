"""The recipe: typos are refused, and the shipped one names data that is there."""

import tomllib
from pathlib import Path

import pytest

from rag.training import recipe as module
from rag.training.data import load_examples
from rag.training.recipe import Files, load_recipe

SHIPPED = Path(module.__file__).with_name("recipe.toml")
DATA = SHIPPED.with_name("data")

RECIPE = """
seed = 1
batch = 2
warmup = 3
head = 5.0
dropout = 0.1
decay = 0.01
average = 0.99
dev = ["a.json"]
[[stages]]
name = "un"
epochs = 2
rate = [1e-4, 1e-5]
[[stages.files]]
paths = ["a.json", "b.json"]
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_recipe_is_read(tmp_path: Path) -> None:
    found = load_recipe(saved(tmp_path, RECIPE))
    (stage,) = found.stages
    assert (found.seed, found.batch, found.dev) == (1, 2, ("a.json",))
    assert (stage.name, stage.epochs, stage.rate) == ("un", 2, (1e-4, 1e-5))
    assert stage.files == (Files(paths=("a.json", "b.json")),)
    assert (stage.files[0].negatives, stage.files[0].titled, stage.files[0].crossed) == (
        0.0,
        0.8,
        False,
    )


@pytest.mark.parametrize(
    "line", ["seed = 1", 'name = "un"', "epochs = 2", 'paths = ["a.json", "b.json"]']
)
def test_an_unknown_key_is_refused_wherever_it_is(tmp_path: Path, line: str) -> None:
    wrong = RECIPE.replace(line, f"{line}\nnegative = 0.2")
    with pytest.raises(ValueError, match="negative"):
        load_recipe(saved(tmp_path, wrong))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("seed = 1", ""),
        ("seed = 1", 'seed = "x"'),
        ("seed = 1", "seed"),
        ("epochs = 2", "epochs = 0"),
        ("rate = [1e-4, 1e-5]", "rate = [1e-4]"),
        ('paths = ["a.json", "b.json"]', 'paths = ["a.json"]\nnegatives = 1.5'),
        ('paths = ["a.json", "b.json"]', 'paths = ["a.json"]\ntitled = -0.1'),
    ],
)
def test_a_value_that_does_not_fit_is_refused(tmp_path: Path, line: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load_recipe(saved(tmp_path, RECIPE.replace(line, wrong)))


def test_the_shipped_recipe_says_all_that_its_file_says() -> None:
    said = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    found = load_recipe(SHIPPED)
    assert found.model_fields_set == set(said)
    assert [stage.name for stage in found.stages] == [stage["name"] for stage in said["stages"]]
    assert len({stage.name for stage in found.stages}) == len(found.stages)
    assert found.model_dump(mode="json", exclude_unset=True) == said


def test_the_shipped_recipe_names_data_that_is_there() -> None:
    found = load_recipe(SHIPPED)
    learnt = {path for stage in found.stages for files in stage.files for path in files.paths}
    own = {path for path in learnt | set(found.dev) if path.startswith("presse")}
    assert own
    for name in own:
        assert load_examples(DATA / name)
    assert not learnt & set(found.dev)
    # Judged once, at the end: neither learnt nor tuned on.
    assert "presse.test.json" not in learnt | set(found.dev)


def test_no_paragraph_of_our_own_data_is_in_two_files() -> None:
    read = {path.name: load_examples(path) for path in sorted(DATA.glob("*.json"))}
    assert {"presse.train.json", "presse.dev.json", "presse.test.json"} <= set(read)
    seen: dict[str, str] = {}
    for name, found in read.items():
        for one in found:
            assert seen.setdefault(one.context, name) == name
    ids = [one.id for found in read.values() for one in found]
    assert len(set(ids)) == len(ids)
