"""Questions as they are texted, with what they meant; and the words of two corpora."""

import json
from functools import cache
from pathlib import Path

from rag import Settings, Source
from rag.spell import Vocabulary
from rag.text import read_corpus

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDERS = {"seeds": ROOT / "seeds", "presse": ROOT / "eval" / "corpora" / "presse" / "dev"}
TEXT = (
    "La piscine de Montrevel ferme mercredi, annonce Brigitte Colasson, maire de la commune. "
    "Le coureur belge Joris Vandecasteele et son voisin Louis Marin y nageaient avec Ban Ki Moon. "
    "L’abonnement annuel coûte 120 euros ; 61 000 entrées ont été comptées en 2024. "
    "Le procureur Isaac Steidl dirige l’enquête sur l’incendie. La rue Cb mène au lycée."
)


def lines(name: str) -> list[dict]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@cache
def words_of(corpus: str) -> Vocabulary:
    """Return the words of a corpus: its name, or "" for those of `TEXT`."""
    if not corpus:
        return Vocabulary.of([TEXT])
    return Vocabulary.of(source.text for source in _read(corpus))


def _read(corpus: str) -> tuple[Source, ...]:
    return read_corpus(FOLDERS[corpus], max_file_bytes=Settings().max_file_bytes).sources


def plain() -> list[tuple[str, str]]:
    """Return the development questions in plain French, each with its corpus's name."""
    found = []
    for corpus in FOLDERS:
        path = ROOT / "eval" / "cases" / f"{corpus}-dev.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["kind"] != "noise" and case["language"] == "fr":
                found += [(corpus, question) for question in (*case["history"], case["question"])]
    for name in ("standing.jsonl", "leaning.jsonl"):
        path = ROOT / "tests" / "thread" / name
        found += [
            ("seeds", json.loads(line)["question"])
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
    return found
