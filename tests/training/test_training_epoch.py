"""Epochs: answers found again in windows, and batches that depend on their seed only."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from rag.read.window import MAX_TOKENS, Pieces, pieces, windows
from rag.training.data import Example
from rag.training.epoch import Cutter, Material, Target, batches, crop, place, target
from rag.training.recipe import Files

ANSWER = "ancre"
FILLERS = [f"mot{number}" for number in range(40)]
QUESTIONS = [f"question{number}" for number in range(60)]
SUBJECTS = [f"sujet{number}" for number in range(60)]
SAID = ["<s>", "<pad>", "</s>", "<unk>", "Titre", ANSWER, *FILLERS, *QUESTIONS, *SUBJECTS]


def cutter() -> Cutter:
    """Make a cutter that knows each word whole."""
    tokenizer = Tokenizer(
        models.WordLevel({f"▁{word}": at for at, word in enumerate(SAID)}, unk_token="▁<unk>")  # noqa: S106 - a piece, no secret
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return Cutter(tokenizer)


def letters() -> Tokenizer:
    """Make a tokeniser that cuts words into pieces."""
    parts = [*("<s>", "<pad>", "</s>", "<unk>", "▁", "▁le", "▁ch", "at", "▁dort"), *"abcdlehort."]
    vocabulary = list(dict.fromkeys(parts, -1.0).items())
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


LETTERS = letters()


def empty() -> Pieces:
    return pieces(LETTERS, "")


@given(st.text("le chat dort. é½\u00a0\n", min_size=1, max_size=50), st.data())
def test_place_is_the_inverse_of_the_offsets(text: str, data: st.DataObject) -> None:
    (window,) = windows(pieces(LETTERS, "le"), empty(), pieces(LETTERS, text))
    body = window.body
    if not len(body):
        assert place(window, 0, len(text)) is None
        return
    left = data.draw(st.integers(0, len(body) - 1))
    right = data.draw(st.integers(left, len(body) - 1))
    start, end = int(body.starts[left]), int(body.ends[right])
    found = place(window, start, end)
    assert found is not None
    first, last = (at - window.first for at in found)
    # Pieces may share a code point, and all that touch the stretch are taken: no fewer, no more.
    assert first <= left
    assert right <= last
    assert body.starts[first] == start
    assert (body.ends[:first] <= start).all()
    assert (body.starts[last + 1 :] >= end).all()
    for at in (first, last):
        assert body.starts[at] < end
        assert body.ends[at] > start


@given(st.integers(1, 900), st.data())
@example(900, None)
def test_place_is_exact_in_each_window_and_none_where_an_end_is_missing(
    count: int, data: st.DataObject | None
) -> None:
    at = np.arange(count)
    passage = Pieces(at.astype(np.int64), (4 * at).astype(np.int32), (4 * at + 3).astype(np.int32))
    left = data.draw(st.integers(0, count - 1)) if data else 300
    right = data.draw(st.integers(left, min(count - 1, left + 60))) if data else 310
    held = 0
    for window in windows(empty(), empty(), passage):
        begins = int(window.body.ids[0])
        found = place(window, 4 * left, 4 * right + 3)
        if begins <= left and right < begins + len(window.body):
            assert found == (window.first + left - begins, window.first + right - begins)
            held += 1
        else:
            assert found is None
    assert held >= 1


def test_an_answer_inside_a_piece_takes_the_piece() -> None:
    (window,) = windows(empty(), empty(), pieces(LETTERS, "le chat"))
    found = place(window, 4, 6)
    assert found is not None
    assert window.body.starts[found[0] - window.first] == 3
    assert window.body.ends[found[1] - window.first] == 7


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret is drawn


def shown(one: Target, known: Cutter) -> list[str]:
    """Return the words of a target's window, after <s>."""
    names = {int(known.pieces(word).ids[0]): word for word in SAID[4:]}
    return [names[number] for number in one.window.ids[1:].tolist() if number > 3]


def given_words(one: Target, text: str) -> str:
    """Return what a target says to give."""
    body, first = one.window.body, one.window.first
    return text[body.starts[one.first - first] : body.ends[one.last - first]]


def long_text(before: int, after: int) -> str:
    """Make a long paragraph that says the answer once."""
    filler = [FILLERS[at % len(FILLERS)] for at in range(before + after)]
    return " ".join([*filler[:before], ANSWER, *filler[before:]])


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 5))
def test_a_target_gives_the_answer_in_a_window_that_has_it(
    before: int, after: int, seed: int
) -> None:
    text = long_text(before, after)
    start = text.index(ANSWER)
    asked = Example("1", QUESTIONS[0], "", text, ((start, start + len(ANSWER)),))
    found = target(asked, cutter(), dice(seed))
    assert given_words(found, text) == ANSWER
    assert len(found.window) <= MAX_TOKENS


