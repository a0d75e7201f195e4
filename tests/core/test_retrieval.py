"""Retrieval: hits in order, of the zones allowed, and both sides of their scores."""

import unicodedata

import numpy as np
import pytest
from core_values import ARTICLES, source
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rag import EDITORIAL, Corpus, Engine, HashingEncoder, Settings, Zone
from rag.index import Index, make_index
from rag.index.fuse import DENSE_WEIGHT, fuse, raised
from rag.index.lexical import LexicalIndex
from rag.index.near import NearIndex
from rag.retrieve import retrieve
from rag.text.fold import fold, terms, words
from rag.types import Hit

VOCABULARY = (
    *("pont", "ponts", "chêne", "procès", "parquet", "Nantes", "mairie", "enquête", "2023", "18"),
    *("site", "fermeture", "tramway", "hôpital", "été", "œuvre", "aujourd’hui", "coco.gg", "où"),
    *("guet-apens", "23\u202f051", "l’Erdre", "qu’il", "de", "la", "les"),
)
questions = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join) | st.text(max_size=40)
texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)
zone_sets = st.frozensets(st.sampled_from(Zone))
floats = st.floats(-1, 1, width=32)


def hits_of(
    engine: Engine, question: str, zones: frozenset[Zone] = EDITORIAL, most: int = 12
) -> tuple[Hit, ...]:
    """Retrieve with other settings."""
    given = Settings(zones=zones, read_passages=most)
    return retrieve(question, engine.index, HashingEncoder(), given)


