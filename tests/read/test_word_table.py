"""The table of word embeddings: the rows of a safetensors file, or one line that says why not."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import save_file

from rag.embed.table import NAME, WordTable
from rag.errors import ModelError

ROWS = np.random.default_rng(7).normal(size=(11, 4)).astype(np.float32)
OTHERS = {"a.first": np.ones((3, 2), np.float32), "z.last": np.zeros(5, np.float32)}


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "model.safetensors"
    save_file({NAME: ROWS, **OTHERS}, path)
    return path


def by_hand(path: Path, header: object, data: bytes) -> Path:
    """Write a safetensors file from the description of the format."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


def refused(path: Path) -> str:
    """Return the one line in which a file is refused."""
    with pytest.raises(ModelError) as caught:
        WordTable.open(path)
    (line,) = str(caught.value).splitlines()
    assert path.name in line
    return line


@given(st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_are_those_of_the_file(weights: Path, drawn: list[list[int]]) -> None:
    table = WordTable.open(weights)
    ids = np.array(drawn, dtype=np.int64)
    found = table.look_up(ids)
    assert found.dtype == np.float32
    assert found.shape == (*ids.shape, table.dimension)
    np.testing.assert_array_equal(found, ROWS[ids])


def test_the_dimension_is_that_of_the_file(weights: Path) -> None:
    assert WordTable.open(weights).dimension == 4


def test_a_file_written_by_hand_is_read(tmp_path: Path) -> None:
    values: NDArray[np.float32] = np.arange(6, dtype="<f4").reshape(3, 2)
    header = {NAME: {"dtype": "F32", "shape": [3, 2], "data_offsets": [8, 32]}}
    path = by_hand(tmp_path / "m.safetensors", header, bytes(8) + values.tobytes())
    found = WordTable.open(path).look_up(np.arange(3))
    np.testing.assert_array_equal(found, values)


def test_no_identifiers_give_no_rows(weights: Path) -> None:
    assert WordTable.open(weights).look_up(np.zeros((0, 3), np.int64)).shape == (0, 3, 4)


@pytest.mark.parametrize("kind", [np.float16, np.float64, np.int8])
def test_another_type_of_number_is_refused(tmp_path: Path, kind: type) -> None:
    path = tmp_path / "model.safetensors"
    save_file({NAME: ROWS.astype(kind)}, path)
    assert "ne se charge pas" in refused(path)


def test_a_file_without_the_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file(OTHERS, path)
    assert NAME in refused(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "illisible" in refused(tmp_path / "absent.safetensors")
    assert "illisible" in refused(tmp_path)


def test_a_truncated_file_is_refused_wherever_it_is_cut(weights: Path, tmp_path: Path) -> None:
    whole = weights.read_bytes()
    after = sum(values.nbytes for name, values in OTHERS.items() if name > NAME)
    path = tmp_path / "cut.safetensors"
    for length in range(len(whole) - after):
        path.write_bytes(whole[:length])
        assert "illisible" in refused(path)


@pytest.mark.parametrize(
    "header",
    [
        b"{",
        b"\xff\xfe",
        [],
        {NAME: "F32"},
        {NAME: {"dtype": "F32", "shape": [3, 2]}},
        {NAME: {"dtype": "F32", "shape": ["3", 2], "data_offsets": [0, 24]}},
        {NAME: {"dtype": "F32", "shape": [300, 2], "data_offsets": [0, 2400]}},
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, header: object) -> None:
    refused(by_hand(tmp_path / "m.safetensors", header, bytes(24)))


@pytest.mark.parametrize("data", [b"\xff" * 64, b"This is a text, and no safetensors file."])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(data)
    refused(path)


@pytest.mark.parametrize(
    ("shape", "offsets"), [([3, 2], []), ([3, 2], [-9999, 24]), ([6], [0, 24])]
)
def test_a_table_of_no_shape_or_place_is_refused(
    tmp_path: Path, shape: list[int], offsets: list[int]
) -> None:
    header = {NAME: {"dtype": "F32", "shape": shape, "data_offsets": offsets}}
    path = by_hand(tmp_path / "m.safetensors", header, bytes(24))
    with pytest.raises(ModelError):
        _ = WordTable.open(path).dimension
