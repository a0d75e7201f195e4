"""Unpacking: what is written is the model, whole or not at all."""

import contextlib
import hashlib
import json
import math
import os
import shutil
import signal
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rag.embed.native import SentenceEncoder
from rag.embed.unpack import is_whole, unpack
from rag.errors import ModelError


def attempt(data, tmp_path):
    """Unpack bytes; return the folder."""
    source = tmp_path / "source.bin"
    source.write_bytes(data)
    folder = tmp_path / "models" / "model"
    unpack(source, folder, {})
    return folder


def refused(data, tmp_path):
    with pytest.raises(ModelError) as caught:
        attempt(data, tmp_path)
    assert "\n" not in str(caught.value)
    left = tmp_path / "models"
    assert not left.exists() or list(left.iterdir()) == []


def patched(tiny, place, form, *values):
    data = bytearray(tiny.data)
    struct.pack_into(form, data, tiny.places[place], *values)
    return bytes(data)


def test_the_weights_are_those_of_the_packed_file(tiny, tiny_folder):
    written = load_file(tiny_folder / "model.safetensors")
    assert len(written) == len(tiny.tensors)
    for name, short in {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.LayerNorm.bias": "emb.ln.b",
        "encoder.layer.0.attention.self.key.weight": "l0.k.w",
        "encoder.layer.0.attention.output.dense.bias": "l0.ao.b",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.attention.output.LayerNorm.weight": "l0.aln.w",
        "encoder.layer.0.output.LayerNorm.bias": "l0.oln.b",
    }.items():
        assert written[name].dtype == np.float32
        np.testing.assert_array_equal(written[name], tiny.tensors[short])


def bert(tensors, ids):
    """Mean of the last layer of a one-layer BERT, norm 1 (Devlin et al., 2019), in float64."""
    t = {name: values.astype(np.float64) for name, values in tensors.items()}

    def linear(x, name):
        return x @ t[f"l0.{name}.w"].T + t[f"l0.{name}.b"]

    def norm(x, name):
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * t[f"{name}.w"] + t[f"{name}.b"]

    def heads(x):
        return x.reshape(len(ids), 4, 8).transpose(1, 0, 2)

    x = t["emb.word"][ids] + t["emb.pos"][: len(ids)] + t["emb.type"][0]
    x = norm(x, "emb.ln")
    query, key, value = (heads(linear(x, name)) for name in "qkv")
    scores = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(8))
    mixed = scores / scores.sum(-1, keepdims=True) @ value
    x = norm(x + linear(mixed.transpose(1, 0, 2).reshape(len(ids), 32), "ao"), "l0.aln")
    wide = linear(x, "fi")
    gelu = 0.5 * wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
    mean = norm(x + linear(gelu, "fo"), "l0.oln").mean(0)
    return mean / np.linalg.norm(mean)


def test_the_folder_loads_and_gives_the_vectors_of_its_weights(tiny, tiny_folder):
    encoder = SentenceEncoder(tiny_folder, "tiny-e5", "1")
    tokenizer = Tokenizer.from_file(str(tiny_folder / "tokenizer.json"))
    texts = ["le chat dort", "une maison et le chat qui dort", ""]
    vectors = encoder.passages(texts)
    assert vectors.dtype == np.float32
    for text, vector in zip(texts, vectors, strict=True):
        ids = tokenizer.encode("passage: " + text).ids
        np.testing.assert_allclose(vector, bert(tiny.tensors, ids), atol=1e-5)


def test_the_tokenizer_cuts_as_the_vocabulary_says(tiny_folder):
    tokenizer = Tokenizer.from_file(str(tiny_folder / "tokenizer.json"))
    assert tokenizer.encode("le  chat dort").tokens == ["<s>", "▁le", "▁chat", "▁dort", "</s>"]
    assert tokenizer.encode("<mask> \u2603").tokens == ["<s>", "<mask>", "▁", "\u2603", "</s>"]


def test_the_record_says_what_was_written(tiny_folder):
    record = json.loads((tiny_folder / "sourcier.json").read_text())
    weights = (tiny_folder / "model.safetensors").read_bytes()
    assert record["package"] == "tiny"
    assert record["weights"] == hashlib.sha256(weights).hexdigest()
    assert record["files"]["model.safetensors"] == len(weights)
    assert is_whole(tiny_folder)


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_anywhere_is_refused_and_leaves_nothing(share, tiny, tmp_path_factory):
    cut = tiny.data[: int(share * len(tiny.data))]
    refused(cut, tmp_path_factory.mktemp("cut"))


