"""Peers: other systems on the same cases, each leaving a run folder like any other."""

import json
import sys
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import texts
from eval.__main__ import main
from eval.folder import Run, load_run
from eval.peers import PEERS, Ground, open_peer
from rag import Corpus, Question, Settings, Source, SourcierError, Zone
from rag.errors import ConfigError
from rag.types import Block

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "chenes.txt": (
        "Douze chênes pour la place Viarme\n\n"
        "La commune a planté 12 chênes sur la place Viarme, pour un coût de 23\u202f051 euros, "
        "mardi 12 mars, devant deux cents habitants venus avec leurs enfants.\n\n"
        "Les jardiniers les arroseront deux fois par semaine jusqu’en septembre, a promis "
        "l’adjointe Claire Dubois, qui espère que tous survivront à leur premier été.\n"
    ),
    "ponts.txt": (
        "Nantes compte ses ponts\n\n"
        "La ville de Nantes compte 42 ponts sur la Loire et sur l’Erdre, d’après un inventaire "
        "publié lundi par la mairie, qui en a trouvé trois de plus qu’en 1998.\n"
    ),
}
PONTS = SOURCES["ponts.txt"].split("\n\n")[1].strip()
CASES = (
    {
        "id": "ponts",
        "question": "Combien de ponts compte la ville de Nantes ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "ponts", "text": "42 ponts"}],
    },
    {
        "id": "chenes",
        "question": "Combien de chênes la commune a-t-elle plantés place Viarme ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "chenes", "text": "12 chênes", "prefix": "La commune a planté "}],
    },
    {
        "id": "suite",
        "question": "Et à quel coût ?",
        "history": ["Combien de chênes la commune a-t-elle plantés place Viarme ?"],
        "kind": "follow-up",
        "answerable": True,
        "answers": [{"source": "chenes", "text": "23\u202f051 euros"}],
    },
    {"id": "rugby", "question": "Wxq zzk ?", "kind": "off-subject", "answerable": False},
)
ZONES = "title,standfirst,subheading,body,quotebox,biography"

