"""The hashing encoder: deterministic unit vectors in which shared words are nearness."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.embed import Encoder, HashingEncoder

ANIMALS = ["chat", "chien", "cheval", "oiseau", "tortue", "lapin", "mouton", "renard"]
LAW = ["tribunal", "jugement", "avocat", "procureur", "prison", "amende", "police", "enquête"]


@given(st.lists(st.text(max_size=60), max_size=5), st.integers(1, 300))
def test_rows_are_unit_vectors_and_every_door_gives_the_same(texts, dimension):
    encoder: Encoder = HashingEncoder(dimension)
    vectors = encoder.passages(texts)
    assert vectors.shape == (len(texts), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    np.testing.assert_array_equal(vectors, encoder.sentences(texts))
    for row, text in zip(vectors, texts, strict=True):
        np.testing.assert_array_equal(row, HashingEncoder(dimension).query(text))


@given(
    st.lists(st.sampled_from(ANIMALS), min_size=2, max_size=6, unique=True),
    st.lists(st.sampled_from(LAW), min_size=2, max_size=6, unique=True),
)
def test_shared_words_are_nearer_than_none(ours, others):
    encoder = HashingEncoder(2048)
    query = encoder.query(" ".join(ours[:2]))
    near, far = encoder.passages([" ".join(ours), " ".join(others)])
    assert query @ near > query @ far + 0.2


def test_case_accents_and_elision_do_not_count():
    encoder = HashingEncoder()
    np.testing.assert_array_equal(encoder.query("L’ÉTÉ"), encoder.query("ete"))


def test_an_inflected_form_is_near_by_its_4_grams():
    encoder = HashingEncoder(2048)
    query = encoder.query("condamnation")
    assert query @ encoder.query("condamnations") > 0.4
    assert query @ encoder.query("tortue") < 0.2


@pytest.mark.parametrize("text", ["", "  \n", "?!", "\u202f»"])
def test_a_text_without_words_gives_the_first_unit_vector(text):
    vector = HashingEncoder(5).query(text)
    np.testing.assert_array_equal(vector, np.array([1, 0, 0, 0, 0], np.float32))


def test_another_process_gives_the_same_vector():
    code = (
        "from rag.embed import HashingEncoder; "
        "print(HashingEncoder(16).query('Le chat dort, la nuit.').tolist())"
    )
    child = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "12345", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    mine = HashingEncoder(16).query("Le chat dort, la nuit.").tolist()
    assert child.stdout.strip() == str(mine)


def test_progress_tells_how_many_are_done():
    told: list[int] = []
    HashingEncoder().passages(["un", "deux"], told.append)
    assert told == [2]


def test_a_vector_has_a_column():
    with pytest.raises(ValueError, match="column"):
        HashingEncoder(0)
