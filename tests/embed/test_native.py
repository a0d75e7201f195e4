"""The sentence-transformers encoder, on a tiny model."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from rag.embed.native import SentenceEncoder, prefixes, set_threads
from rag.errors import ModelError

TEXTS = ["le chat dort", "", "une maison", "le chat " * 40, "z", "le chat dort"]


@pytest.fixture(scope="module")
def encoder(tiny_folder):
    return SentenceEncoder(tiny_folder, "tiny-e5", "1", batch=4)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("lechatdormnui é:", max_size=200), max_size=9),
    st.integers(1, 10),
)
def test_order_batches_and_neighbours_do_not_change_a_vector(encoder, texts, batch):
    encoder._batch = batch
    vectors = encoder.passages(texts)
    assert vectors.shape == (len(texts), 32)
    assert vectors.dtype == np.float32
    for text, row in zip(texts, vectors, strict=True):
        np.testing.assert_allclose(encoder.sentences([text])[0], row, atol=1e-5)


def test_progress_is_told_after_each_batch(tiny_folder):
    told = []
    SentenceEncoder(tiny_folder, "tiny-e5", "1", batch=4).passages(TEXTS, told.append)
    assert told == [4, 6]


def test_a_question_and_a_passage_get_their_own_prefix(tiny_folder, encoder):
    question, passage = encoder.query("le chat"), encoder.passages(["le chat"])[0]
    assert question.shape == (32,)
    assert not np.allclose(question, passage, atol=1e-3)
    bare = SentenceEncoder(tiny_folder, "tiny-e5", "1")
    bare._query = ""
    np.testing.assert_allclose(bare.query("query: le chat"), question, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("/models/E5_base", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("intfloat/e5-instruct", {"query": "Instruct: x\nQuery: "}, ("Instruct: x\nQuery: ", "")),
        ("owner/other", {"query": "q: ", "passage": "p: ", "document": ""}, ("q: ", "p: ")),
        ("owner/other", {"query": None, "document": None}, ("", "")),
        ("/data/e5/other", {}, ("", "")),
        ("owner/code5-base", {}, ("", "")),
    ],
)
def test_which_prefixes_a_model_gets(name, prompts, expected):
    assert prefixes(name, prompts) == expected


def test_many_threads_share_one_encoder(encoder):
    alone = [encoder.query(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(encoder.query, TEXTS * 10))
    for at, vector in enumerate(together):
        np.testing.assert_allclose(vector, alone[at % len(TEXTS)], atol=1e-5)


def test_weights_that_give_no_number_are_refused(tiny_folder, tmp_path):
    folder = tmp_path / "tiny"
    shutil.copytree(tiny_folder, folder)
    weights = load_file(folder / "model.safetensors")
    weights["embeddings.LayerNorm.weight"][:] = np.nan
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="ne se charge pas"):
        SentenceEncoder(folder, "tiny-e5", "1")


def test_the_process_is_offline_and_its_threads_are_set_once():
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
    first = set_threads(0)
    assert first >= 1
    assert set_threads(first + 3) == first
