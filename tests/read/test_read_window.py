"""Windows: pieces keep their code points, and no piece of a passage is left unread."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rag.read.window import (
    BEGIN,
    END,
    MAX_BEFORE,
    MAX_QUESTION,
    MAX_TITLE,
    MAX_TOKENS,
    STRIDE,
    Pieces,
    batch,
    pieces,
    windows,
)

PAD = 1
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PARTS = ["▁", "▁le", "▁ch", "at", "▁dort", "s", "’", "é", ".", *"abcdefghijlmnopqrtuvwxyz"]

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from("le chat dort.’«\u202f\u00a0\n"),
    max_size=60,
)
lengths = st.tuples(st.integers(0, 200), st.integers(0, 80), st.integers(0, 1500))


def unigram() -> Tokenizer:
    """Make a tokeniser that cuts as XLM-R's does: a piece that begins a word holds its space."""
    vocabulary = [(part, 0.0) for part in SPECIAL] + [
        (part, -float(len(PARTS) - len(part))) for part in PARTS
    ]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


PLAIN = unigram()
FOLDING = unigram()
FOLDING.normalizer = normalizers.NFKC()


def numbered(count: int, start: int) -> Pieces:
    """Make pieces of three code points each, a space between, with identifiers of their own."""
    at = np.arange(count)
    return Pieces(
        (start + at).astype(np.int64), (4 * at).astype(np.int32), (4 * at + 3).astype(np.int32)
    )


@given(texts)
@example("")
@example(" \n\u00a0 ")
@example("½ ﬁn")
def test_pieces_lie_in_the_text_in_order_without_white_space_before_them(text: str) -> None:
    for tokenizer in (PLAIN, FOLDING):
        found = pieces(tokenizer, text)
        assert len(found) == len(found.ids) == len(found.starts) == len(found.ends)
        assert (found.ids.dtype, found.starts.dtype, found.ends.dtype) == (
            np.int64,
            np.int32,
            np.int32,
        )
        assert (np.diff(found.starts) >= 0).all()
        assert (np.diff(found.ends) >= 0).all()
        for start, end in zip(found.starts, found.ends, strict=True):
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()


@given(texts)
def test_pieces_leave_only_white_space(text: str) -> None:
    reached = 0
    found = pieces(PLAIN, text)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert not text[reached:start].strip()
        reached = int(end)
    assert not text[reached:].strip()


def test_a_text_is_cut_into_its_pieces() -> None:
    text = " le  chat\u00a0dort. "
    found = pieces(PLAIN, text)
    said = [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert "".join(said).replace("\u00a0", "") == "lechatdort."
    assert said[:3] == ["le", "ch", "at"]
    assert [PLAIN.id_to_token(number) for number in found.ids[:3]] == ["▁le", "▁ch", "at"]


def test_no_special_piece_is_added() -> None:
    tokenizer = Tokenizer(models.WordLevel({"<unk>": 3, "▁le": 7, "▁chat": 8}, unk_token="<unk>"))  # noqa: S106 - a piece, no secret
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    found = pieces(tokenizer, "le chat court")
    assert found.ids.tolist() == [7, 8, 3]
    assert found.starts.tolist() == [0, 3, 8]
    assert found.ends.tolist() == [2, 7, 13]


@given(lengths)
@example((0, 0, 0))
@example((96, 40, 243))
@example((96, 40, 244))
@example((500, 300, 1000))
@example((0, 0, 379))
@example((0, 0, 380))
def test_every_piece_is_read_in_windows_that_overlap(counts: tuple[int, int, int]) -> None:
    question, title, passage = (
        numbered(count, 1000 * (place + 1)) for place, count in enumerate(counts)
    )
    laid = windows(question, title, passage)
    head = [
        BEGIN,
        *question.ids[:MAX_QUESTION].tolist(),
        *(END, END),
        *title.ids[:MAX_TITLE].tolist(),
        END,
    ]
    reached = 0
    for number, window in enumerate(laid):
        assert len(window) == len(window.ids) <= MAX_TOKENS
        assert window.first == len(head)
        assert window.ids.dtype == np.int64
        assert window.ids.tolist() == [*head, *window.body.ids.tolist(), END]
        start = 0 if number == 0 else reached - STRIDE
        same = slice(start, start + len(window.body))
        np.testing.assert_array_equal(window.body.ids, passage.ids[same])
        np.testing.assert_array_equal(window.body.starts, passage.starts[same])
        np.testing.assert_array_equal(window.body.ends, passage.ends[same])
        assert start + len(window.body) > reached or not len(passage)
        reached = start + len(window.body)
    assert reached == len(passage)
    assert all(len(window) == MAX_TOKENS for window in laid[:-1])


def test_an_empty_passage_has_one_window() -> None:
    (window,) = windows(numbered(3, 10), numbered(0, 0), numbered(0, 0))
    assert window.ids.tolist() == [BEGIN, 10, 11, 12, END, END, END, END]
    assert len(window.body) == 0


def test_a_very_long_question_leaves_room_for_the_passage() -> None:
    (window,) = windows(numbered(5000, 10), numbered(5000, 10), numbered(150, 7000))
    assert window.body.ids.tolist() == list(range(7000, 7150))


@given(st.integers(0, 200), st.integers(0, 60), st.integers(0, 900))
def test_the_end_of_what_stands_before_is_seen_and_never_part_of_the_passage(
    before: int, title: int, passage: int
) -> None:
    above = numbered(title, 100), numbered(passage, 5000), numbered(before, 1000)
    laid = windows(numbered(3, 10), *above)
    seen = [*range(100, 100 + min(title, MAX_TITLE)), *range(1000, 1000 + before)[-MAX_BEFORE:]]
    for window in laid:
        assert len(window) <= MAX_TOKENS
        assert window.ids[6 : window.first - 1].tolist() == seen
        assert window.ids[window.first :].tolist() == [*window.body.ids.tolist(), END]
    held = {number for window in laid for number in window.body.ids.tolist()}
    assert held == set(range(5000, 5000 + passage))


@given(st.lists(lengths, min_size=1, max_size=4), st.integers(0, 9))
def test_a_batch_is_its_windows_and_padding(counts: list[tuple[int, int, int]], pad: int) -> None:
    laid = [
        window
        for question, title, passage in counts
        for window in windows(numbered(question, 10), numbered(title, 10), numbered(passage, 10))
    ]
    ids, mask = batch(laid, pad)
    assert ids.shape == mask.shape == (len(laid), max(len(window) for window in laid))
    assert ids.dtype == mask.dtype == np.int64
    for window, row, kept in zip(laid, ids, mask, strict=True):
        assert row[: len(window)].tolist() == window.ids.tolist()
        assert set(row[len(window) :].tolist()) <= {pad}
        assert kept.tolist() == [1] * len(window) + [0] * (len(row) - len(window))


@pytest.mark.parametrize("counts", [(0, 0, 0), (5, 0, 9)])
def test_a_batch_of_one_has_no_padding(counts: tuple[int, int, int]) -> None:
    (window,) = windows(*(numbered(count, 10) for count in counts))
    ids, mask = batch([window], PAD)
    assert ids.tolist() == [window.ids.tolist()]
    assert mask.all()