@given(st.integers(0, 900), st.integers(0, 20))
def test_an_unanswerable_example_teaches_silence(words: int, seed: int) -> None:
    asked = Example("1", QUESTIONS[0], "Titre", long_text(words, 0))
    found = target(asked, cutter(), dice(seed))
    assert (found.first, found.last) == (0, 0)


def test_the_first_of_several_answers_is_preferred() -> None:
    text = "mot0 mot1 mot2"
    asked = Example("1", QUESTIONS[0], "", text, ((0, 4), (5, 9), (10, 14)))
    known = cutter()
    drawn = Counter(given_words(target(asked, known, dice(seed)), text) for seed in range(300))
    assert 170 < drawn["mot0"] < 250
    assert min(drawn["mot1"], drawn["mot2"]) > 15


@pytest.mark.parametrize("answer", [(4, 9), (5, 10), (4, 10)])
def test_an_answer_with_white_space_at_its_edges_is_taught(answer: tuple[int, int]) -> None:
    text = "mot0 mot1 mot2"
    asked = Example("1", QUESTIONS[0], "", text, (answer,))
    assert given_words(target(asked, cutter(), dice(0)), text) == "mot1"


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 60), st.integers(0, 5))
def test_a_crop_keeps_the_answer_and_the_question(
    before: int, after: int, size: int, seed: int
) -> None:
    known, text = cutter(), long_text(before, after)
    start = text.index(ANSWER)
    asked = Example("1", QUESTIONS[0], "Titre", text, ((start, start + len(ANSWER)),))
    whole = target(asked, known, dice(seed))
    found = crop(whole, size, dice(seed))
    assert given_words(found, text) == ANSWER
    assert len(found.window.body) == min(size, len(whole.window.body))
    assert shown(found, known)[:2] == [QUESTIONS[0], "Titre"]
    body = found.window.body
    assert text[body.starts[0] : body.ends[-1]].split() == shown(found, known)[2:]
    assert (found.window.ids[found.window.first :][: len(body)] == body.ids).all()


def test_an_answer_longer_than_the_crop_is_shown_whole() -> None:
    text = long_text(10, 10)
    asked = Example("1", QUESTIONS[0], "", text, ((0, len(text)),))
    found = crop(target(asked, cutter(), dice(0)), 5, dice(0))
    assert given_words(found, text) == text


@given(st.integers(0, 400), st.integers(1, 60), st.integers(0, 20))
def test_a_cropped_unanswerable_example_teaches_silence(words: int, size: int, seed: int) -> None:
    asked = Example("1", QUESTIONS[0], "Titre", long_text(words, 0))
    found = crop(target(asked, cutter(), dice(seed)), size, dice(seed))
    assert (found.first, found.last) == (0, 0)
    assert len(found.window.body) == min(size, words + 1)


def examples(count: int, *, prefix: str = "", answerable: bool = True) -> list[Example]:
    """Make examples, each with a question and a subject of its own."""
    found = []
    for number in range(count):
        text = f"{prefix}{FILLERS[number % 7]} {SUBJECTS[number]} {FILLERS[number % 5]}"
        start = text.index(SUBJECTS[number])
        place_of = ((start, start + len(SUBJECTS[number])),) if answerable else ()
        found.append(Example(str(number), QUESTIONS[number], "Titre", text, place_of))
    return found


def written(path: Path, rows: Sequence[Example]) -> Path:
    """Write examples as a SQuAD file."""
    data = [
        {
            "title": row.title,
            "paragraphs": [
                {
                    "context": row.context,
                    "qas": [
                        {
                            "id": row.id,
                            "question": row.question,
                            "answers": [
                                {"text": row.context[start:end], "answer_start": start}
                                for start, end in row.answers
                            ],
                        }
                    ],
                }
            ],
        }
        for row in rows
    ]
    path.write_text(json.dumps({"data": data}), encoding="utf-8")
    return path


def material(
    folder: Path, *parts: Sequence[Example], crossed: bool = False, **chances: float
) -> Material:
    """Write files, and read them as material."""
    paths = [written(folder / f"{at}.json", rows) for at, rows in enumerate(parts)]
    names = tuple(path.name for path in paths)
    return Material(Files(paths=names, crossed=crossed, **chances), paths)


def as_values(made: list[list[Target]]) -> list[list[tuple[list[int], int, int]]]:
    """Return what can be compared of batches."""
    return [[(one.window.ids.tolist(), one.first, one.last) for one in row] for row in made]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@given(st.text(max_size=8), st.integers(1, 9))
