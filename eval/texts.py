"""The bench's French catalogue. Measures keep their standard English names."""

from pathlib import Path

USAGE = """\
Utilisation\u00a0:
  python -m eval run CAS.jsonl [--sources DOSSIER] [--out DOSSIER]
  python -m eval retrieval CAS.jsonl|SQUAD.json [--sources DOSSIER]
  python -m eval zones PAGES ÉTIQUETTES [--errors]
  python -m eval anchor CAS.jsonl --sources DOSSIER
  python -m eval fit [--reader SQUAD.json…] [--judge SQUAD.json…]
                     [--cases CAS.jsonl --sources DOSSIER]
  python -m eval train-zones PAGES ÉTIQUETTES [PAGES ÉTIQUETTES…]
Voir docs/evaluation.md."""


WRONG_USAGE = f"Erreur\u00a0: commande mal formée.\n{USAGE}"


def unknown_words(words: list[str]) -> str:
    """Say which words of the command line are not understood."""
    return f"Erreur\u00a0: mots inconnus\u00a0: {' '.join(words)}.\n{USAGE}"


def labels_unreadable(path: Path) -> str:
    """Say that the labels of a page cannot be read."""
    return f"Étiquettes absentes ou illisibles\u00a0: {path}. Voir docs/zones.md."


def error(told: Exception) -> str:
    """Say an error."""
    return f"Erreur\u00a0: {told}"


def cases_unreadable(path: Path) -> str:
    """Say that a file of cases cannot be read."""
    return f"Fichier de cas illisible\u00a0: {path}. Il faut un fichier JSON Lines en UTF-8."


def squad_unreadable(path: Path) -> str:
    """Say that a file is not in the SQuAD format."""
    return f"Fichier illisible ou hors du format SQuAD\u00a0: {path}."


def case_wrong(path: Path, number: int, detail: str) -> str:
    """Say which line of a file of cases is wrong."""
    first = " ".join(detail.split())[:300]
    return f"{path}, ligne {number}\u00a0: cas mal formé ({first}). Voir docs/evaluation.md."


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


def figure(name: str, value: float, n: int, bounds: tuple[float, float]) -> str:
    """Write a share with its count and interval."""
    low, high = (100 * bound for bound in bounds)
    return f"{name:32} {100 * value:5.1f} %  (n = {n}, IC 95 % {low:.1f}–{high:.1f})"


def ranking(name: str, values: dict[str, float], n: int) -> str:
    """Write the figures of one way of ranking."""
    figures = "  ".join(f"{key} {value:.3f}" for key, value in values.items())
    return f"{name:14} {figures}  (n = {n})"


def zones(name: str, n: int, macro_f1: float, body_recall: float, leaks: float) -> str:
    """Write the figures of the zones of a set of pages."""
    return (
        f"{name}\u00a0: {n} segments, macro-F1 {macro_f1:.3f}, "
        f"rappel du corps {body_recall:.3f}, fuites {100 * leaks:.1f} %"
    )


def zone(name: str, f1: float, n: int) -> str:
    """Write the figures of one zone."""
    return f"  {name:12} F1 {f1:.2f}  (n = {n})"


def confused(source: str, expected: str, predicted: str | None, text: str) -> str:
    """Write one label that was told wrong."""
    return f"  {source}\u00a0: {expected} pris pour {predicted or 'rien'}\u00a0: {text}"


def anchored(cases: int, lost: list[str]) -> str:
    """Say how many cases were pinned, and which were not."""
    missing = f"\u202f; introuvables\u00a0: {', '.join(lost)}" if lost else ""
    return f"{cases} cas ancrés{missing}."


def asking(done: int, total: int) -> str:
    """Say how far a run is."""
    return f"\rQuestions\u00a0: {done}/{total}"


def written(path: Path) -> str:
    """Say where a run was written."""
    return f"Résultats écrits dans {path}."


def fitted(path: Path) -> str:
    """Say where weights were written."""
    return f"Poids écrits dans {path}."


FOLDERS_BY_TWO = "Les dossiers vont par deux\u00a0: PAGES puis ÉTIQUETTES."
CROSS_VALIDATED = "Pages jamais vues (validation croisée)"
