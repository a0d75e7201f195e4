"""The trained reader on the real model: exact words, silence, and the same answers for threads."""

import hashlib
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag import Answer, Engine, ModelError, Question, Refusal, Settings, Source, Span, Zone
from rag.embed.model import packaged_folder
from rag.index.lexical import LexicalIndex
from rag.read import SpanFinder, SpanReader
from rag.read.network import CARD, WEIGHTS, Network, shipped
from rag.types import Hit, Passage

TEXT = (
    "La passerelle du Vieux-Lavoir a rouvert lundi 3 mars après onze semaines de travaux, a "
    "annoncé la maire, Odile Ferrandier. Le chantier, confié à l’entreprise Batiponts, a coûté "
    "412\u202f000 euros, dont 70 % payés par le département. « Nous avons perdu trois semaines à "
    "cause de la crue », a-t-elle expliqué. Deux ouvriers ont été légèrement blessés."
)
ASKED = {
    "Qui est la maire ?": "Odile Ferrandier",
    "Combien le chantier a-t-il coûté ?": "412\u202f000 euros",
    "Quelle entreprise a fait les travaux ?": "Batiponts",
    "How many workers were injured?": "Deux",
}


@pytest.fixture(scope="module")
def finder(real_model_cache: Path) -> SpanFinder:
    return SpanFinder.load(packaged_folder(Settings(cache=real_model_cache)))


def hit(text: str, title: str | None = None) -> Hit:
    source = Source(
        "lavoir", "lavoir.txt", text, hashlib.sha256(text.encode()).hexdigest(), title=title
    )
    return Hit(Passage(0, Zone.BODY, (Span(source, 0, len(text)),)), 0.0, 0.0, 0.0)


@pytest.mark.model
@pytest.mark.parametrize(("question", "answer"), ASKED.items())
def test_exact_words_are_found(finder: SpanFinder, question: str, answer: str) -> None:
    (found,) = finder.find(question, [hit(TEXT)])
    assert answer in found[0].span.text
    assert len(found[0].span.text) <= len(answer) + 12
    assert found[0].evidence == max(one.evidence for one in found)
    assert found[0].sentence.contains(found[0].span)


@pytest.mark.model
def test_a_passage_that_answers_has_more_evidence_than_one_that_does_not(
    finder: SpanFinder,
) -> None:
    other = hit("Le marché de la place Carnot ouvre le samedi matin, et ferme à midi.")
    answering, silent = finder.find("Combien le chantier a-t-il coûté ?", [hit(TEXT), other])
    assert answering[0].evidence > 0 > silent[0].evidence


@pytest.mark.model
def test_a_long_passage_is_read_to_its_end(finder: SpanFinder) -> None:
    filler = (
        "Le conseil municipal a examiné plusieurs dossiers d’urbanisme sans les trancher. " * 60
    )
    (found,) = finder.find("Combien le chantier a-t-il coûté ?", [hit(filler + TEXT)])
    assert "412\u202f000" in found[0].span.text


@pytest.mark.model
def test_threads_read_as_one_does(finder: SpanFinder) -> None:
    questions = list(ASKED) * 3
    alone = [finder.find(question, [hit(TEXT)])[0][0] for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda q: finder.find(q, [hit(TEXT)])[0][0], questions))
    assert [one.span for one in together] == [one.span for one in alone]


@pytest.mark.model
def test_no_passage_no_candidate(finder: SpanFinder) -> None:
    assert finder.find("Qui ?", []) == []


@pytest.mark.model
def test_the_engine_answers_in_the_source_s_words_and_refuses_another_subject(
    real_model_cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "lavoir.txt").write_text(f"Le Vieux-Lavoir rouvre\n\n{TEXT}\n", encoding="utf-8")
    engine = Engine.open(Settings(sources=tmp_path, cache=real_model_cache, zones=frozenset(Zone)))
    given = engine.ask(Question("Qui est la maire qui a rouvert la passerelle du Vieux-Lavoir ?"))
    assert isinstance(given, Answer)
    assert given.candidates[0].span.text == "Odile Ferrandier"
    assert isinstance(engine.ask(Question("Quelle est la recette du cassoulet ?")), Refusal)


@pytest.mark.model
def test_a_sentence_that_asks_answers_nothing_and_a_yes_or_no_has_a_whole_one(
    finder: SpanFinder,
) -> None:
    reader = SpanReader(finder, LexicalIndex.build([TEXT]))
    asking = hit("Qui est la maire de la commune ? Combien le chantier a-t-il coûté ?")
    assert reader.read("Combien le chantier a-t-il coûté ?", [asking]) == ()
    found = reader.read("Des ouvriers ont-ils été blessés ?", [hit(TEXT), asking])
    assert found[0].span.text == "Deux ouvriers ont été légèrement blessés."
    assert all(one.span == one.sentence for one in found)


def test_weights_that_changed_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(shipped(), folder)
    content = bytearray((folder / WEIGHTS).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / WEIGHTS).write_bytes(content)
    with pytest.raises(ModelError, match="empreinte"):
        Network.load(folder)


@pytest.mark.parametrize("missing", [WEIGHTS, CARD])
def test_weights_that_are_missing_are_said(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(shipped(), folder)
    (folder / missing).unlink()
    with pytest.raises(ModelError) as caught:
        Network.load(folder)
    assert "\n" not in str(caught.value)


def test_what_is_no_network_is_said(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"no network")
    digest = hashlib.sha256(b"no network").hexdigest()
    (tmp_path / CARD).write_text(json.dumps({"sha256": digest}), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        Network.load(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_a_longer_passage_beside_it_changes_no_answer(finder: SpanFinder) -> None:
    longer = hit("Le conseil municipal a examiné plusieurs dossiers sans les trancher. " * 12)
    for question in ASKED:
        alone, together = (
            finder.find(question, [hit(TEXT)]),
            finder.find(question, [hit(TEXT), longer]),
        )
        assert alone[0][0].span == together[0][0].span


def test_reading_imports_no_torch() -> None:
    code = "import sys; from rag.read import SpanFinder, SpanReader; print('torch' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