@given(questions, zone_sets, st.integers(1, 30))
def test_hits_are_few_of_the_allowed_zones_and_in_order(
    engine: Engine, question: str, zones: frozenset[Zone], most: int
) -> None:
    hits = hits_of(engine, question, zones, most)
    allowed = [passage for passage in engine.index.passages if passage.zone in zones]
    assert len(hits) == min(most, len(allowed))
    assert {hit.passage.zone for hit in hits} <= zones
    assert len({hit.passage.number for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(hit.passage is engine.index.passages[hit.passage.number] for hit in hits)


@given(questions)
def test_the_scores_of_a_hit_are_what_they_say(engine: Engine, question: str) -> None:
    keys = set(terms(question))
    bound = sum(engine.index.lexical.weight(key) for key in keys)
    for hit in hits_of(engine, question, frozenset(Zone), 50):
        assert -1 - 1e-5 <= hit.dense <= 1 + 1e-5
        assert 0 <= hit.lexical <= bound + 1e-4
        assert np.isfinite(hit.score)


def test_asking_for_fewer_gives_the_best_of_more(engine: Engine) -> None:
    question = "Combien de ponts compte la ville de Nantes ?"
    more, fewer = (
        hits_of(engine, question, frozenset(Zone)),
        hits_of(engine, question, frozenset(Zone), 2),
    )
    assert fewer == more[:2]


def test_the_passage_that_says_it_comes_first(engine: Engine) -> None:
    best = hits_of(engine, "Qui a annoncé la fermeture du site mardi ?", frozenset(Zone))[0]
    assert "Jean Martin" in best.passage.text


def _index(found: list[str]) -> Index:
    sources = tuple(source(text, f"s{number}") for number, text in enumerate(found))
    return make_index(Corpus(sources), HashingEncoder())


@given(st.lists(texts, min_size=1, max_size=6), questions)
def test_bm25_is_zero_without_a_shared_term_and_only_then(found: list[str], question: str) -> None:
    keys = [set(terms(text)) for text in found]
    assume(any(keys))
    index = LexicalIndex.build(found)
    asked = terms(question)
    scores = index.scores(asked)
    assert (scores.shape, scores.dtype) == ((len(found),), np.float32)
    bound = sum(index.weight(key) for key in set(asked))
    for score, own in zip(scores.tolist(), keys, strict=True):
        assert (score > 0) == bool(own & set(asked))
        assert 0 <= score <= bound + 1e-4


@given(st.lists(texts, min_size=1, max_size=6))
def test_a_rarer_term_weighs_more(found: list[str]) -> None:
    keys = [set(terms(text)) for text in found]
    every = set().union(*keys)
    assume(every)
    index = LexicalIndex.build(found)
    held = {key: sum(key in own for own in keys) for key in every} | {"jamais-vu": 0}
    for one, count in held.items():
        assert index.weight(one) > 0
        for other, others in held.items():
            assert (index.weight(one) > index.weight(other)) == (count < others)


def test_words_without_any_term_may_be_indexed() -> None:
    index = LexicalIndex.build(["le la les", "…"])
    assert not index.scores(["pont"]).any()
    assert len(index) == 2


def test_a_corpus_of_one_passage_is_retrieved() -> None:
    index = _index(["Le pont de Nantes ferme mardi, dit la mairie."])
    given = Settings(zones=frozenset(Zone), read_passages=12)
    (hit,) = retrieve("Quel pont ferme ?", index, HashingEncoder(), given)
    assert hit.passage.number == 0
    assert hit.lexical > 0


bounds = st.just(0.0) | st.floats(1e-6, 12)  # a sum of weights, each above 0
pairs = st.lists(st.tuples(floats, st.floats(0, 8, width=32)), min_size=1, max_size=8)


@given(pairs, bounds, st.floats(0, 1), st.floats(0, 1), st.floats(0, 4))
def test_the_fusion_grows_with_each_of_its_sides(
    scores: list[tuple[float, float]], bound: float, weight: float, more: float, further: float
) -> None:
    dense = np.array([one for one, _ in scores], dtype=np.float32)
    lexical = np.array([other for _, other in scores], dtype=np.float32)
    fused = fuse(dense, lexical, bound, weight)
    assert (fused.shape, fused.dtype) == (dense.shape, np.float32)
    assert np.isfinite(fused).all()
    nearer = fuse(dense + np.float32(more), lexical, bound, weight)
    fuller = fuse(dense, lexical + np.float32(further), bound, weight)
    assert (nearer >= fused).all()
    assert (fuller >= fused).all()


@given(st.lists(floats, min_size=1, max_size=8), bounds)
def test_without_a_term_the_fusion_is_the_cosine_s_share(
    cosines: list[float], bound: float
) -> None:
    dense = np.array(cosines, dtype=np.float32)
    nothing = np.zeros_like(dense)
    np.testing.assert_allclose(fuse(dense, nothing, bound), DENSE_WEIGHT * dense, atol=1e-6)
    np.testing.assert_allclose(
        fuse(dense, np.ones_like(dense), 0.0), DENSE_WEIGHT * dense, atol=1e-6
    )


@given(st.lists(st.tuples(floats, floats, st.floats(0, 1, width=32)), min_size=1, max_size=8))
def test_sentences_and_sources_raise_a_score_and_keep_it_in_bounds(
    given_scores: list[tuple[float, float, float]],
) -> None:
    fused, near, source = (
        np.array(one, dtype=np.float32) for one in zip(*given_scores, strict=True)
    )
    found = raised(fused, near, source)
    assert (found.shape, found.dtype) == (fused.shape, np.float32)
    assert (np.abs(found) <= 1 + 1e-6).all()
    assert (raised(fused, near + 1, source) > found).all()
    assert (raised(fused, near, source + 1) > found).all()


@given(st.lists(texts, min_size=1, max_size=5), questions)
def test_a_passage_is_as_near_as_its_nearest_sentence(found: list[str], question: str) -> None:
    encoder = HashingEncoder()
    cut = [part.split(" pont ") for part in found]
    vectors = encoder.passages([one for part in cut for one in part])
    index = NearIndex.build(vectors, [tuple((0, len(one)) for one in part) for part in cut])
    query = encoder.query(question)
    wanted = [max(encoder.passages([one])[0] @ query for one in part) for part in cut]
    np.testing.assert_allclose(index.scores(query), wanted, atol=1e-5)


def test_each_passage_has_the_vectors_of_its_sentences(engine: Engine) -> None:
    index = engine.index
    vectors = HashingEncoder().passages(index.near.texts(index.passages))
    np.testing.assert_allclose(index.near.dense.vectors(), vectors, atol=1e-6)
    assert min(map(len, index.near.cuts)) == 1 < max(map(len, index.near.cuts))
    for passage, where in zip(index.passages, index.near.cuts, strict=True):
        said = "".join(passage.text[start:end] for start, end in where)
        assert "".join(said.split()) == "".join(passage.text.split())


FRENCH = (
    "Où l’avocat de Mme Léa Noël a-t-il plaidé à Évry en août\u202f?",
    "Combien de procédures ont été ouvertes contre coco.gg, d’après l’enquête ?",
    "Qu’est-ce qu’un guet-apens\u00a0?",
    "Jusqu’à quand l’œuvre est-elle exposée aujourd’hui ?",
    "Le maire a-t-il reçu les 23\u202f051 signatures à 15h13 ?",
    "À quelle date la « cité » de Besançon a-t-elle été inaugurée ?",
    "Quelle était l’ancienneté du garçon, né à Saint-Étienne ?",
)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _with_no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _with_straight_apostrophes(text: str) -> str:
    return text.replace("’", "'")


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


WAYS = (
    str.upper,
    str.lower,
    _without_accents,
    _with_no_break_spaces,
    _with_straight_apostrophes,
    _decomposed,
    lambda text: f"  {text}\n\n ",
    lambda text: text.replace("œ", "oe"),
    lambda text: _without_accents(_with_straight_apostrophes(text)).lower(),
    lambda text: "".join(char for char in text if char not in "?«»"),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: getattr(way, "__name__", "way").strip("_"))
@pytest.mark.parametrize("question", FRENCH)
def test_a_question_typed_otherwise_has_the_same_terms(question: str, way) -> None:
    assert terms(way(question)) == terms(question)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"], ids=ascii)
@pytest.mark.parametrize("number", ["23 051", "1 234 567", "70 000", "23 051,5"])
def test_a_number_is_one_term_whatever_its_spaces(space: str, number: str) -> None:
    written = number.replace(" ", space)
    assert terms(f"Les {written} signatures") == [number.replace(" ", ""), *terms("signatures")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 4 juin 2024", ["4", "juin", "2024"]),
        ("en 2024 150 personnes", ["2024", "150", "person"]),
        ("à 15h13", ["15h13"]),
        ("coco.gg", ["coco", "gg", "coco.gg"]),
        ("guet-apens", ["guet", "apen"]),
        ("l’eau d’Évian", ["eau", "evian"]),
        ("12,5 %", ["12,5"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text(max_size=80))
@example("L’été, l’Œuvre : 23\u202f051 à 15h13 sur coco.gg…")
@example("\uff9e")
@example("ß İ ŉ ﬁ ²½ ⅷ")
def test_the_offsets_of_words_are_slices(text: str) -> None:
    reached = 0
    for word in words(text):
        assert reached <= word.start < word.end <= len(text)
        folded = fold(text[word.start : word.end])
        assert word.key in (folded, "".join(folded.split()))
        assert word.key
        assert " " not in word.key
        reached = word.end


@given(st.text(max_size=80))
@example("\uff9f a")
def test_terms_are_whole_and_stable(text: str) -> None:
    found = terms(text)
    assert all(key and not key[0].isspace() for key in found)
    assert found == terms(text)


@given(st.text(max_size=60))
@example("EX ÆQUO, Œuvres")
@example("№ 12, 𝒜")
def test_folding_is_done_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.combining(char) for char in folded)


def test_every_article_is_found_by_its_own_words(engine: Engine) -> None:
    for name, text in ARTICLES.items():
        for sentence in text.split("\n\n"):
            best = hits_of(engine, sentence, frozenset(Zone))[0]
            assert best.passage.span.source.path == name
