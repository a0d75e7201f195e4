"""The command line's French catalogue: all that it says to a person.

What click itself says is in locale/fr. Typography: U+202F before `; ! ?`, U+00A0 before `:` and
inside « ». Quotations keep their own characters and never pass through here.
"""

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ui.texts import ZONES, confidence_name, quoted

if TYPE_CHECKING:
    from rag.calibrate import Calibration


def plural(count: int, word: str) -> str:
    """Write a count and its word, which takes an s from two on."""
    return f"{count}\u00a0{word}{'s' if count > 1 else ''}"


# --- help -----------------------------------------------------------------------------------

GROUP = """Répond en français aux questions sur un dossier de sources, dans leurs propres mots, et
montre d’où vient chaque mot.

Les réponses vont sur la sortie standard, les messages sur la sortie d’erreur. Code de retour\u00a0:
0 si tout va bien (un refus en fait partie), 1 pour une erreur, 2 pour une commande mal écrite."""
GROUP_END = "Pour l’aide d’une commande\u00a0: sourcier COMMANDE --help"
SUBCOMMAND = "COMMANDE [ARGUMENTS]..."
OPTIONS = "[OPTIONS]"
VERSION_OPTION = "Affiche la version."
VERSION = "sourcier %(version)s"

ASK = """Pose QUESTION aux sources\u00a0: la réponse, puis les passages qui la portent.

Mettez la question entre guillemets. Avec --batch, une question par ligne de FICHIER\u00a0:

\b
  {"id": "1", "question": "Qui…\u202f?"}
  {"id": "2", "question": "Et quand\u202f?", "history": ["Qui…\u202f?"]}

Un enregistrement JSON par ligne sort alors, dans le même ordre, avec son «\u00a0id\u00a0»."""
ASK_SHORT = "Pose une question aux sources."
JSON_OPTION = "Écrit l’enregistrement complet, un objet JSON sur une ligne."
BATCH_OPTION = f"Pose les questions de FICHIER ({quoted('-')}, l’entrée standard), une par ligne."
HISTORY_OPTION = "Une question déjà posée, de la plus ancienne à la plus récente. Répétable."
SOURCES_OPTION = f"Dossier des sources. Par défaut, celui des réglages, sinon {quoted('seeds')}."

INDEX = """Construit l’index des sources, ou le met à jour.

Seul ce qui a changé est relu. L’index est rangé dans le cache, jamais parmi les sources."""
INDEX_SHORT = "Construit l’index des sources, ou le met à jour."
REBUILD_OPTION = "Refait l’index en entier."
DOWNLOAD_OPTION = "Télécharge le modèle réglé s’il vient du dépôt Hugging Face."

SOURCES = """Liste les sources lues\u00a0: identifiant, référence, zones, extracteur et encodage.

Avec --show, écrit le texte extrait d’une source, tel quel\u00a0: les positions des citations s’y
rapportent."""
SOURCES_SHORT = "Liste les sources, ou montre le texte de l’une d’elles."
SHOW_OPTION = "Écrit le texte de la source IDENTIFIANT."
SOURCES_JSON_OPTION = "Écrit la liste en JSON, un objet sur une ligne."

OVERVIEW = """Donne un aperçu du dossier\u00a0: une chronologie, les personnes, les organisations,
les chiffres, et les points sur lesquels les sources divergent, chacun avec ses citations.

Ni modèle ni index n’est nécessaire."""
OVERVIEW_SHORT = "Donne un aperçu du dossier, citations à l’appui."
OVERVIEW_JSON_OPTION = "Écrit l’aperçu en JSON, un objet sur une ligne."

SERVE = """Ouvre la page web et l’API HTTP. Ctrl+C les arrête.

Par défaut, seule cette machine y a accès."""
SERVE_SHORT = "Ouvre la page web."
HOST_OPTION = "L’adresse où écouter."
PORT_OPTION = "Le port où écouter\u202f; 0\u00a0: un port libre."

FEEDBACK = """Donne les avis recueillis sur les réponses, du plus ancien au plus récent.

Une ligne par avis\u00a0: jour, utile ou non, raison, question si la personne l’a envoyée. Le
recueil est éteint par défaut (réglage «\u00a0feedback\u00a0» de la table [web])."""
FEEDBACK_SHORT = "Donne les avis recueillis sur les réponses."
FEEDBACK_JSON_OPTION = "Écrit un objet JSON par avis, un par ligne."
FEEDBACK_CSV_OPTION = "Écrit un tableau CSV, en UTF-8."

CALIBRATE = """Règle, sur vos propres cas, à partir de quelle probabilité répondre.

CAS est un fichier de questions avec leurs réponses, une par ligne (docs/evaluation.md)\u00a0:
au moins trente. Le résultat est un fichier que le réglage «\u00a0calibration\u00a0» désigne."""
CALIBRATE_SHORT = "Règle le seuil de réponse sur vos propres cas."
CALIBRATE_OUT_OPTION = f"Le fichier à écrire. Par défaut, {quoted('calibrage.json')}."
CASES = "CAS"
FILE = "FICHIER"

