"""The bench's door: python -m eval, from cases to figures and files."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from eval_bench import CASES, SOURCES, Bench, Ran

from eval import texts
from eval.folder import Prediction, load_run
from eval.run import predict
from rag import Engine
from rag.calibrate.cases import Case

ENGLISH = re.compile(
    r"\b(?:the|following|arguments?|required|invalid|choice|choose|from|unrecognized|expected|"
    r"one|path|value|field|input|should|missing)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"'[^']*'|--?\w+|<[^>]*>")

WRONG = (
    (),
    ("run",),
    ("retrieval",),
    ("zones",),
    ("zones", "pages"),
    ("anchor",),
    ("cours",),
    ("run", "cas.jsonl", "autre.jsonl"),
    ("run", "cas.jsonl", "--ot", "x"),
    ("run", "cas.jsonl", "--out"),
    ("--verbose",),
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_said_in_french(ran: Ran, arguments: tuple[str, ...]) -> None:
    code, out, err = ran(*arguments)
    assert code == 2
    said = out + err
    assert "Utilisation" in said
    assert not ENGLISH.search(NAMES.sub("", said.replace(texts.USAGE, "")))
    if arguments:
        assert out == ""
        assert err.startswith("Erreur")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",)])
def test_help_is_the_usage(ran: Ran, arguments: tuple[str, ...]) -> None:
    code, out, err = ran(*arguments)
    assert (code, err) == (0, "")
    assert out == texts.USAGE + "\n"


def test_the_usage_names_commands_that_are(ran: Ran) -> None:
    for name in re.findall(r"python -m eval ([\w-]+)", texts.USAGE):
        code, _, err = ran(name, "--rien-de-tel")
        assert code == 2
        assert "--rien-de-tel" in err or name in err


@pytest.mark.parametrize(
    ("line", "named"),
    [("{", "ligne 2"), ('{"id": "x"}', "ligne 2"), (json.dumps(CASES[0]), "ligne 2")],
)
def test_a_broken_case_is_named(bench: Bench, ran: Ran, line: str, named: str) -> None:
    bench.cases.write_text(f"{json.dumps(CASES[0])}\n{line}\n", encoding="utf-8")
    for command in ("run", "anchor", "retrieval"):
        code, out, err = ran(command, bench.cases, "--sources", bench.sources)
        assert (code, out) == (1, "")
        last = err.splitlines()[-1]
        assert last.startswith("Erreur")
        assert named in last
        assert str(bench.cases) in last


def test_missing_files_are_said(bench: Bench, ran: Ran, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    for arguments in (
        ("run", absent, "--sources", bench.sources),
        ("run", bench.cases, "--sources", absent),
        ("anchor", absent, "--sources", bench.sources),
        ("retrieval", absent, "--sources", bench.sources),
        ("retrieval", absent.with_suffix(".json")),
        ("zones", absent, absent),
    ):
        code, out, err = ran(*arguments)
        assert (code, out) == (1, "")
        last = err.splitlines()[-1]
        assert last.startswith("Erreur")
        assert "absent" in last


def test_a_run_from_end_to_end(bench: Bench, ran: Ran) -> None:
    code, out, err = ran("run", bench.cases, "--sources", bench.sources, "--out", bench.out)
    assert code == 0, err
    assert str(bench.out) in err.splitlines()[-1]

    run = load_run(bench.out)
    assert [one.case.id for one in run.predictions] == [case["id"] for case in CASES]
    for one, case in zip(run.predictions, CASES, strict=True):
        assert one.record["question"] == case["question"] == one.case.question
        assert one.candidate is not None
        text = SOURCES[f"{one.candidate.source_id}.txt"]
        assert text[one.candidate.start : one.candidate.end] == one.candidate.text
        assert one.candidate.passage.start <= one.candidate.start
        assert one.candidate.end <= one.candidate.passage.end
        assert 0 <= one.confidence <= 1
        assert one.record["confidence"] == one.confidence
        assert one.answered == (one.confidence >= run.about.threshold)
        if one.answered:
            assert one.candidate.text == one.given == one.record["spans"][0]["text"]
        if not one.case.answerable:
            assert one.right is not one.answered
        assert one.seconds > 0
        places = [(place.source_id, place.start) for place in one.retrieved]
        assert len(set(places)) == len(places) > 0

    assert run.sources == {name.removesuffix(".txt"): text for name, text in SOURCES.items()}
    about = run.about
    assert (about.name, about.cases, about.n) == ("out", bench.cases.name, len(CASES))
    assert about.cases_sha256 == hashlib.sha256(bench.cases.read_bytes()).hexdigest()
    assert (about.system, about.settings["model"]) == ("sourcier", "hashing")
    assert about.settings["zones"] == sorted(about.settings["zones"])
    assert about.index["counts"]["sources"] == len(SOURCES)
    assert about.corpus == run.predictions[0].record["corpus"]
    assert "numpy" in about.versions
    assert about.machine.cores > 0
    assert about.peak_memory_bytes is None or about.peak_memory_bytes > 2**20

    figures = json.loads((bench.out / "figures.json").read_text(encoding="utf-8"))
    assert figures["answer right"]["n"] == len(CASES)
    assert figures["verbatim rate"]["value"] == 1
    assert all("(n = " in line for line in out.splitlines())
    printed = [line[:28].strip() for line in out.splitlines()]
    assert printed[0] == "answer right"
    assert [name for name in printed if name in figures] == [
        name for name in figures if not name.startswith("answer right (")
    ]
    assert printed[-2:] == ["number", "off-subject"]


def test_the_answers_of_a_run_are_placed(bench: Bench, ran: Ran) -> None:
    before = bench.cases.read_bytes()
    assert ran("run", bench.cases, "--sources", bench.sources, "--out", bench.out)[0] == 0
    for one in load_run(bench.out).predictions:
        for gold in one.case.answers:
            assert SOURCES[f"{gold.source}.txt"][gold.start : gold.end] == gold.text
        assert bool(one.case.passages) is one.case.answerable
    assert bench.cases.read_bytes() == before


def test_answers_that_no_source_has_are_said(bench: Bench, ran: Ran) -> None:
    (bench.sources / "ponts.txt").write_bytes("Il n’y a plus de pont à Nantes.\n".encode())
    code, out, err = ran("run", bench.cases, "--sources", bench.sources)
    assert code == 0
    assert "introuvables" in err
    assert "ponts" in err
    assert "(n = 2," in next(line for line in out.splitlines() if line.startswith("Recall@10"))


def test_a_file_that_is_not_there_is_said(bench: Bench, ran: Ran) -> None:
    for name in ("absent.csv", "absent.jsonl", "absent.json"):
        code, out, err = ran("run", bench.cases.with_name(name))
        assert (code, out) == (1, "")
        assert "absent\u00a0:" in err
        assert name in err


def test_whoever_reads_the_figures_may_leave() -> None:
    command = [sys.executable, "-m", "eval", "--help"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, check=False)  # noqa: S603 - our own door
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_threshold_changes_what_is_given_and_no_candidate(
    bench: Bench, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidates = []
    for threshold, status in (("0", "answered"), ("1", "refused")):
        monkeypatch.setenv("SOURCIER_THRESHOLD", threshold)
        assert ran("run", bench.cases, "--sources", bench.sources, "--out", bench.out)[0] == 0
        run = load_run(bench.out)
        assert run.about.threshold == float(threshold)
        assert {one.record["status"] for one in run.predictions} == {status}
        (far,) = [one for one in run.predictions if one.case.id == "hors-sujet"]
        assert far.right is (status == "refused")
        candidates.append([one.candidate for one in run.predictions])
    assert candidates[0] == candidates[1]


def test_without_an_out_nothing_is_written(bench: Bench, ran: Ran) -> None:
    before = set(bench.cases.parent.iterdir())
    assert ran("run", bench.cases, "--sources", bench.sources)[0] == 0
    assert set(bench.cases.parent.iterdir()) - before <= {bench.cases.parent / "cache"}
    assert set(bench.sources.iterdir()) == {bench.sources / name for name in SOURCES}


@pytest.mark.parametrize("kept", [True, False])
def test_an_interrupted_run_says_how_to_go_on(
    bench: Bench,
    ran: Ran,
    monkeypatch: pytest.MonkeyPatch,
    kept: bool,  # noqa: FBT001 - a parameter
) -> None:
    def interrupted(engine: Engine, case: Case) -> Prediction:
        if case.id == "ponts":
            raise KeyboardInterrupt
        return predict(engine, case)

    out = ("--out", bench.out) if kept else ()
    with monkeypatch.context() as patch:
        patch.setattr("eval.run.predict", interrupted)
        code, printed, err = ran("run", bench.cases, "--sources", bench.sources, *out)
    assert (code, printed) == (130, "")
    last = err.splitlines()[-1]
    assert last.startswith("Interrompu")
    assert ("continuer" in last) is kept
    code, printed, err = ran("run", bench.cases, "--sources", bench.sources, *out)
    assert code == 0
    assert ("1 cas sur 3" in err) is kept
    assert "(n = 3," in printed.splitlines()[0]


def test_retrieval_alone_has_its_figures(bench: Bench, ran: Ran) -> None:
    ran("anchor", bench.cases, "--sources", bench.sources)
    code, out, _ = ran("retrieval", bench.cases, "--sources", bench.sources)
    assert code == 0
    names = [line.split("  ")[0].strip() for line in out.splitlines()]
    assert {"dense", "BM25"} <= set(names)
    for line in out.splitlines():
        shares = [float(share) for share in re.findall(r"\w+@\d+ ([\d.]+)", line)]
        assert len(shares) == 10
        assert all(0 <= share <= 1 for share in shares)
        recalls = [float(share) for share in re.findall(r"Recall@\d+ ([\d.]+)", line)]
        assert recalls == sorted(recalls)


def test_zones_have_their_figures(bench: Bench, ran: Ran, tmp_path: Path) -> None:
    labels = tmp_path / "labels"
    labels.mkdir()
    for name, text in SOURCES.items():
        rows = ({"zone": "advert", "text": line} for line in text.split("\n\n"))
        lines = "\n".join(json.dumps(row) for row in rows)
        (labels / name).with_suffix(".jsonl").write_text(lines, encoding="utf-8")
    code, out, err = ran("zones", bench.sources, labels, "--errors")
    assert (code, err) == (0, "")
    assert "5 segments" in out.splitlines()[0]
    assert "advert" in out
    assert "Nantes" in out
    assert len(ran("zones", bench.sources, labels)[1].splitlines()) == 2
