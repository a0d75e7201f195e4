"""Settings: who wins, and one French line for whatever does not fit."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rag import EDITORIAL, ConfigError, FolderError, Settings, Zone
from rag.config import FILE_NAME, Frozen, load, settings_file, with_default_sources

ENGLISH = re.compile(
    r"\b(?:at|line|expected|invalid|cannot|statement|after|unclosed|value)\b", re.IGNORECASE
)


class Surface(Frozen):
    """The settings of another surface, in a table of its own."""

    port: int = 7860
    names: tuple[str, ...] = ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, text: str, name: str = FILE_NAME) -> Path:
    """Write a settings file."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def french_line(error: pytest.ExceptionInfo[Exception]) -> str:
    """Return the one line of an error, which ends as a sentence."""
    (line,) = str(error.value).splitlines()
    assert line.endswith(".")
    return line


@pytest.mark.parametrize("in_file", [None, 3])
@pytest.mark.parametrize("in_environment", [None, 4])
@pytest.mark.parametrize("by_flag", [None, 5])
def test_a_flag_wins_over_the_environment_over_the_file_over_the_default(
    folder: Path, in_file: int | None, in_environment: int | None, by_flag: int | None
) -> None:
    if in_file is not None:
        written(folder, f"read_passages = {in_file}\n")
    environ = {} if in_environment is None else {"SOURCIER_READ_PASSAGES": str(in_environment)}
    found = load(Settings, {"read_passages": by_flag}, environ=environ, folder=folder)
    expected = by_flag or in_environment or in_file or Settings().read_passages
    assert found.read_passages == expected


def test_a_zero_is_a_value_and_an_empty_variable_is_none(folder: Path) -> None:
    written(folder, "threshold = 0.7\nthreads = 3\n")
    found = load(
        Settings,
        {"threshold": 0.0},
        environ={"SOURCIER_THREADS": "", "SOURCIER_MODEL": ""},
        folder=folder,
    )
    assert (found.threshold, found.threads, found.model) == (0.0, 3, Settings().model)


def test_each_setting_may_come_from_each_place(folder: Path, tmp_path: Path) -> None:
    values = {
        "sources": str(tmp_path / "s"),
        "cache": str(tmp_path / "c"),
        "model": "hashing",
        "zones": ["body", "comment"],
        "max_file_bytes": 10,
        "max_question": 11,
        "read_passages": 12,
        "threshold": 0.25,
        "threads": 2,
    }
    assert values.keys() <= Settings.model_fields.keys()
    expected = Settings.model_validate(values)
    written(folder, "\n".join(f"{key} = {_toml(value)}" for key, value in values.items()))
    assert load(Settings, environ={}, folder=folder) == expected
    environ = {
        f"SOURCIER_{key.upper()}": ", ".join(value) if isinstance(value, list) else str(value)
        for key, value in values.items()
    }
    empty = tmp_path / "vide"
    empty.mkdir()
    assert load(Settings, environ=environ, folder=empty) == expected
    assert load(Settings, values, environ={}, folder=empty) == expected


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def test_without_anything_the_defaults_hold(folder: Path) -> None:
    found = load(Settings, environ={}, folder=folder)
    assert found == Settings()
    assert found.zones == EDITORIAL
    assert found.sources is None


def test_a_named_file_replaces_the_folder_s(folder: Path) -> None:
    written(folder, "threads = 1\n")
    named = written(folder, "threads = 2\n", "autre.toml")
    environ = {"SOURCIER_CONFIG": str(named)}
    assert load(Settings, environ=environ, folder=folder).threads == 2


def test_another_surface_has_its_table_and_its_variables(folder: Path) -> None:
    written(folder, "threads = 1\n[web]\nport = 1\n")
    assert load(Settings, environ={}, folder=folder).threads == 1
    assert load(Surface, table="web", environ={}, folder=folder) == Surface(port=1)
    environ = {"SOURCIER_WEB_PORT": "2", "SOURCIER_PORT": "3", "SOURCIER_WEB_NAMES": "a, b"}
    found = load(Surface, table="web", environ=environ, folder=folder)
    assert found == Surface(port=2, names=("a", "b"))


WRONG_FILES = {
    "tresholds = 0.5": "tresholds",
    "threshold = 0.5\n[autre]\nx = 1": "autre",
    "[threshold]\nx = 1": "threshold",
    'threshold = "beaucoup"': "threshold",
    "threshold = 1.5": "threshold",
    "threshold = -0.1": "threshold",
    "threshold = nan": "threshold",
    "threads = -1": "threads",
    "read_passages = 0": "read_passages",
    "max_question = 0": "max_question",
    "max_file_bytes = -5": "max_file_bytes",
    'zones = ["ailleurs"]': "zones",
    'zones = "body"': "zones",
    "sources = 3": "sources",
    "model = 3": "model",
    "model = [1\n": FILE_NAME,
    "=": FILE_NAME,
    "threads = 1\nthreads = 2": FILE_NAME,
}