DOCTOR = """Vérifie l’installation\u00a0: paquets, modèle, index, cache, place sur le disque.

Rien n’est construit ni téléchargé. Code de retour 1 si une vérification échoue (✗)."""
DOCTOR_SHORT = "Vérifie l’installation."

# --- usage ----------------------------------------------------------------------------------

EMPTY_FOLDER = "le chemin est vide."
NO_QUESTION = "Il manque la question, ou l’option «\u00a0--batch\u00a0»."
QUESTION_AND_BATCH = "Une question ne se donne pas avec «\u00a0--batch\u00a0»."
HISTORY_AND_BATCH = (
    "Avec «\u00a0--batch\u00a0», l’historique est le champ «\u00a0history\u00a0» de chaque ligne."
)
JSON_AND_CSV = "Les options «\u00a0--json\u00a0» et «\u00a0--csv\u00a0» ne vont pas ensemble."
SHOW_AND_JSON = "Les options «\u00a0--show\u00a0» et «\u00a0--json\u00a0» ne vont pas ensemble."
BAD_PORT = "il faut un nombre entier de 0 à 65535."

# --- errors ---------------------------------------------------------------------------------

SYSTEM: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "introuvable",
        errno.EACCES: "accès refusé",
        errno.EPERM: "accès refusé",
        errno.EROFS: "lecture seule",
        errno.EISDIR: "c’est un dossier",
        errno.ENOTDIR: "ce n’est pas un dossier",
        errno.ENOSPC: "plus de place sur le disque",
        errno.ENAMETOOLONG: "nom trop long",
        errno.ELOOP: "liens en boucle",
        errno.EIO: "panne de lecture ou d’écriture",
    }
)
"""What the operating system's error codes mean: its own words are English."""


def error(message: str) -> str:
    """Lead an error's line."""
    return f"Erreur\u00a0: {message}"


def system(problem: OSError) -> str:
    """Say in French why the operating system refused something."""
    code = problem.errno or 0
    return SYSTEM.get(code, errno.errorcode.get(code, type(problem).__name__))


def system_error(problem: OSError) -> str:
    """Say that the operating system refused something."""
    where = f"{problem.filename}\u00a0: " if problem.filename else ""
    return f"{where}{system(problem)}. Vérifiez le chemin, les droits et la place, puis relancez."


def fault(kind: str) -> str:
    """Say that the program itself is at fault."""
    return (
        f"Défaut de Sourcier ({kind}), et non de votre commande. Relancez-la avec la variable "
        "SOURCIER_DEBUG=1 et signalez ce qui s’affiche aux auteurs de Sourcier."
    )


def missing_package(name: str) -> str:
    """Say that a Python package is not installed."""
    return f"Le paquet Python {quoted(name)} manque. Réinstallez Sourcier."


def batch_unreadable(path: str, problem: OSError) -> str:
    """Say that the batch file cannot be read."""
    return f"Fichier de questions illisible\u00a0: {path} ({system(problem)}). Vérifiez le chemin."


def batch_not_utf8(path: str, number: int) -> str:
    """Say that the batch file is not UTF-8, and from which line on."""
    where = "l’entrée standard" if path == "-" else path
    return f"{where} n’est pas en UTF-8 (ligne {number}). Enregistrez le fichier en UTF-8."


def batch_lines_bad(numbers: Sequence[int]) -> str:
    """Say which lines of a batch asked nothing, the first ten of them."""
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    lines = "Ligne illisible" if len(numbers) == 1 else f"{len(numbers)} lignes illisibles"
    need = f"Il faut un objet JSON avec un champ {quoted('question')}."
    return f"{lines} dans le lot\u00a0: {shown}. {need}"


def unknown_id(source_id: str) -> str:
    """Say that no source has an identifier."""
    told = quoted("sourcier sources")
    return f"Aucune source {quoted(source_id)}. Les identifiants s’affichent avec {told}."


# --- progress and index ---------------------------------------------------------------------

EMBEDDING = "Passages"
QUESTIONS = "Questions"


def index_ready(sources: int, passages: int, *, fresh: bool) -> str:
    """Say what the index holds, and whether anything had to be done."""
    counts = f"{plural(sources, 'source')}, {plural(passages, 'passage')}"
    return f"Index {'à jour, rien à refaire' if fresh else 'prêt'}\u00a0: {counts}."


def rejected(path: str, reason: str) -> str:
    """Say that a file was left out, and why."""
    return f"Fichier écarté\u00a0: {path} — {reason}"