@pytest.mark.parametrize(
    ("place", "form", "value"),
    [
        ("magic", "4s", b"GGUF"),
        ("version", "<i", 2),
        ("hidden", "<i", 64),
        ("hidden", "<i", -32),
        ("layers", "<i", 2**23),
        ("layers", "<i", 2),
        ("heads", "<i", 5),
        ("epsilon", "<f", float("nan")),
        ("block", "<i", 64),
        ("pieces", "<i", 2**31 - 1),
        ("blob", "<Q", 2**63),
        ("bounds", "<I", 4),
        ("scores", "<f", float("inf")),
        ("words", "<B", 0xFF),
        ("letters", "<2s", b"aa"),
        ("normalisation", "<iI", (1, 2**32 - 1)),
        ("count", "<i", 3),
        ("count", "<i", 10**9),
        ("entry emb.word", "<B", 7),
        ("entry emb.word", "<B", 0),
        ("entry emb.word", "<BI", (1, 96)),
        ("entry l0.q.w", "<BIQ", (1, 1024, 2**63)),
        ("data emb.pos", "<f", float("nan")),
        ("data l0.q.w", "<H", 0x7C00),
        ("data l0.q.w", "<H", 0x7C01),
    ],
)
def test_a_wrong_field_is_refused_and_leaves_nothing(place, form, value, tiny, tmp_path):
    values = value if isinstance(value, tuple) else (value,)
    refused(patched(tiny, place, form, *values), tmp_path)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_altered_byte_gives_a_whole_folder_or_a_model_error(data, tiny, tmp_path_factory):
    header = st.integers(0, tiny.places["data emb.word"] - 1)
    at = data.draw(header | st.integers(0, len(tiny.data) - 1))
    byte = data.draw(st.integers(0, 255))
    altered = tiny.data[:at] + bytes([byte]) + tiny.data[at + 1 :]
    with contextlib.suppress(ModelError):
        assert is_whole(attempt(altered, tmp_path_factory.mktemp("altered")))


KILLED = """
import os, signal, sys
from pathlib import Path
from rag.embed import unpack as module
calls = 0
whole = os.fsync
def fsync(descriptor):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    whole(descriptor)
os.fsync = fsync
module.unpack(Path(sys.argv[1]), Path(sys.argv[2]), {})
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("moment", [1, 5, 10])
def test_killed_at_any_moment_nothing_half_made_bears_the_name(moment, tiny_file, tmp_path):
    folder = tmp_path / "models" / "model"
    child = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", KILLED, str(tiny_file), str(folder), str(moment)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert not folder.exists()
    unpack(tiny_file, folder, {})
    assert is_whole(folder)


def test_the_loser_of_a_race_keeps_the_winners_folder(tiny_file, tmp_path):
    folder = tmp_path / "model"
    unpack(tiny_file, folder, {})
    before = (folder / "model.safetensors").stat().st_ino
    unpack(tiny_file, folder, {})
    assert (folder / "model.safetensors").stat().st_ino == before
    assert list(tmp_path.iterdir()) == [folder]


def test_two_processes_at_once_both_end_well(tiny_file, tmp_path):
    folder = tmp_path / "model"
    code = (
        "import sys; from pathlib import Path; from rag.embed.unpack import unpack; "
        "unpack(Path(sys.argv[1]), Path(sys.argv[2]), {})"
    )
    children = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code, str(tiny_file), str(folder)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(3)
    ]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert is_whole(folder)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("harm", ["missing", "short", "format", "record"])
def test_a_damaged_folder_is_not_whole_and_is_made_again(harm, tiny_file, tiny_folder, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(tiny_folder, folder)
    record = folder / "sourcier.json"
    if harm == "missing":
        (folder / "tokenizer.json").unlink()
    elif harm == "short":
        with (folder / "model.safetensors").open("r+b") as stream:
            stream.truncate(100)
    elif harm == "format":
        record.write_text(json.dumps({**json.loads(record.read_text()), "format": 0}))
    else:
        record.write_text("[]")
    assert not is_whole(folder)
    unpack(tiny_file, folder, {})
    assert is_whole(folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_place_that_cannot_be_written_is_said(tiny_file, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="Impossible d’écrire le modèle"):
        unpack(tiny_file, tmp_path / "file" / "model", {})


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(ModelError, match="illisible"):
        unpack(tmp_path / "absent.bin", tmp_path / "model", {})


def test_a_vocabulary_larger_than_its_vectors_is_refused(tiny, tmp_path):
    sizes = struct.unpack_from("<7i", tiny.data, tiny.places["hidden"])
    hidden, rows = sizes[0], sizes[4] - 4
    data = bytearray(patched(tiny, "entry emb.word", "<BI", 1, hidden * rows))
    struct.pack_into("<i", data, tiny.places["hidden"] + 16, rows)
    struct.pack_into("<Q", data, tiny.places["entry emb.word"] + 13, hidden * rows // 32 * 18)
    refused(bytes(data), tmp_path)
