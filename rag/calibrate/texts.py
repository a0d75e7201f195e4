"""What calibration and its files of cases say, in French."""

from pathlib import Path


def cases_unreadable(path: Path) -> str:
    """Say that a file of cases cannot be read."""
    return f"Fichier de cas illisible\u00a0: {path}. Il faut un fichier JSON Lines en UTF-8."


def cases_unwritable(path: Path, error: OSError) -> str:
    """Say that a file of cases cannot be written."""
    refused = f"Fichier de cas impossible à écrire\u00a0: {path} ({error.strerror or error})."
    return f"{refused} Choisissez un autre dossier."


def case_wrong(path: Path, number: int, place: str) -> str:
    """Say which line of a file of cases is wrong, and where in it."""
    where = f"«\u00a0{place}\u00a0»"
    return f"{path}, ligne {number}\u00a0: cas mal formé ({where}). Voir docs/evaluation.md."


def case_twice(path: Path, number: int, case_id: str) -> str:
    """Say that an id stands twice."""
    return f"{path}, ligne {number}\u00a0: l’identifiant «\u00a0{case_id}\u00a0» est déjà pris."


def case_unbalanced(path: Path, number: int) -> str:
    """Say that answers and answerability contradict each other."""
    fields = "«\u00a0answerable\u00a0» et «\u00a0answers\u00a0»"
    return f"{path}, ligne {number}\u00a0: {fields} se contredisent."


def answer_adrift(case_id: str, text: str) -> str:
    """Say that an answer is not where its offsets say."""
    remedy = "Lancez «\u00a0python -m eval anchor\u00a0»."
    return f"{case_id}\u00a0: «\u00a0{text}\u00a0» n’est pas à la place dite. {remedy}"


def calibration_unwritable(path: Path, error: Exception) -> str:
    """Say that a calibration cannot be written."""
    remedy = "Choisissez un autre fichier avec «\u00a0--out\u00a0»."
    return f"Impossible d’écrire {path} ({error}). {remedy}"


def cases_too_few(found: int, fewest: int) -> str:
    """Say that there are too few cases to learn from."""
    return (
        f"Trop peu de cas pour un calibrage\u00a0: {found} ont un candidat, il en faut {fewest}. "
        "Ajoutez des questions avec leurs réponses (docs/evaluation.md)."
    )