def mostly_silent(silent: int, segments: int) -> str:
    """Say that much of a short document was taken for something else than its text."""
    taken = "parties prises pour un menu, une publicité ou un avis, qui ne répondent pas"
    see = f"Voir {quoted('sourcier sources')} et le réglage {quoted('zones')}."
    return f"{taken}\u00a0: {silent} sur {segments}. {see}"


def remark(path: str, reason: str) -> str:
    """Say what a person may want to know of a file that was read."""
    return f"À savoir\u00a0: {path} — {reason}"


# --- an answer ------------------------------------------------------------------------------

OPEN, CLOSE = "«\u00a0", "\u00a0»"
NEAREST = "Passages les plus proches\u00a0:"
SUGGESTIONS = "À demander aussi\u00a0:"
NOTICE = "Remarque\u00a0: "


def confidence(value: float) -> str:
    """Say how probable it is that the answer is right."""
    return f"Confiance\u00a0: {confidence_name(value)} ({round(100 * value)}\u00a0%)."


def marked(words: str) -> str:
    """Name the words that answer, where they cannot be shown by their style."""
    return f"Mots de la réponse\u00a0: {words}"


def places(count: int) -> str:
    """Say at how many other places the same words stand."""
    where = "à un autre endroit" if count == 1 else f"à {count} autres endroits"
    return f"Les mêmes mots se trouvent {where}."


# --- the list of sources --------------------------------------------------------------------

COLUMNS = ("Identifiant", "Référence", "Zones", "Extracteur", "Encodage")


def zone_count(zone: str, count: int) -> str:
    """Write how many segments of a zone a source has."""
    return f"{ZONES[zone]}\u00a0: {count}"


# --- feedback -------------------------------------------------------------------------------

USEFUL: Mapping[bool, str] = MappingProxyType({True: "utile", False: "pas utile"})
FEEDBACK_IS_OFF = (
    "Le recueil des avis est éteint. Le réglage «\u00a0feedback = true\u00a0» de la table [web] "
    "l’allume."
)


def feedback_counts(count: int, useful: int) -> str:
    """Say how many opinions there are, and how many found an answer useful."""
    if not count:
        return "Aucun avis sur ces sources."
    return f"{count} avis, dont {useful}\u00a0«\u00a0utile\u00a0»."


def feedback_unreadable(count: int) -> str:
    """Say that lines were passed over."""
    s = "s" if count > 1 else ""
    return f"{plural(count, 'ligne')} illisible{s}, laissée{s} de côté."


# --- the overview ---------------------------------------------------------------------------

TIMELINE = "Chronologie"
PUBLICATIONS = "Dates de publication connues"
PEOPLE = "Personnes"
ORGANISATIONS = "Organisations"
FIGURES = "Chiffres"
DISAGREEMENTS = "Les sources divergent"
NOTHING = "Rien de sûr."


def weighed(told: str, independent: int) -> str:
    """Write what an item says, and how many independent sources say it."""
    return f"{told} ({plural(independent, 'source')})"


def deduced(told: str) -> str:
    """Say that a date was deduced."""
    return f"{told}, date déduite"


def entity(name: str, roles: Sequence[str], passages: int, independent: int) -> str:
    """Write a name, what sources say it is, and where it stands."""
    said = "\u202f; ".join(map(quoted, roles))
    called = f"{name}\u00a0: {said}" if roles else name
    return f"{called} ({plural(passages, 'passage')}, {plural(independent, 'source')})"


def opposed(values: Sequence[tuple[str, int]]) -> str:
    """Write the values of a disagreement, none chosen."""
    return "\u202f; ".join(weighed(quoted(value), count) for value, count in values)


# --- doctor ---------------------------------------------------------------------------------

MODEL, SOURCES_FOUND, INDEX_FOUND, SETTINGS = "Modèle", "Sources", "Index", "Réglages"
SIGNS: Mapping[str, str] = MappingProxyType({"good": "✓", "note": "!", "bad": "✗"})


def installed(name: str, version: str) -> str:
    """Name what is installed."""
    return f"{name} {version}"


def wrong(subject: str, message: str) -> str:
    """Say what is wrong with a subject, in the engine's own words."""
    return f"{subject}\u00a0: {message}"


def package_missing(name: str) -> str:
    """Say that a package is not installed."""
    return f"Paquet {name} absent. Réinstallez Sourcier."


def package_old(name: str, version: str, wanted: str) -> str:
    """Say that a package's version does not fit."""
    return f"Paquet {name} {version}\u00a0: il faut {wanted}. Réinstallez Sourcier."


NOT_INSTALLED = "Sourcier n’est pas installé ici. Lancez «\u00a0pip install -e .\u00a0»."


def platform(name: str, machine: str, *, tested: bool) -> str:
    """Say whether the platform is one that Sourcier is tested on."""
    told = "" if tested else "\u00a0: non testé (Sourcier n’est pas testé sur macOS ni Windows)"
    return f"Système {name} {machine}{told}"


