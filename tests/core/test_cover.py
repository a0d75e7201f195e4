"""Cover: how much of a question's words a text has, rare ones counting more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.cover import Cover
from rag.index.lexical import LexicalIndex
from rag.text.fold import spoken, term_set, terms

TEXTS = (
    "Le maire de Brunoy a planté douze chênes.",
    "Le maire de Brunoy ferme le pont.",
    "Les élèves de Brunoy plantent des haricots.",
)
LEXICAL = LexicalIndex.build(TEXTS)
WORDS = ["maire", "Brunoy", "pont", "chênes", "planté", "zeppelin", "le", "de", "?"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(texts, texts, texts)
def test_more_text_covers_more(question: str, one: str, other: str) -> None:
    cover = Cover.of(question, LEXICAL)
    assert 0 <= cover.share(one) <= cover.share(one, other) <= 1 + 1e-9
    assert cover.share(one, other) == pytest.approx(cover.share(f"{one} {other}"))


@given(texts)
def test_a_text_covers_itself(question: str) -> None:
    full = 1.0 if terms(question) else 0.0
    assert Cover.of(question, LEXICAL).share(question) == pytest.approx(full)


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    cover = Cover.of("Le zeppelin de Brunoy ?", LEXICAL)
    assert cover.share("Un zeppelin passe.") > cover.share("On passe à Brunoy.")
    assert cover.rarest in term_set("zeppelin")


def test_a_question_without_words_has_no_rarest() -> None:
    assert Cover.of("Et alors ?", LexicalIndex.build(["a b"])).share("") == 0.0
    assert Cover.of("?", LEXICAL).rarest == ""


@given(st.text(max_size=30))
def test_only_a_question_all_in_capitals_is_changed(question: str) -> None:
    found = spoken(question)
    assert found == (question.lower() if question.isupper() else question)
