"""The bench's French catalogue. Measures keep their standard English names."""

from pathlib import Path

USAGE = """\
Utilisation :
  python -m eval run CAS.jsonl [--sources DOSSIER] [--out DOSSIER]
  python -m eval retrieval CAS.jsonl|SQUAD.json [--sources DOSSIER]
  python -m eval zones PAGES ÉTIQUETTES
  python -m eval anchor CAS.jsonl --sources DOSSIER
  python -m eval judge CAS.jsonl [--squad SQUAD.json] [--sources DOSSIER]
Voir docs/evaluation.md."""


def wrong_usage(detail: str) -> str:
    """Say that the command line is wrong."""
    return f"Erreur : commande mal formée ({detail}).\n{USAGE}"


def cases_unreadable(path: Path) -> str:
    """Say that a file of cases cannot be read."""
    return f"Fichier de cas illisible : {path}. Il faut un fichier JSON Lines en UTF-8."


def case_wrong(path: Path, number: int, detail: str) -> str:
    """Say which line of a file of cases is wrong."""
    first = " ".join(detail.split())[:300]
    return f"{path}, ligne {number} : cas mal formé ({first}). Voir docs/evaluation.md."


def case_twice(path: Path, number: int, case_id: str) -> str:
    """Say that an id stands twice."""
    return f"{path}, ligne {number} : l’identifiant « {case_id} » est déjà pris."


def case_unbalanced(path: Path, number: int) -> str:
    """Say that answers and answerability contradict each other."""
    return f"{path}, ligne {number} : « answerable » et « answers » se contredisent."


def answer_adrift(case_id: str, text: str) -> str:
    """Say that an answer is not where its offsets say."""
    return f"{case_id} : « {text} » n’est pas à la place dite. Lancez « python -m eval anchor »."


def figure(name: str, value: float, n: int, bounds: tuple[float, float]) -> str:
    """Write a share with its count and interval."""
    low, high = (100 * bound for bound in bounds)
    return f"{name:32} {100 * value:5.1f} %  (n = {n}, IC 95 % {low:.1f}–{high:.1f})"
