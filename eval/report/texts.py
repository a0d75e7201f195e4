"""The French catalogue of the report; its glossary is apart, and so is the comparison's."""

from collections.abc import Sequence
from pathlib import Path

from eval.figures import Figure
from eval.report.glossary import CAUSES, KINDS
from eval.report.numbers import listed, many, number, percent, quantity

NONE = "—"


def span(low: float | None, high: float | None, unit: str) -> str:
    """Write an interval."""
    if low is None or high is None:
        return NONE
    return f"{quantity(low, unit)} à\u00a0{quantity(high, unit)}"


# --- the page ---------------------------------------------------------------------------------

REPORT = "Rapport d’évaluation"
NAVIGATION = "Parties du rapport"
SKIP = "Aller au contenu"
FOOT = (
    "Les intervalles sont à 95\u00a0% (bootstrap par percentiles sur les cas)\u202f; réduit à un "
    "point, à 0\u00a0% ou 100\u00a0%, un intervalle dit seulement que tous les cas sont pareils. "
    "Chaque mesure est définie dans docs/evaluation.md. Ce fichier se suffit\u00a0: ni script, ni "
    "requête."
)
OVERVIEW = "En trois phrases"
FAILS = "Où il échoue"
TRUST = "La confiance"
SPEED = "La vitesse"
MEASURES = "Toutes les mesures"
PEERS = "Face aux autres"
MISSES = "Les cas manqués"
ABOUT = "L’exécution"
INTERVAL = "IC 95\u00a0%"
MEASURE = "Mesure"
VALUE = "Valeur"
COUNT = "n"
KIND = "Espèce"
CAUSE = "Cause"
SHARE = "Part"
CHANCE = "p (answer right)"
RETRIEVED = "Recherche"
CASES = "Cas"
RIGHT = "Justes"
ALL = "Toutes"
NUMBERS = "Les chiffres de la figure"
BEST = "meilleure valeur"
EXPECTED = "Attendu"
GIVEN = "Donné"
CANDIDATE = "Meilleur candidat, refusé"
REFUSED = "un refus"
NOTHING = "rien"
HISTORY = "Questions précédentes"
NOTE = "Note"
CONFIDENCE = "Confiance"
MARK_GIVEN = "donné"
MARK_REFUSED = "refusé"
MARK_REFUSED_BOTH = "refusé, attendu"
MARK_EXPECTED = "attendu"
MARK_BOTH = "donné, attendu"
WORDS_GIVEN = "mots donnés, ou refusés"
WORDS_EXPECTED = "mots attendus"
WORDS_BOTH = "les deux à la fois"
MARKS = "Dans les passages\u00a0:"
NO_CASE = "Il n’y a aucun cas."
NO_MISS = "Aucun cas n’est manqué."
NO_SUCH = "Aucun cas manqué n’est à la fois de cette espèce et de cette cause."
CAUSES_TOLD = "Chaque cas manqué est compté une fois, à la première étape qui le fait perdre."
PEERS_TABLE = "Les systèmes sur les mêmes cas"
PEERS_TOLD = (
    "Les mêmes cas, chaque système avec ses propres réglages. Sous chaque valeur, son intervalle "
    "à 95\u00a0% et le nombre de cas qui la font."
)
CHANCE_TOLD = (
    "cas justes comparés à ceux du système jugé (McNemar exact, correction de Holm)\u00a0: la "
    "chance qu’un tel écart vienne du hasard"
)
SLOWEST = "Les questions les plus lentes"
QUESTION = "Question"


def by(system: str) -> str:
    """Name a system."""
    return "Sourcier" if system == "sourcier" else system


def run_of(system: str, name: str) -> str:
    """Name a run among others of the same system."""
    return f"{by(system)}, «\u00a0{name}\u00a0»"


def title(name: str) -> str:
    """Name the page of a report."""
    return f"{REPORT}\u00a0: {name}"


def subtitle(system: str, cases: str, n: int, sources: int) -> str:
    """Say in a line what was run on what."""
    told = f", {many(sources, 'source', 'sources')}" if sources else ""
    return f"{by(system)} sur {cases}\u00a0: {number(n)} cas{told}"


