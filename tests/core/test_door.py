"""The one door: complete, quick to open, and its errors are French lines."""

import ast
import inspect
import pkgutil
import re
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from core_values import ARTICLES, CountingEncoder, engine_on, settings_on, source, write

import rag
from rag import Engine, Settings, SourcierError, Work, errors, messages
from rag.calibrate import load_cases
from rag.config import load
from rag.embed import load_encoder
from rag.index import open_index, store
from rag.text import read_corpus

ROOT = Path(rag.__file__).resolve().parent.parent
HEAVY = {
    *("torch", "faiss", "gradio", "transformers", "sentence_transformers", "fastapi", "uvicorn"),
    *("click", "rich", "bm25s", "lxml", "pypdfium2", "langdetect", "scipy"),
}
ENGLISH = re.compile(
    r"\b(?:the|such|missing|invalid|value|error|unexpected|is not|found|cannot|failed|file|line)\b",
    re.IGNORECASE,
)


def test_every_name_of_the_door_is_there() -> None:
    assert len(set(rag.__all__)) == len(rag.__all__)
    for name in rag.__all__:
        assert getattr(rag, name) is not None
    everything: dict[str, object] = {}
    exec("from rag import *", everything)  # noqa: S102 - what a caller may write
    assert set(rag.__all__) <= everything.keys()