def settings_file(path: Path | None) -> str:
    """Name the settings file in use."""
    return f"Réglages\u00a0: fichier {path}" if path else "Réglages\u00a0: aucun fichier"


def settings_variables(names: str) -> str:
    """Name the environment variables that set something."""
    return f"Réglages\u00a0: variables {names}"


def cache(path: Path, *, usable: bool) -> str:
    """Say whether the cache folder can be written."""
    if usable:
        return f"Cache\u00a0: {path}"
    told = quoted("cache")
    return f"Cache\u00a0: {path} refuse l’écriture. Changez les droits, ou le réglage {told}."


def disk(free: int, needed: int, *, enough: bool) -> str:
    """Say how much room the disk of the cache has; sizes in bytes."""
    told = f"Place libre pour le cache\u00a0: {free / 1e9:.1f}\u00a0Go".replace(".", ",")
    return told if enough else f"{told}. Il en faut {round(needed / 1e6)}\u00a0Mo."


MODEL_NONE = "Modèle\u00a0: aucun («\u00a0hashing\u00a0», pour les essais)"


READER_PLAIN = "Lecteur\u00a0: simple, sans réseau"


def reader(digest: str) -> str:
    """Name the trained reader, whole and with the expected hash."""
    return f"Lecteur entraîné, empreinte vérifiée ({digest})"


def model(name: str, digest: str) -> str:
    """Name the model, whole and with the expected hash."""
    return f"Modèle {name}, empreinte vérifiée ({digest})"


def model_elsewhere(name: str, place: str) -> str:
    """Name a model that is not the packaged one, and where it is."""
    return f"Modèle {name}, dans {place}"


def model_absent(name: str) -> str:
    """Say that the packaged model is not there yet."""
    return f"Modèle {name}\u00a0: pas encore là. {quoted('sourcier index')} le prépare."


def model_altered(name: str, folder: Path) -> str:
    """Say that the model's weights are not those that were unpacked."""
    told = quoted("sourcier index")
    return f"Modèle {name}\u00a0: fichier altéré. Supprimez {folder}, puis lancez {told}."


def sources_read(folder: Path, count: int, left_out: int) -> str:
    """Say how many sources a folder gives."""
    told = f"Sources\u00a0: {folder}, {plural(count, 'source')}"
    if not left_out:
        return told
    return f"{told}, {plural(left_out, 'fichier')} écarté{'s' if left_out > 1 else ''}"


INDEX_NONE = f"Index\u00a0: pas encore construit. {quoted('sourcier index')} le construit."
INDEX_STALE = f"Index\u00a0: à mettre à jour. {quoted('sourcier index')} le fait."


def openmp(where: str, count: int) -> str:
    """Say how many OpenMP runtimes torch and faiss load, and why it matters."""
    told = f"OpenMP\u00a0: {plural(count, 'bibliothèque')} dans un même processus ({where})"
    why = (
        ". Sans danger sous Linux\u202f; sous macOS, deux à la fois font planter un programme "
        "(faiss, ticket 2555), et Sourcier y limite torch à un seul fil"
    )
    return told + why if count > 1 else told


def openmp_crash(code: int) -> str:
    """Say that loading torch and faiss together ended the process."""
    return (
        f"OpenMP\u00a0: torch et faiss ne se chargent pas ensemble (code {code}). Voir le ticket "
        "2555 de faiss\u202f; réinstallez Sourcier dans un environnement neuf."
    )


ALL_GOOD = "Tout est en ordre."


def failed(count: int) -> str:
    """Say how many checks failed."""
    return f"{plural(count, 'vérification')} en échec (✗)."


# --- calibrate ------------------------------------------------------------------------------

CALIBRATING = "Questions"
BEFORE = "Avant"
AFTER = "Après"


def calibration_figures(name: str, found: "Calibration") -> str:
    """Write the figures of a calibration: how well right and wrong are told, and how truly."""
    auroc = "–" if found.auroc is None else f"{found.auroc:.3f}".replace(".", ",")
    error = f"{100 * found.ece:.1f}".replace(".", ",")
    return (
        f"{name}\u00a0: {plural(found.n, 'question')}, AUROC {auroc}, "
        f"erreur de calibrage {error}\u00a0%"
    )


def calibration_level(wrong: float, threshold: float) -> str:
    """Write from which probability answers are wrong at most that often."""
    least = f"{threshold:.3f}".replace(".", ",")
    return f"  au plus {100 * wrong:.0f}\u00a0% de réponses fausses\u00a0: seuil {least}"


def calibrated(path: Path) -> str:
    """Say where a calibration was written, and how to use it."""
    setting = quoted(f'calibration = "{path}"')
    return f"Calibrage écrit dans {path}. Réglage à ajouter\u00a0: {setting}."
