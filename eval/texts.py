"""The bench's French catalogue. Measures keep their standard English names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.figures import Figure

USAGE = """\
Utilisation\u00a0:
  python -m eval run CAS.jsonl|CAS.csv|SQUAD.json [--sources DOSSIER] [--out DOSSIER]
  python -m eval retrieval CAS.jsonl|CAS.csv|SQUAD.json [--sources DOSSIER]
  python -m eval squad SQUAD.json [--weights DOSSIER]
  python -m eval speed
  python -m eval zones PAGES ÉTIQUETTES [--errors]
  python -m eval anchor CAS.jsonl --sources DOSSIER
  python -m eval fit [--reader spans|sentences] [--squad SQUAD.json…]
                     [--cases CAS.jsonl DOSSIER]…
  python -m eval peers bm25|dense|cairn|haystack CAS.jsonl|CAS.csv|SQUAD.json
                       [--sources DOSSIER] [--out DOSSIER]
  python -m eval report EXÉCUTION [--out PAGE.html] [--against EXÉCUTION…]
  python -m eval compare EXÉCUTION EXÉCUTION [--html PAGE.html] [--floors PLANCHERS.toml]
  python -m eval train-zones PAGES ÉTIQUETTES [PAGES ÉTIQUETTES…]
  python -m eval distress [PHRASES.jsonl] [--misses]
  python -m eval fit-distress