Put = Callable[..., tuple[int, str, str]]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Put:
    """Put the cases to a peer over a tiny folder; return the exit code and both outputs."""
    monkeypatch.setenv("SOURCIER_MODEL", "hashing")
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCIER_ZONES", ZONES)
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    for name, text in SOURCES.items():
        (sources / name).write_bytes(text.encode())
    written = "".join(json.dumps(case) + "\n" for case in CASES)
    (tmp_path / "cas.jsonl").write_text(written, encoding="utf-8")

    def run(name: str, cases: str = "cas.jsonl") -> tuple[int, str, str]:
        # A SQuAD file brings its own sources.
        folder = [] if cases.endswith(".json") else ["--sources", "sources"]
        code = main(["peers", name, cases, *folder, "--out", "out"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def needs(name: str) -> None:
    """Skip a test of a peer whose package is not installed."""
    # Looked up, not imported: Haystack would be told too late that nothing is to be sent.
    if PEERS[name] is not None and find_spec(name) is None:
        pytest.skip(f"the extra `peers` is not installed: {PEERS[name]}")


def quoted(run: Run) -> list[tuple[str, str]]:
    """Return what a run quotes, and what its sources have there."""
    return [
        (row[key], run.sources[row["source_id"]][row["start"] : row["end"]])
        for one in run.predictions
        for kind, key in (("citations", "quote"), ("spans", "text"))
        for row in one.record[kind]
    ]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_leaves_a_run_folder(name: str, put: Put, tmp_path: Path) -> None:
    needs(name)
    code, _, err = put(name)
    assert (code, "out" in err) == (0, True)
    run = load_run(tmp_path / "out")
    assert (run.about.system, run.about.n) == (name, len(CASES))
    assert [one.case.id for one in run.predictions] == [case["id"] for case in CASES]
    package = (PEERS[name] or "").partition("==")[0]
    assert not package or package in run.about.versions
    found = quoted(run)
    assert found
    for words, stands in found:
        assert words == stands
    for one in run.predictions:
        assert bool(one.record["citations"]) is one.answered
        assert one.record["answer"].strip()
        assert 0 <= one.confidence <= 1
        assert one.answered is (one.candidate is not None and one.confidence >= run.about.threshold)
        for passage in one.retrieved:
            assert run.sources[passage.source_id][passage.start : passage.end].strip()


@pytest.mark.parametrize("name", ["bm25", "dense"])
def test_a_paragraph_is_given_whole(name: str, put: Put, tmp_path: Path) -> None:
    needs(name)
    put(name)
    ponts = load_run(tmp_path / "out").predictions[0]
    assert ponts.record["answer"] == PONTS
    assert [row["quote"] for row in ponts.record["citations"]] == [PONTS]
    assert ponts.record["spans"] == []
    assert ponts.candidate is not None
    assert ponts.candidate.text == PONTS
    place = ponts.retrieved[0]
    assert SOURCES["ponts.txt"][place.start : place.end] == PONTS


@pytest.mark.parametrize("name", ["bm25", "cairn"])
def test_a_question_that_shares_no_word_is_refused(name: str, put: Put, tmp_path: Path) -> None:
    needs(name)
    put(name)
    rugby = load_run(tmp_path / "out").predictions[-1]
    assert (rugby.answered, rugby.right, rugby.record["citations"]) == (False, True, [])


@pytest.mark.parametrize("name", ["bm25", "cairn"])
def test_a_peer_without_a_model_loads_none(
    name: str, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(name)
    monkeypatch.setenv("SOURCIER_MODEL", str(tmp_path / "aucun-modele"))
    assert put(name)[0] == 0
    assert put("dense")[0] == 1


def test_cairn_gives_a_paragraph_under_its_heading(put: Put, tmp_path: Path) -> None:
    needs("cairn")
    put("cairn")
    ponts = load_run(tmp_path / "out").predictions[0]
    assert ponts.record["answer"] == f"# Nantes compte ses ponts\n{PONTS}"
    assert [row["quote"] for row in ponts.record["citations"]] == [SOURCES["ponts.txt"].strip()]


def test_cairn_is_told_the_thread(put: Put, tmp_path: Path) -> None:
    needs("cairn")
    put("cairn")
    followed = load_run(tmp_path / "out").predictions[2]
    peer = open_peer("cairn", Ground(Settings(sources=tmp_path / "sources")))
    alone = peer.ask(Question(followed.case.question))
    assert alone.given == 0
    assert [row["source_id"] for row in followed.record["citations"]] == ["chenes"]


def test_haystack_marks_its_words_inside_its_quote(put: Put, tmp_path: Path) -> None:
    needs("haystack")
    put("haystack")
    run = load_run(tmp_path / "out")
    assert run.about.settings["reader"] == "sentences"
    ponts = run.predictions[0]
    (span,), (citation,) = ponts.record["spans"], ponts.record["citations"]
    assert citation["start"] <= span["start"] < span["end"] <= citation["end"]
    assert ponts.given == span["text"] == ponts.record["answer"]
    assert ponts.right


def test_haystack_tells_its_makers_nothing(put: Put) -> None:
    needs("haystack")
    put("haystack")
    assert sys.modules["haystack.telemetry._telemetry"].telemetry is None


@pytest.mark.model
def test_haystack_refuses_what_no_piece_answers(real_model_cache: Path, tmp_path: Path) -> None:
    needs("haystack")
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    peer = open_peer("haystack", Ground(Settings(sources=tmp_path, cache=real_model_cache)))
    answered = peer.ask(Question("Combien de ponts compte la ville de Nantes ?"))
    refused = peer.ask(Question("Qui a gagné la finale de rugby à Toulouse ?"))
    assert (answered.given, "42" in answered.words) == (1, True)
    assert (refused.given, refused.words) == (0, texts.PEER_SILENT)
    assert refused.confidence < peer.identity.threshold <= answered.confidence


@pytest.mark.parametrize("name", [name for name, package in PEERS.items() if package])
def test_a_missing_package_is_one_line_with_its_command(
    name: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    for known in list(sys.modules):
        if known == f"eval.peers.{name}" or known.startswith(f"{name}."):
            monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, name, None)
    code, out, err = put(name)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.rstrip().endswith(f"pip install {PEERS[name]}")


def test_an_unknown_peer_is_said_with_those_that_are(put: Put) -> None:
    code, out, err = put("google")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert all(name in err for name in ("google", *PEERS))
    with pytest.raises(ConfigError):
        open_peer("__init__", Ground(Settings()))


def test_sources_that_are_missing_are_said(put: Put, tmp_path: Path) -> None:
    for file in (tmp_path / "sources").iterdir():
        file.unlink()
    code, _, err = put("bm25")
    assert (code, len(err.splitlines())) == (1, 1)
    with pytest.raises(SourcierError):
        open_peer("bm25", Ground(Settings()))


def test_the_extra_names_the_same_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [package for package in PEERS.values() if package]
    assert project["optional-dependencies"]["peers"] == named


def test_a_squad_file_brings_its_own_sources(put: Put, tmp_path: Path) -> None:
    row = {
        "id": "q",
        "question": "Combien de ponts compte la ville de Nantes ?",
        "answers": [{"text": "42 ponts", "answer_start": PONTS.index("42 ponts")}],
    }
    data = [{"title": "Nantes", "paragraphs": [{"context": PONTS, "qas": [row]}]}]
    (tmp_path / "squad.json").write_text(json.dumps({"data": data}), encoding="utf-8")
    assert put("bm25", "squad.json")[0] == 0
    (one,) = load_run(tmp_path / "out").predictions
    assert one.record["answer"] == PONTS
    assert [place.end for place in one.case.passages] == [len(PONTS)]


def test_answers_of_a_spreadsheet_are_placed(put: Put, tmp_path: Path) -> None:
    rows = "id;question;réponse;source\na;Combien de ponts ?;42 ponts;ponts\n"
    (tmp_path / "cas.csv").write_text(rows, encoding="utf-8")
    code, _, err = put("bm25", "cas.csv")
    assert code == 0, err
    (one,) = load_run(tmp_path / "out").predictions
    (gold,), (passage,) = one.case.answers, one.case.passages
    assert SOURCES["ponts.txt"][gold.start : gold.end] == "42 ponts"
    assert SOURCES["ponts.txt"][passage.start : passage.end] == PONTS


def test_paragraphs_leave_headings_and_closed_zones_out() -> None:
    source = Source(id="a", path="", text=SOURCES["chenes.txt"], digest="")
    blocks = [
        Block(at, at + len(part))
        for part in source.text.strip().split("\n\n")
        for at in [source.text.index(part)]
    ]
    page = Source(id="a", path="", text=source.text, digest="", blocks=tuple(blocks))
    ground = Ground(Settings(zones=frozenset(Zone)), Corpus((page,)))
    told = {
        one.zone: bool(kept) for one, kept in zip(ground.passages, ground.paragraphs, strict=True)
    }
    assert told.pop(Zone.TITLE) is False
    assert all(told.values())
    closed = Ground(Settings(zones=frozenset({Zone.ADVERT})), Corpus((page,)))
    assert not closed.paragraphs.any()


def solid(text: str) -> str:
    """Return a text without its white space, nor the marks of headings."""
    return "".join(text.split()).replace("#", "")


pages = st.lists(
    st.text(st.sampled_from("ab#- \n\t\r\x0b\u2028\u00a0:é1"), min_size=1, max_size=12).filter(
        str.strip
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(pages, min_size=1, max_size=3))
def test_what_cairn_gives_is_found_again_in_the_sources(drawn: list[list[str]]) -> None:
    needs("cairn")
    sources = []
    for number, parts in enumerate(drawn):
        # Words of its own, so that each part can be asked for, and a paragraph under all headings.
        blocks, text = [], ""
        for at, part in enumerate([*parts, "a"]):
            said = f"{part} mot{number}{at}xyz"
            blocks.append(Block(len(text), len(text) + len(said)))
            text += said + "\n"
        sources.append(Source(f"s{number}", "", text, str(number), tuple(blocks)))
    ground = Ground(Settings(), Corpus(tuple(sources)))
    peer = open_peer("cairn", ground)
    for source in sources:
        for word in source.text.split():
            said = peer.ask(Question(word))
            for candidate in said.candidates[: said.given]:
                assert solid(candidate.span.text) == solid(said.words)
