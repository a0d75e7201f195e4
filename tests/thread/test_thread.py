"""The thread: what leans on earlier turns is filled in, and what stands is left alone."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.fold import fold, words
from rag.thread import Turn, completions, may_stand

HERE = Path(__file__).parent
NARROW = "\u202f"

History = Sequence[Sequence[str]]

MARTIN = ("Quel âge a Jean Martin ?", "47 ans")
LEBRUN = ("Qui préside l'association Rivage ?", "Anne Lebrun")


def table(name: str) -> list[dict[str, Any]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


LEANING = table("leaning.jsonl")
STANDING = table("standing.jsonl")
THREADS = table("threads.jsonl")
ALONE = (HERE / "alone.txt").read_text(encoding="utf-8").splitlines()


def turns(history: History) -> list[Turn]:
    return [Turn(asked, asked, answered=True, answer=answer) for asked, answer in history]


def plain(reading: str) -> str:
    return reading.replace(NARROW, " ").replace("\u00a0", " ")


def played(history: list[dict[str, Any]]) -> list[Turn]:
    """Play a thread: each turn is understood from those before it."""
    done: list[Turn] = []
    for turn in history:
        understood = next(iter(completions(turn["question"], done)), turn["question"])
        done.append(Turn(turn["question"], understood, turn["answered"], turn["answer"]))
    return done


@pytest.mark.parametrize("case", LEANING, ids=lambda case: case["question"])
def test_what_leans_is_filled_in(case: dict[str, Any]) -> None:
    first, *_ = completions(case["question"], turns(case["history"]))
    assert plain(first) == case["reading"]


@pytest.mark.parametrize("case", STANDING, ids=lambda case: case["question"])
def test_what_stands_is_left_alone(case: dict[str, Any]) -> None:
    assert completions(case["question"], turns(case["history"])) == ()


@pytest.mark.parametrize("question", ALONE)
@pytest.mark.parametrize("history", [(MARTIN, LEBRUN), (("Où est l'usine Biosol ?", "à Gap"),)])
def test_a_change_of_subject_drops_the_thread(question: str, history: History) -> None:
    assert completions(question, turns(history)) == ()


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread["question"])
def test_threads(thread: dict[str, Any]) -> None:
    first, *_ = completions(thread["question"], played(thread["history"]))
    assert any(all(fold(word) in fold(first) for word in way) for way in thread["accept"]), first


def test_a_refused_turn_leaves_no_trace() -> None:
    refused = Turn("Qui est Luc Ferrand ?", "Qui est Luc Ferrand ?", answered=False)
    before = turns((MARTIN,))
    assert completions("Où vit-il ?", [*before, refused]) == completions("Où vit-il ?", before)
    assert completions("Où vit-il ?", [refused]) == ()
    assert completions("Où vit-il ?", []) == ()


def test_four_answered_turns_are_looked_back_at() -> None:
    later = [(f"Combien coûte la chose {number} ?", "dix euros") for number in range(4)]
    near = completions("Est-il marié ?", turns((MARTIN, *later[:3])))
    assert [plain(one) for one in near] == ["Jean Martin est-il marié ?"]
    assert completions("Est-il marié ?", turns((MARTIN, *later))) == ()


def test_the_last_turn_comes_first() -> None:
    both = (MARTIN, ("Quel âge a Luc Ferrand ?", "30 ans"))
    first, second = completions("Est-il marié ?", turns(both))
    assert (plain(first), plain(second)) == (
        "Luc Ferrand est-il marié ?",
        "Jean Martin est-il marié ?",
    )


def test_a_name_of_a_cited_sentence_may_fill() -> None:
    quoted = Turn(
        "Combien de blessés y a-t-il eu ?",
        "Combien de blessés y a-t-il eu ?",
        answered=True,
        answer="deux",
        quotes=("« Il y a eu deux blessés », a dit Julie Ramon.",),
    )
    assert [plain(one) for one in completions("Quel âge a-t-elle ?", [quoted])] == [
        "Quel âge a Julie Ramon ?"
    ]


def test_gender_and_number_are_respected() -> None:
    history = turns((MARTIN,))
    assert completions("Quel âge a-t-elle ?", history) == ()
    assert completions("Quel âge ont-ils ?", history) == ()


def test_who_someone_is_goes_on_about_them() -> None:
    asked = turns((("Qui est Jean Martin ?", "un ingénieur de Brest"),))
    assert plain(completions("Et où vit-il ?", asked)[0]) == "Où vit Jean Martin ?"
    asked = turns((("Qui est le maire de Brest ?", "Jean Martin"),))
    assert plain(completions("Et où vit-il ?", asked)[0]) == "Où vit Jean Martin ?"


_OURS = (
    "celui celle ce cet cette ces le la les l un une des de du d a au aux que qu qui est sont quel "
    "quelle quels quelles et si"
)
OURS = frozenset(_OURS.split())


def parts(text: str) -> set[str]:
    return {piece for word in words(text) for piece in re.split(r"[-.]", word.key)}


@pytest.mark.parametrize("case", LEANING, ids=lambda case: case["question"])
def test_only_words_of_the_thread_are_added(case: dict[str, Any]) -> None:
    past = (parts(f"{asked} {answer}") for asked, answer in case["history"])
    said = parts(case["question"]).union(*past)
    for reading in completions(case["question"], turns(case["history"])):
        assert parts(reading) - said <= OURS


def test_capitals_change_nothing() -> None:
    first, *_ = completions("ET SON FRÈRE ?", turns((MARTIN,)))
    assert plain(first) == "Quel âge a le frère de Jean Martin ?"


def test_long_chains_are_read() -> None:
    chain = "le juge " + "du juge " * 2000
    asked = turns(((f"Que dit {chain} ?", chain),))
    assert completions(f"Et {chain} ?", asked) is not None
    assert completions("Que dit-il ?", asked)


_PIECES = (
    "Et il elle son sa leur cette qui quand où combien de la le les l' a-t-il est-elle y en ? , "
    "Jean Martin Paris frère juge second 2019 à pour contre « » - ' ’ que c'est"
)
PIECES = st.sampled_from(_PIECES.split())
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
@example("Et la", "Qui", "")
@example("l'a-t-il ?", "Le", "«")
@example("son", "sa ?", "Et")
def test_any_text_is_read(question: str, asked: str, answer: str) -> None:
    found = completions(question, [Turn(asked, asked, answered=True, answer=answer)])
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    for reading in found:
        assert reading.endswith(f"{NARROW}?")
        assert reading != question


@given(ANY_TEXT, ANY_TEXT)
def test_without_an_answered_turn_nothing_is_filled(question: str, asked: str) -> None:
    assert completions(question, [Turn(asked, asked, answered=False, answer="Jean Martin")]) == ()


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Combien de victimes ?", True),
        ("Combien d'utilisateurs ?", True),
        ("Et combien de victimes ?", False),
        ("Combien ?", False),
        ("Pendant combien de temps ?", False),
        ("Quel jour ?", False),
        ("Combien de victimes le parquet a-t-il recensées ?", False),
    ],
)
def test_a_count_may_be_asked_whole_after_another_question(question: str, *, whole: bool) -> None:
    """It leans by its form alone: the engine hears it both ways, and keeps the surer."""
    assert may_stand(question) is whole
