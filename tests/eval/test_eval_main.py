"""The bench's door: python -m eval, from cases to figures and files."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from eval import texts
from eval.__main__ import main
from eval.folder import Prediction, load_run
from eval.run import predict
from rag import Engine
from rag.calibrate.cases import Case, load_cases

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
CASES = (
    {
        "id": "chenes",
        "question": "Combien de chênes la commune a-t-elle plantés place Viarme ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "chenes", "text": "12 chênes", "prefix": "La commune a planté "}],
    },
    {
        "id": "ponts",
        "question": "Combien de ponts compte la ville de Nantes ?",
        "kind": "number",
        "answerable": True,
        "answers": [{"source": "ponts", "text": "42 ponts"}],
    },
    {
        "id": "hors-sujet",
        "question": "Qui a gagné la finale de rugby à Toulouse ?",
        "kind": "off-subject",
        "answerable": False,
    },
)
ENGLISH = re.compile(
    r"\b(?:the|following|arguments?|required|invalid|choice|choose|from|unrecognized|expected|"
    r"one|path|value|field|input|should|missing)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"'[^']*'|--?\w+|<[^>]*>")


@dataclass(frozen=True)
class Bench:
    """A folder of sources, a file of cases, and where results go."""

    sources: Path
    cases: Path
    out: Path


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench with the test double of the model, in a folder of its own."""
    monkeypatch.setenv("SOURCIER_MODEL", "hashing")
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCIER_ZONES", "title,standfirst,subheading,body,quotebox,biography")
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    for name, text in SOURCES.items():
        (sources / name).write_bytes(text.encode())
    cases = tmp_path / "cas.jsonl"
    cases.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return Bench(sources, cases, tmp_path / "out")


Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run the bench; return its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


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


def test_answers_of_a_sheet_that_no_source_has_are_said_by_their_cells(
    bench: Bench, ran: Ran
) -> None:
    sheet = bench.cases.with_suffix(".csv")
    rows = "id;question;réponse;source\na;Qui ?;;\nb;Où ?;nulle part;ponts\nc;Où ?;là;ailleurs\n"
    sheet.write_text(rows, encoding="utf-8")
    code, _, err = ran("run", sheet, "--sources", bench.sources)
    assert code == 0
    assert "b (ligne 3, colonne C), c (ligne 4, colonne C)" in err
    assert "Sources inconnues\u00a0: ailleurs." in err


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


SHEET = (
    "id;question;réponse;source\n"
    "chenes;Combien de chênes la commune a-t-elle plantés ?;12 chênes;chenes\n"
    "rugby;Qui a gagné la finale de rugby ?;;\n"
)


def test_a_spreadsheet_is_run_as_cases_are(bench: Bench, ran: Ran) -> None:
    sheet = bench.cases.with_suffix(".csv")
    sheet.write_text(SHEET, encoding="utf-8")
    for command in (("run", sheet, "--out", bench.out), ("retrieval", sheet)):
        code, out, err = ran(*command, "--sources", bench.sources)
        assert code == 0, err
        assert out
    one, two = load_run(bench.out).predictions
    (gold,) = one.case.answers
    assert SOURCES["chenes.txt"][gold.start : gold.end] == gold.text
    assert (one.case.kind, two.case.kind, two.case.answerable) == ("number", "near-miss", False)
    sheet.write_text(SHEET + "rugby;Qui ?;;\n", encoding="utf-8")
    code, out, err = ran("run", sheet, "--sources", bench.sources)
    assert (code, out) == (1, "")
    assert "ligne 4, colonne A" in err


SQUAD = {
    "data": [
        {
            "title": "Nantes",
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": name,
                            "question": f"Que dit {name} ?",
                            "answers": [{"text": text[:9], "answer_start": 0}] * 2,
                        },
                        {"id": f"{name}-non", "question": "Qui a gagné ?", "answers": []},
                    ],
                }
                for name, text in SOURCES.items()
            ],
        }
    ]
}


def test_a_squad_file_brings_its_own_sources(bench: Bench, ran: Ran) -> None:
    squad = bench.cases.with_suffix(".json")
    squad.write_text(json.dumps(SQUAD), encoding="utf-8")
    code, out, err = ran("run", squad, "--out", bench.out)
    assert code == 0, err
    assert "(n = 4," in out.splitlines()[0]
    run = load_run(bench.out)
    assert set(run.sources.values()) == set(SOURCES.values())
    for one in run.predictions:
        assert one.case.answerable is (not one.case.id.endswith("-non"))
        for gold in one.case.answers:
            assert run.sources[gold.source][gold.start : gold.end] == gold.text
    assert len(run.predictions[0].case.answers) == 1
    code, _, err = ran("run", squad, "--sources", bench.sources)
    assert code == 1
    assert "--sources" in err