Voir docs/evaluation.md."""


WRONG_USAGE = f"Erreur\u00a0: commande mal formée.\n{USAGE}"


UNITS = {
    "share": (100.0, 1, "%"),
    "score": (1.0, 3, ""),
    "words": (1.0, 1, "mots"),
    "seconds": (1000.0, 0, "ms"),
    "bytes": (2.0**-20, 0, "Mio"),
}
"""How each unit is written: by what it is multiplied, with how many decimals, in what."""


def unknown_words(words: list[str]) -> str:
    """Say which words of the command line are not understood."""
    return f"Erreur\u00a0: mots inconnus\u00a0: {' '.join(words)}.\n{USAGE}"


def labels_unreadable(path: Path) -> str:
    """Say that the labels of a page cannot be read."""
    return f"Étiquettes absentes ou illisibles\u00a0: {path}. Voir docs/zones.md."


def error(told: Exception) -> str:
    """Say an error."""
    return f"Erreur\u00a0: {told}"


def squad_unreadable(path: Path) -> str:
    """Say that a file is not in the SQuAD format."""
    return f"Fichier illisible ou hors du format SQuAD\u00a0: {path}."


def figures(found: "Iterable[Figure]", kinds: "Mapping[str, Figure]") -> Iterator[str]:
    """Yield the figures of a run, one a line, then those by kind of question."""
    yield from (figure(one.name, one) for one in found)
    yield from (figure(f"  {kind}", one) for kind, one in kinds.items())


def figure(name: str, told: "Figure") -> str:
    """Write a figure with its count and interval."""
    if told.value is None:
        return f"{name:28} {'—':>12}  (n = {told.n})"
    factor, digits, unit = UNITS[told.unit]
    value = f"{factor * told.value:7.{digits}f} {unit}".rstrip()
    if told.low is None or told.high is None:
        return f"{name:28} {value:12}  (n = {told.n})"
    low, high = factor * told.low, factor * told.high
    return f"{name:28} {value:12}  (n = {told.n}, IC 95 % {low:.{digits}f}–{high:.{digits}f})"


SHIPPED = "livré"
"""The name of the way of ranking that the product has."""


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


def wordings_unreadable(path: Path) -> str:
    """Say that a file of wordings cannot be read."""
    return f"Fichier de phrases absent ou mal formé\u00a0: {path}. Voir docs/evaluation.md."


HEARD_BY = {False: "Motifs seuls", True: "Motifs et sens"}
KINDS = {
    "distress": "paroles de détresse",
    "grave": "questions graves",
    "first": "première personne sans détresse",
    "plain": "autres questions",
    "manner": "politesses, insultes, ordres",
    "foreign": "autres langues",
}
"""What the wordings of a kind are called."""


def distress(kind: str, n: int, shares: Mapping[str, float]) -> str:
    """Write whom help numbers reach, of one kind of wordings."""
    right = f", le bon {100 * shares['right']:.1f} %" if kind == "distress" else ""
    return (
        f"  {KINDS[kind]:32} numéros {100 * shares['help']:.1f} %{right}, "
        f"au lieu d’une réponse {100 * shares['alone']:.1f} %  (n = {n})"
    )


def anchored(cases: int, lost: list[str]) -> str:
    """Say how many cases were pinned, and which were not."""
    missing = f"\u202f; introuvables\u00a0: {', '.join(lost)}" if lost else ""
    return f"{cases} cas ancrés{missing}."


def answers_lost(lost: Mapping[str, str]) -> str:
    """Say which cases have an answer whose words no source has: retrieval cannot find them.

    `lost` has where each is written, when that is known.
    """
    some = ", ".join(f"{name} ({place})" if place else name for name, place in lost.items())
    return f"Réponses introuvables dans les sources, mesurées par leurs mots seuls\u00a0: {some}."


def sources_unknown(names: Iterable[str]) -> str:
    """Say which sources named by the cases there are none of."""
    remedy = "Leurs identifiants\u00a0: «\u00a0sourcier sources\u00a0»."
    return f"Sources inconnues\u00a0: {', '.join(names)}. {remedy}"


def cases_absent(path: Path) -> str:
    """Say that there is no such file of cases."""
    return f"Fichier de cas absent\u00a0: {path}. Vérifiez son chemin."


def squad_adrift(path: Path, question: str, answer: str) -> str:
    """Say that an answer does not stand where a SQuAD file says."""
    return (
        f"{path}, question «\u00a0{question}\u00a0»\u00a0: la réponse «\u00a0{answer}\u00a0» "
        "n’est pas à la place dite (answer_start). Corrigez-la."
    )


def asking(done: int, total: int) -> str:
    """Say how far a run is."""
    return f"\rQuestions\u00a0: {done}/{total}"


QUESTIONS = "Questions"
REMAINING = "reste"


def resumed(done: int, total: int) -> str:
    """Say that a run is taken up where it stopped."""
    return f"Mesure reprise où elle s’était arrêtée\u00a0: {done} cas sur {total} sont déjà faits."


def interrupted(*, kept: bool) -> str:
    """Say that a command was interrupted, and whether it goes on where it stopped."""
    return "Interrompu. Relancez la même commande pour continuer." if kept else "Interrompu."


def sources_brought(path: Path) -> str:
    """Say that a SQuAD file has its own sources."""
    return f"{path} apporte ses propres sources\u00a0: retirez «\u00a0--sources\u00a0»."


def written(path: Path) -> str:
    """Say where a run was written."""
    return f"Résultats écrits dans {path}."


def fitted(path: Path) -> str:
    """Say where weights were written."""
    return f"Poids écrits dans {path}."


FOLDERS_BY_TWO = "Les dossiers vont par deux\u00a0: PAGES puis ÉTIQUETTES."
CROSS_VALIDATED = "Pages jamais vues (validation croisée)"


def run_unreadable(path: Path) -> str:
    """Say that a file of a run folder cannot be read."""
    remedy = "Donnez le dossier écrit par «\u00a0python -m eval run … --out DOSSIER\u00a0»."
    return f"Fichier de mesure absent ou illisible\u00a0: {path}. {remedy}"


def run_unwritable(path: Path, error: Exception) -> str:
    """Say that a file of a run folder cannot be written."""
    return f"Impossible d’écrire {path} ({error}). Choisissez un autre dossier."


def run_broken(path: Path, number: int | None, where: str) -> str:
    """Say which line and field of a run folder is not what it should be."""
    line = "" if number is None else f", ligne {number}"
    return (
        f"{path}{line}\u00a0: champ «\u00a0{where}\u00a0» absent ou mal formé. "
        "Refaites la mesure dans un dossier vide."
    )


def run_incomplete(path: Path, found: int, expected: int) -> str:
    """Say that a run folder lacks predictions, and the cases that would count them as misses."""
    return (
        f"{path}\u00a0: prédictions trouvées, {found}\u202f; cas annoncés, {expected}\u202f; pas "
        "de liste des cas (cases.jsonl). Refaites la mesure dans un dossier vide."
    )


def run_stray(path: Path, case_id: str) -> str:
    """Say that a prediction belongs to no case of its run."""
    return (
        f"{path}\u00a0: le cas «\u00a0{case_id}\u00a0» n’est pas de cette mesure. "
        "Refaites-la dans un dossier vide."
    )


def prediction_twice(path: Path, number: int, case_id: str) -> str:
    """Say that a case was answered twice."""
    return f"{path}, ligne {number}\u00a0: le cas «\u00a0{case_id}\u00a0» est déjà prédit."


def table_unreadable(path: Path) -> str:
    """Say that a CSV file cannot be read."""
    remedy = "Enregistrez la feuille au format CSV, encodage UTF-8."
    return f"Tableau de cas illisible\u00a0: {path}. {remedy}"


def table_empty(path: Path) -> str:
    """Say that a CSV file has no case."""
    return f"{path}\u00a0: aucun cas sous la ligne des noms de colonnes. Voir docs/evaluation.md."


def table_torn(path: Path, number: int) -> str:
    """Say from which row a CSV file cannot be cut in cells."""
    return (
        f"{path}, ligne {number}\u00a0: guillemets mal placés ou jamais refermés. "
        "Corrigez la cellule, ou enregistrez la feuille à nouveau."
    )


def cell_wrong(path: Path, number: int, column: str, detail: str) -> str:
    """Say which cell of a CSV file is wrong, by its row and column."""
    return f"{path}, {cell_place(number, column)}\u00a0: {detail} Voir docs/evaluation.md."


def cell_place(number: int, column: str) -> str:
    """Say where a cell stands."""
    return f"ligne {number}, colonne {column}"


def column_missing(path: Path, name: str) -> str:
    """Say that a column must be there."""
    return f"{path}, ligne 1\u00a0: il manque la colonne «\u00a0{name}\u00a0»."


def column_unknown(name: str) -> str:
    """Say that nobody knows a column."""
    return f"colonne inconnue, «\u00a0{name.strip()}\u00a0»."


def column_twice(name: str) -> str:
    """Say that a column stands twice."""
    return f"la colonne «\u00a0{name.strip()}\u00a0» est déjà là."


def id_taken(case_id: str) -> str:
    """Say that an id stands twice."""
    return f"l’identifiant «\u00a0{case_id}\u00a0» est déjà pris."


def value_unknown(value: str, known: Sequence[str]) -> str:
    """Say that a cell holds none of the words it may."""
    return f"«\u00a0{value}\u00a0» n’est pas l’un de\u00a0: {', '.join(known)}."


def cell_unnamed(text: str) -> str:
    """Say that words stand under no column."""
    return f"«\u00a0{text[:60]}\u00a0» n’est sous aucun nom de colonne."


def cell_uneven(found: int, expected: int) -> str:
    """Say that a cell has not one part for each answer."""
    return (
        f"{found} éléments séparés par «\u00a0|\u00a0» pour {expected} réponses. "
        "Mettez-en un seul, ou un par réponse."
    )


CELL_EMPTY = "la cellule est vide."
CELL_WITHOUT_ANSWER = "la cellule accompagne une réponse, et la ligne n’en a pas."


PEER_SILENT = "Pas de réponse."
"""The refusal of a peer that words none."""


PEER_EMPTY = "Aucune source n’a de paragraphe à donner à cairn. Donnez un autre dossier."


def peer_unknown(name: str, known: list[str]) -> str:
    """Say that no peer has that name."""
    return (
        f"«\u00a0{name}\u00a0» n’est pas un système comparé. Choisissez\u00a0: {', '.join(known)}."
    )


def peer_missing(name: str, package: str) -> str:
    """Say which package a peer needs, and how to install it."""
    return (
        f"Le système comparé «\u00a0{name}\u00a0» demande un paquet qui n’est pas installé. "
        f"Faites\u00a0: pip install {package}"
    )


def nothing_shared(one: str, other: str) -> str:
    """Say that two runs have no case in common."""
    return f"Rien à comparer\u00a0: {one} et {other} n’ont aucun cas en commun."


def floors_wrong(path: Path, detail: str) -> str:
    """Say that the file of floors cannot be used."""
    first = " ".join(detail.split())[:200]
    return f"Fichier de planchers inutilisable\u00a0: {path} ({first}). Voir docs/evaluation.md."


def floor_unknown(name: str) -> str:
    """Say that a floor is of a measure that does not exist."""
    return f"Plancher d’une mesure inconnue\u00a0: «\u00a0{name}\u00a0». Corrigez eval/floors.toml."