def other_answers(count: int) -> str:
    """Say how many more acceptable answers there are."""
    return many(count, "autre réponse acceptable", "autres réponses acceptables")


def at_rank(rank: int | None, total: int) -> str:
    """Say where the first useful passage stands among those retrieved."""
    if rank is None:
        return f"aucun passage utile parmi les {number(total)} retrouvés"
    th = "1er" if rank == 1 else f"{rank}e"
    return f"premier passage utile au {th} rang sur {total}"


def confidence(value: float, threshold: float) -> str:
    """Say a confidence, and the threshold under which an answer is refused."""
    return f"{number(value, 2)} (seuil {number(threshold, 2)})"


def place(source_id: str, start: int, end: int) -> str:
    """Say where an extract stands."""
    return f"{source_id}, caractères {number(start)} à {number(end)}"


def choice(name: str, count: int) -> str:
    """Name a filter with its count."""
    return f"{name} ({number(count)})"


# --- the overview -----------------------------------------------------------------------------


def how_good(system: str, right: Figure, able: tuple[int, int], unable: tuple[int, int]) -> str:
    """Say how many cases are right; `able` and `unable` count the right ones, and all."""
    parts = []
    if able[1]:
        asked = many(able[1], "question qui a une réponse", "questions qui ont une réponse")
        parts.append(f"{many(able[0], 'bonne réponse', 'bonnes réponses')} pour {asked}")
    if unable[1]:
        asked = many(unable[1], "question qui n’en a pas", "questions qui n’en ont pas")
        parts.append(f"{number(unable[0])} refus pour {asked}")
    bounds = span(right.low, right.high, "share")
    return (
        f"{by(system)} donne la bonne issue dans {percent(right.value or 0)} des "
        f"{number(right.n)} cas ({INTERVAL}\u00a0: {bounds}), soit {listed(parts)}."
    )


def how_trustworthy(answered: int, wrong: int, false: int, verbatim: float | None) -> str:
    """Say how often answers are wrong, `false` of them to questions that have none."""
    if not answered:
        return "Il ne donne aucune réponse."
    told = f"Sur {many(answered, 'réponse donnée', 'réponses données')}, "
    if wrong:
        told += f"{number(wrong)} {'est fausse' if wrong == 1 else 'sont fausses'}"
        told += f" ({percent(wrong / answered)})"
        told += f", dont {number(false)} à des questions qui n’en ont pas" if false else ""
    else:
        told += "aucune n’est fausse"
    if verbatim is None:
        return f"{told}."
    if verbatim == 1:
        return f"{told}\u202f; tout ce qui est cité l’est mot pour mot."
    return f"{told}\u202f; {percent(1 - verbatim)} de ce qui est cité ne l’est pas mot pour mot."


def where_it_fails(
    kinds: Sequence[tuple[str, float, int]], missed: int, cause: str, count: int
) -> str:
    """Say which kinds are the weakest (name, share right, n), and what loses most answers."""
    if not missed:
        return "Il n’échoue sur aucun cas."
    name, meaning = CAUSES[cause]
    told = (
        f"{many(missed, 'cas manqué', 'cas manqués')}, la cause la plus fréquente est "
        f"«\u00a0{name.lower()}\u00a0» ({number(count)} cas)\u00a0: {meaning}"
    )
    if not kinds:
        return f"Sur {told}."
    weak = [
        f"«\u00a0{KINDS.get(kind, kind)}\u00a0» ({percent(value, 0)} de justes sur {n})"
        for kind, value, n in kinds
    ]
    plural = "les espèces" if len(kinds) > 1 else "l’espèce"
    return f"Il échoue surtout sur {plural} {listed(weak)}\u202f; sur {told}."


# --- figures ----------------------------------------------------------------------------------