@pytest.mark.parametrize("content", ["{", "[]", '{"data": [{}]}', '{"data": [{"paragraphs": 1}]}'])
def test_a_file_that_is_not_squad_s_is_said(bench: Bench, ran: Ran, content: str) -> None:
    squad = bench.cases.with_suffix(".json")
    squad.write_text(content, encoding="utf-8")
    code, out, err = ran("run", squad)
    assert (code, out) == (1, "")
    assert err.startswith("Erreur")
    assert "SQuAD" in err


def test_an_answer_of_squad_s_that_stands_elsewhere_is_said(bench: Bench, ran: Ran) -> None:
    astray = json.loads(json.dumps(SQUAD))
    asked = astray["data"][0]["paragraphs"][0]["qas"][0]
    asked["answers"][1]["answer_start"] = 3
    squad = bench.cases.with_suffix(".json")
    squad.write_text(json.dumps(astray), encoding="utf-8")
    for command in ("run", "squad"):
        code, out, err = ran(command, squad)
        assert (code, out) == (1, "")
        assert asked["id"] in err
        assert asked["answers"][1]["text"] in err


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


def test_anchoring_finds_the_answers_again(bench: Bench, ran: Ran) -> None:
    code, out, err = ran("anchor", bench.cases, "--sources", bench.sources)
    assert (code, out) == (0, "")
    assert err.splitlines()[-1].startswith("3 cas")
    for case in load_cases(bench.cases):
        for gold in case.answers:
            text = SOURCES[f"{gold.source}.txt"]
            assert text[gold.start : gold.end] == gold.text
        assert len(case.passages) == len(case.answers)
        for place, gold in zip(case.passages, case.answers, strict=True):
            assert place.start <= gold.start < gold.end <= place.end


def test_anchoring_follows_a_source_that_moves(bench: Bench, ran: Ran) -> None:
    ran("anchor", bench.cases, "--sources", bench.sources)
    before = load_cases(bench.cases)
    moved = "Mis à jour lundi\r\n\r\n" + SOURCES["chenes.txt"].replace(
        "12 chênes", "12\u00a0chênes"
    )
    (bench.sources / "chenes.txt").write_bytes(moved.encode())
    assert ran("anchor", bench.cases, "--sources", bench.sources)[0] == 0
    after = load_cases(bench.cases)
    (gold,) = after[0].answers
    assert gold.text == "12\u00a0chênes" == moved[gold.start : gold.end]
    assert gold.start == before[0].answers[0].start + len("Mis à jour lundi\r\n\r\n")
    assert after[1:] == before[1:]
    again = bench.cases.read_bytes()
    ran("anchor", bench.cases, "--sources", bench.sources)
    assert bench.cases.read_bytes() == again


def test_anchoring_pins_each_place_and_uses_what_stands_around(bench: Bench, ran: Ran) -> None:
    text = "Le pont ferme à 12 heures. Le parc ferme à 12 heures. Le musée ferme à 12 heures.\n"
    (bench.sources / "heures.txt").write_bytes(text.encode())
    base = {"kind": "date", "answerable": True, "question": "À quelle heure ?"}
    gold = {"source": "heures", "text": "12 heures"}
    one = {**base, "id": "un", "answers": [{**gold, "prefix": "parc ferme à"}]}
    two = {**base, "id": "deux", "answers": [{**gold, "suffix": ". Le parc"}]}
    every = {**base, "id": "tous", "answers": [gold]}
    bench.cases.write_text(
        "".join(json.dumps(row) + "\n" for row in (one, two, every)), encoding="utf-8"
    )
    ran("anchor", bench.cases, "--sources", bench.sources)
    places = [match.start() for match in re.finditer("12 heures", text)]
    starts = [[gold.start for gold in case.answers] for case in load_cases(bench.cases)]
    assert starts == [[places[1]], [places[0]], places]
    held = {gold.text for case in load_cases(bench.cases) for gold in case.answers}
    assert held == {"12 heures"}


def test_an_answer_that_is_gone_is_named_and_kept(bench: Bench, ran: Ran) -> None:
    (bench.sources / "ponts.txt").write_bytes("Il n’y a plus de pont à Nantes.\n".encode())
    code, _, err = ran("anchor", bench.cases, "--sources", bench.sources)
    assert code == 0
    assert "ponts" in err.splitlines()[-1]
    (gold,) = load_cases(bench.cases)[1].answers
    assert (gold.text, gold.start) == ("42 ponts", None)


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