def test_no_public_name_stands_beside_the_door() -> None:
    for name in rag.__all__:
        getattr(rag, name)
    beside = {
        name
        for name, value in vars(rag).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert beside - {"TYPE_CHECKING", "Any"} <= set(rag.__all__)
    with pytest.raises(AttributeError):
        rag.nothing_of_the_kind  # noqa: B018 - the look-up is the test


def test_what_the_surfaces_take_from_the_door_is_in_it() -> None:
    taken = {
        alias.name
        for folder in ("ui", "eval")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "rag"
        for alias in node.names
    }
    modules = {module.name for module in pkgutil.iter_modules(rag.__path__)}
    assert taken - modules <= set(rag.__all__)


def _errors() -> Iterator[type[SourcierError]]:
    waiting: list[type[SourcierError]] = [SourcierError]
    while waiting:
        found = waiting.pop()
        waiting += [one for one in found.__subclasses__() if one.__module__ == errors.__name__]
        yield found


@pytest.mark.parametrize("error", list(_errors()), ids=lambda error: error.__name__)
def test_every_error_is_at_the_door_and_in_the_tree(error: type[SourcierError]) -> None:
    assert error.__name__ in rag.__all__
    assert getattr(rag, error.__name__) is error
    assert error.__name__ in (errors.__doc__ or "")
    assert error.__name__.endswith("Error")


def test_the_door_opens_without_anything_heavy() -> None:
    script = "import sys, rag; print(*sorted(name.partition('.')[0] for name in sys.modules))"
    child = subprocess.run(  # noqa: S603 - our own interpreter, a constant script
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(child.stdout.split())
    assert "rag" in loaded
    assert not loaded & HEAVY


def test_an_engine_without_the_model_needs_no_torch(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from rag import Engine, Question, Settings\n"
        "folder, cache = map(Path, sys.argv[1:])\n"
        "settings = Settings(sources=folder, cache=cache, model='hashing')\n"
        "Engine.open(settings).ask(Question('Combien de ponts compte Nantes ?'))\n"
        "print(*sorted(name.partition('.')[0] for name in sys.modules))\n"
    )
    child = subprocess.run(  # noqa: S603 - our own interpreter, a constant script
        [sys.executable, "-c", script, write(tmp_path / "s", ARTICLES), tmp_path / "c"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(child.stdout.split())
    assert "faiss" in loaded
    assert not loaded & {"torch", "transformers", "gradio", "fastapi", "click"}


Faulty = Callable[[Path], object]


def _wrong_setting(_folder: Path) -> object:
    return load(Settings, {"threshold": "beaucoup"}, environ={})


def _missing_folder(folder: Path) -> object:
    return engine_on(folder / "absent", folder)


def _empty_folder(folder: Path) -> object:
    return engine_on(write(folder / "vide", {}), folder)


def _unusable_files(folder: Path) -> object:
    return engine_on(write(folder / "s", {"a.txt": "", "b.txt": "\x00", "c.pdf": "%PDF"}), folder)


def _two_of_one_name(folder: Path) -> object:
    return engine_on(write(folder / "s", {"a.txt": "Un.", "a.md": "Deux."}), folder)


def _wrong_description(folder: Path) -> object:
    return engine_on(write(folder / "s", {"a.txt": "Un.", "sources.toml": "["}), folder)


def _unknown_model(folder: Path) -> object:
    return Engine.open(settings_on(write(folder / "s", ARTICLES), folder, model="inconnu"))


def _absent_model(folder: Path) -> object:
    return load_encoder(Settings(cache=folder))


def _damaged_index(folder: Path) -> object:
    home = store.home(folder / "c", write(folder / "s", ARTICLES), "hashing")
    write(home, {store.POINTER: "g-perdue"})
    return engine_on(folder / "s", folder / "c")


def _foreign_index(folder: Path) -> object:
    sources = write(folder / "s", ARTICLES)
    for dimension in (32, 64):
        encoder = CountingEncoder(dimension)
        open_index(sources, folder, encoder, 1 << 20, Work())
    return None


def _wrong_cases(folder: Path) -> object:
    write(folder / "s", {"cas.jsonl": '{"id": "1"}\n'})
    return load_cases(folder / "s" / "cas.jsonl")


FAULTS = {
    _wrong_cases: "CasesError",
    _wrong_setting: "ConfigError",
    _missing_folder: "FolderError",
    _empty_folder: "FolderError",
    _unusable_files: "FolderError",
    _two_of_one_name: "IdentifierError",
    _wrong_description: "DescriptionError",
    _unknown_model: "ModelError",
    _absent_model: "ModelError",
    _damaged_index: "DamagedIndexError",
    _foreign_index: "ForeignIndexError",
}


def check_french(line: str, *ours: str) -> None:
    """Check that a message is one line of French, its own names apart."""
    assert line == line.strip() != ""
    assert len(line.splitlines()) == 1
    for name in ours:
        line = line.replace(name, "")
    assert not ENGLISH.search(line), line


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_fault_of_each_kind_is_one_french_line(fault: Faulty, tmp_path: Path) -> None:
    with pytest.raises(SourcierError) as error:
        fault(tmp_path)
    assert type(error.value).__name__ == FAULTS[fault]
    check_french(str(error.value), str(tmp_path))


def test_every_kind_of_error_that_a_person_meets_was_made() -> None:
    leaves = {error.__name__ for error in _errors() if not error.__subclasses__()}
    assert leaves == set(FAULTS.values())


def _value(annotation: object) -> object:
    """Return an argument of a type."""
    name = str(annotation)
    if "Source" in name:
        one = source("Un mot.", title="Un titre")
        return [one, one] if "Sequence" in name else one
    if "Path" in name:
        return Path("dossier")
    if "list" in name:
        return ["a.txt\u00a0: vide."] * 7
    if "Exception" in name:
        return OSError("détail")
    return 3 if "int" in name else "2024-06-25"


def _sayings() -> Iterator[tuple[str, str]]:
    for name, value in vars(messages).items():
        if name.startswith("_"):
            continue
        if inspect.isfunction(value) and value.__module__ == messages.__name__:
            parameters = inspect.signature(value, eval_str=True).parameters.values()
            yield name, value(*(_value(one.annotation) for one in parameters))
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", text) for key, text in value.items())
        elif isinstance(value, str) and name.isupper():
            yield name, value


@pytest.mark.parametrize(("name", "text"), list(_sayings()))
def test_the_catalogue_speaks_french_in_one_line(name: str, text: str) -> None:
    assert len(text.splitlines()) == 1, name
    assert not ENGLISH.search(text)


def test_each_reason_to_refuse_has_its_own_sentence() -> None:
    assert messages.REFUSALS.keys() == set(rag.Reason)
    assert len(set(messages.REFUSALS.values())) == len(rag.Reason)


def test_no_bare_read_crosses_the_door(tmp_path: Path) -> None:
    with pytest.raises(SourcierError):
        read_corpus(tmp_path / "\ud800", max_file_bytes=10)