KINDS_DRAWN = "Cas justes par espèce de question"
CAUSES_TABLE = "Où se perdent les cas manqués"
RISK_DRAWN = "Le risque selon la couverture"
RELIABLE_DRAWN = "La confiance dite et ce qu’il en est"
LATENCY_DRAWN = "Durée d’une question"
COVERAGE = "Couverture"
COVERAGE_AXIS = "part des questions auxquelles il est répondu"
RISK = "Risque"
RISK_AXIS = "part de fausses parmi les réponses"
SAID = "Confiance"
SAID_AXIS = "confiance dite"
SEEN = "Justes"
SEEN_AXIS = "part de candidats justes"
DURATION = "Durée"
QUESTIONS = "Questions"
HERE = "réglage actuel"
PERFECT = "en pointillé\u00a0: la confiance parfaite"
MEDIAN = "médiane"
SLOW = "95 sur 100"


def kinds_told(weakest: tuple[str, float], strongest: tuple[str, float]) -> str:
    """Say the bars by kind in a sentence: a name and a share each."""
    return (
        f"De la plus faible, {weakest[0]} ({percent(weakest[1])}), à la plus forte, "
        f"{strongest[0]} ({percent(strongest[1])})\u202f; le trait fin est l’intervalle à "
        "95\u00a0%, puis viennent la part et le nombre de cas."
    )


def risk_told(coverage: float, risk: float | None, aurc: float) -> str:
    """Say the risk-coverage curve in a sentence."""
    now = f"\u202f; {percent(risk)} de ces réponses sont fausses" if risk is not None else ""
    return (
        "La courbe\u00a0: refus coupé, du candidat le plus sûr au moins sûr. Le point\u00a0: au "
        f"réglage actuel, il est répondu à {percent(coverage)} des questions{now}. Il quitte la "
        "courbe quand autre chose que la confiance fait refuser (une prémisse fausse, une "
        f"consigne). Aire sous la courbe (AURC)\u00a0: {number(aurc, 3)}\u202f; 0 est l’idéal."
    )


def reliable_told(ece: float) -> str:
    """Say the reliability diagram in a sentence."""
    return (
        "Chaque point est un dixième de confiance, sa taille le nombre de cas\u202f; sur la "
        "diagonale, la confiance dit vrai\u202f; dessous, elle se croit trop. Écart moyen "
        f"(ECE)\u00a0: {number(ece, 3)}\u202f; 0 est l’idéal."
    )


def latency_told(median: float, slow: float, beyond: int, longest: float) -> str:
    """Say the latencies in a sentence; `beyond` counts the questions of the last column."""
    told = (
        f"Une question sur deux prend moins de {quantity(median, 'seconds')}, "
        f"95 sur 100 moins de {quantity(slow, 'seconds')}"
    )
    if not beyond:
        return f"{told}."
    rest = many(beyond, "plus lente, jusqu’à", "plus lentes, jusqu’à")
    return f"{told}\u202f; la dernière colonne en réunit {rest} {quantity(longest, 'seconds')}."


# --- the run ----------------------------------------------------------------------------------

COMMIT = "Commit"
CASES_FILE = "Fichier des cas"
CASES_DIGEST = "Empreinte des cas (sha256)"
CORPUS = "Empreinte du corpus (sha256)"
THRESHOLD = "Seuil de confiance"
MACHINE = "Machine"
MEMORY = "Mémoire de la machine"
PYTHON = "Python"
SETTINGS = "Réglages"
SETTING = "Réglage"
VERSIONS = "Versions des paquets"
PACKAGE = "Paquet"
VERSION = "Version"
UNKNOWN = "inconnu"


def machine(system: str, processor: str, cores: int) -> str:
    """Say what a run ran on."""
    return f"{processor}, {many(cores, 'cœur', 'cœurs')}, {system}"


def written(path: Path) -> str:
    """Say where a page was written."""
    return f"Page écrite dans {path}."


def other_cases(name: str, cases: str, wanted: str) -> str:
    """Say that a run did not put the cases of another."""
    return (
        f"L’exécution «\u00a0{name}\u00a0» porte sur d’autres cas ({cases}) que ceux du rapport "
        f"({wanted}). Relancez-la sur les mêmes."
    )


def unwritable(path: Path, error: Exception) -> str:
    """Say that a page cannot be written."""
    return f"Impossible d’écrire {path} ({error}). Choisissez un autre fichier."