@example("20241122/0/0", 12)
def test_the_same_seed_gives_the_same_batches(folder: Path, seed: str, size: int) -> None:
    chances = {"negatives": 0.5, "titled": 0.5}
    first, again = (
        batches([material(folder, examples(20), **chances)], cutter(), size, seed) for _ in range(2)
    )
    assert as_values(first) == as_values(again)


def test_another_epoch_gives_other_batches(folder: Path) -> None:
    read, known = material(folder, examples(40)), cutter()
    one, other = (as_values(batches([read], known, 4, f"1/0/{epoch}")) for epoch in range(2))
    assert one != other


@given(st.integers(1, 9), st.text(max_size=8), st.integers(0, 60), st.integers(0, 60))
def test_each_example_is_in_one_batch(
    folder: Path, size: int, seed: str, count: int, silent: int
) -> None:
    known = cutter()
    rows, others = examples(count), examples(silent, prefix="mot9 ", answerable=False)
    read = [material(folder, rows, others, titled=1.0), material(folder, rows[:3], titled=1.0)]
    made = batches(read, known, size, seed)
    assert all(1 <= len(row) <= size for row in made)
    assert len(made) <= (count + silent + len(rows[:3])) // size + 1
    drawn = Counter(" ".join(shown(one, known)) for row in made for one in row)
    assert drawn == Counter(
        f"{row.question} {row.title} {row.context}" for row in [*rows, *others, *rows[:3]]
    )
    for one in (one for row in made for one in row):
        context = " ".join(shown(one, known)[2:])
        if context.startswith("mot9"):
            assert (one.first, one.last) == (0, 0)
        else:
            assert given_words(one, context) == context.split()[1]


def test_windows_of_like_length_share_a_batch(folder: Path) -> None:
    rows = [Example(str(at), QUESTIONS[at], "", long_text(20 * (at % 10), 0)) for at in range(60)]
    made = batches([material(folder, rows)], cutter(), 6, "seed")
    lengths = sorted([len(one.window) for one in row] for row in made)
    assert lengths == [[length] * 6 for length in sorted({row[0] for row in lengths})]


def test_a_question_comes_again_over_a_paragraph_that_does_not_answer_it(folder: Path) -> None:
    known, rows = cutter(), examples(12)
    made = batches([material(folder, rows, negatives=1.0, titled=1.0)], known, 5, "seed")
    silent = [one for row in made for one in row if (one.first, one.last) == (0, 0)]
    assert sum(map(len, made)) == 24
    assert sorted(shown(one, known)[0] for one in silent) == sorted(row.question for row in rows)
    for one in silent:
        question, _, *context = shown(one, known)
        assert question.removeprefix("question") != context[1].removeprefix("sujet")


def test_a_share_of_a_file_is_drawn_anew_at_each_epoch(folder: Path) -> None:
    known, read = cutter(), material(folder, examples(60), share=0.5)
    drawn = [
        {shown(one, known)[0] for row in batches([read], known, 4, f"1/0/{epoch}") for one in row}
        for epoch in range(8)
    ]
    assert all(15 <= len(one) <= 45 for one in drawn)
    assert set.union(*drawn) == {row.question for row in examples(60)}


def test_long_paragraphs_are_cropped_in_the_files_that_say_so(folder: Path) -> None:
    rows = [Example(str(at), QUESTIONS[at], "", long_text(30, 30), ()) for at in range(9)]
    made = batches([material(folder, rows, crop=20), material(folder, rows)], cutter(), 4, "s")
    assert Counter(len(one.window.body) for row in made for one in row) == {20: 9, 61: 9}


@pytest.mark.parametrize(("titled", "count"), [(0.0, 0), (1.0, 20)])
def test_titles_are_shown_as_often_as_wanted(folder: Path, titled: float, count: int) -> None:
    known = cutter()
    made = batches([material(folder, examples(20), titled=titled)], known, 4, "seed")
    assert sum("Titre" in shown(one, known) for row in made for one in row) == count


def test_crossed_files_put_a_question_to_the_same_paragraph_of_another(folder: Path) -> None:
    known, mine = cutter(), examples(25)
    theirs = [
        Example(row.id, QUESTIONS[30 + at], "Titre", f"mot9 {row.context}", ((5, 9),))
        for at, row in enumerate(mine)
    ]
    read = material(folder, mine, theirs, crossed=True, titled=1.0)
    made = [one for row in batches([read], known, 4, "seed") for one in row]
    assert len(made) == 25
    kinds = Counter()
    for one in made:
        question, _, *context = shown(one, known)
        asked_there, read_there = int(question.removeprefix("question")) >= 30, len(context) == 4
        kinds[asked_there, read_there] += 1
        number = int(question.removeprefix("question")) % 30
        assert f"sujet{number}" in context
        assert given_words(one, " ".join(context)) == context[1]
    assert len(kinds) == 4