@pytest.mark.parametrize(("text", "named"), WRONG_FILES.items())
def test_a_wrong_file_is_said_in_one_line_that_names_it(
    folder: Path, text: str, named: str
) -> None:
    written(folder, text + "\n")
    with pytest.raises(ConfigError) as error:
        load(Settings, environ={}, folder=folder)
    assert named in french_line(error)


@pytest.mark.parametrize("text", ["threads 1", "threads = [1"])
def test_a_file_that_is_no_toml_is_said_in_french(folder: Path, text: str) -> None:
    written(folder, text)
    with pytest.raises(ConfigError) as error:
        load(Settings, environ={}, folder=folder)
    assert not ENGLISH.search(french_line(error).replace(str(folder), ""))


@pytest.mark.parametrize(
    ("text", "table"),
    [("web = 3", "web"), ("[web]\nprot = 1", "web"), ("[[web]]\nport = 1", "web")],
)
def test_a_wrong_table_is_said_in_one_line(folder: Path, text: str, table: str) -> None:
    written(folder, text + "\n")
    with pytest.raises(ConfigError) as error:
        load(Surface, table=table, environ={}, folder=folder)
    assert french_line(error)


@pytest.mark.parametrize("data", [b"\xff\xfe", "modèle = 1".encode("latin-1"), b"\x00"])
def test_a_file_that_is_no_text_is_said(folder: Path, data: bytes) -> None:
    (folder / FILE_NAME).write_bytes(data)
    with pytest.raises(ConfigError) as error:
        load(Settings, environ={}, folder=folder)
    assert FILE_NAME in french_line(error)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SOURCIER_THRESHOLD", "beaucoup"),
        ("SOURCIER_THRESHOLD", "1,5"),
        ("SOURCIER_THRESHOLD", "nan"),
        ("SOURCIER_THREADS", "-1"),
        ("SOURCIER_THREADS", "2.5"),
        ("SOURCIER_ZONES", "body,partout"),
        ("SOURCIER_MAX_QUESTION", "0"),
        ("SOURCIER_READ_PASSAGES", "douze\nlignes"),
    ],
)
def test_a_wrong_variable_is_said_with_its_setting_and_its_value(
    folder: Path, variable: str, value: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(Settings, environ={variable: value}, folder=folder)
    line = french_line(error)
    assert variable.removeprefix("SOURCIER_").lower() in line
    assert value.partition("\n")[0].rpartition(",")[2] in line


@pytest.mark.parametrize("value", ["", "   "])
def test_a_wrong_flag_is_said(folder: Path, value: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(Settings, {"threshold": value}, environ={}, folder=folder)
    assert "threshold" in french_line(error)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_flag_loads_or_is_said(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: str
) -> None:
    with contextlib.suppress(ConfigError):
        load(Settings, {key: value}, environ={}, folder=tmp_path_factory.getbasetemp())


def test_a_named_file_that_is_missing_is_said(folder: Path) -> None:
    for path in (folder / "absent.toml", folder):
        with pytest.raises(ConfigError) as error:
            settings_file({"SOURCIER_CONFIG": str(path)}, folder)
        line = french_line(error)
        assert str(path) in line
        assert "SOURCIER_CONFIG" in line


def test_settings_are_frozen_and_refuse_what_they_do_not_know() -> None:
    given = Settings()
    with pytest.raises(ValidationError):
        given.threshold = 1.0  # type: ignore[misc] - what is tried
    with pytest.raises(ValidationError):
        Settings.model_validate({"treshold": 0.5})


def test_the_sources_given_are_kept(tmp_path: Path) -> None:
    given = Settings(sources=tmp_path)
    assert with_default_sources(given) is given


def test_the_seeds_of_the_working_folder_are_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    found = with_default_sources(Settings()).sources
    assert found is not None
    assert found.resolve() == tmp_path / "seeds"


def test_without_seeds_the_option_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rag.config.__file__", str(tmp_path / "lib" / "rag" / "config.py"))
    with pytest.raises(FolderError) as error:
        with_default_sources(Settings())
    assert "--sources" in french_line(error)


def test_a_zone_is_written_as_in_the_contract(folder: Path) -> None:
    environ = {"SOURCIER_ZONES": ",".join(Zone)}
    assert load(Settings, environ=environ, folder=folder).zones == set(Zone)
