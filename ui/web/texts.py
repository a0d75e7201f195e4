"""The page's French catalogue: all that the web surface says to a person.

Typography: U+202F before `; ! ?`, U+00A0 before `:` and inside « ». Quotations keep their own
characters and never pass through here.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

# --- the chat page --------------------------------------------------------------------------

NAME = "Sourcier"
TITLE = "Sourcier — questions aux sources"
DESCRIPTION = "Des questions en français, des réponses dans les mots des sources."
QUESTION = "Votre question"
ASK = "Demander"
EXAMPLES = "Pour commencer, par exemple"
CONVERSATION = "Conversation"
NEW = "Nouvelle conversation"
NO_SCRIPT = "Cette page a besoin de JavaScript."
NO_SCRIPT_PAGE = "Continuer sans lui, sur une page simple"


def introduction(count: int) -> str:
    """Say in one sentence what the page is, and that persons named are presumed innocent."""
    documents = "un document" if count == 1 else f"{count} documents"
    return (
        f"Sourcier répond à vos questions sur {documents} en citant leurs propres mots, jamais "
        "les siens\u202f; toute personne qui y est nommée est présumée innocente tant que sa "
        "culpabilité n’a pas été définitivement établie."
    )


GRADIO = {
    "chatbot conversation": CONVERSATION,
    "Loading response": "Recherche dans les sources",
    "Loading content": "Recherche dans les sources…",
    "Connection Lost": "Connexion perdue",
    "Connection to the server was lost. Attempting reconnection...": (
        "Le serveur ne répond plus. Nouvel essai en cours…"
    ),
    "Connection errored out.": "Le serveur ne répond plus.",
    "This application is currently busy. Please try again.": (
        "Trop de questions en même temps. Réessayez dans un instant."
    ),
    "Error": "Erreur",
    "Scroll to bottom": "Aller au dernier message",
    "Close": "Fermer",
}
"""What Gradio's page says in English whatever its language, and what it says here."""

# --- an answer ------------------------------------------------------------------------------

NEAREST = "Passages les plus proches"
PASSAGE = "Lire dans la source"
ORIGINAL = "Page d’origine"
NEW_WINDOW = "nouvelle fenêtre"


def passage_link(label: str) -> str:
    """Say where the link of a citation leads; the visible words come first."""
    return f"{PASSAGE}\u00a0: {label}"


def original_link(label: str) -> str:
    """Say where the link to a source's own page leads; the visible words come first."""
    return f"{ORIGINAL}\u00a0: {label} ({NEW_WINDOW})"


def other_places(count: int) -> str:
    """Say at how many other places the same words stand."""
    if count == 1:
        return "mêmes mots à un autre endroit"
    return f"mêmes mots à {count} autres endroits"


# --- a source's page ------------------------------------------------------------------------

BACK = "Poser une question"
SKIP = "Aller au passage"
AUTHOR = "Auteur"
PUBLISHER = "Publication"
PUBLISHED = "Date"
URL = "Page d’origine"
FILE = "Fichier"
PASSAGE_UNKNOWN = (
    "Le passage demandé n’existe pas dans cette source\u00a0: la voici entière, sans surlignage."
)

# --- limits and faults ----------------------------------------------------------------------

BUSY = "Trop de questions en même temps. Réessayez dans un instant."
TOO_MANY = "Trop de questions en une minute. Attendez un peu avant la suivante."
FAULT = "Une erreur est survenue de notre côté. Réessayez\u202f; si elle persiste, signalez-la."

STATUS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: ("Requête illisible", "Le corps de la requête n’est pas du JSON valide."),
        403: ("Origine refusée", "Cette requête ne peut pas venir d’un autre site."),
        404: ("Page introuvable", "Il n’y a rien à cette adresse."),
        405: ("Méthode refusée", "Cette adresse n’accepte pas cette méthode."),
        408: ("Requête trop lente", "Le corps de la requête n’est pas arrivé à temps."),
        413: ("Texte trop long", "Le texte envoyé est trop long. Raccourcissez-le."),
        415: ("Format refusé", "Le corps de la requête doit être en application/json."),
        421: (
            "Nom de serveur inconnu",
            (
                "Ce serveur ne répond pas sous ce nom. Si vous l’exploitez, ajoutez ce nom au "
                "réglage «\u00a0hosts\u00a0» de la table [web]."
            ),
        ),
        422: ("Requête incorrecte", "Le corps de la requête n’a pas la forme attendue."),
        429: ("Trop de questions", TOO_MANY),
        500: ("Erreur du serveur", FAULT),
        503: ("Serveur occupé", BUSY),
    }
)
"""For each HTTP status, its title and what to say of it."""

OTHER_STATUS = ("Requête refusée", "La requête n’a pas pu être traitée.")

SOURCE_UNKNOWN = (
    "Aucune source n’a cet identifiant. La page «\u00a0Les sources\u00a0» les nomme toutes."
)


def field_missing(name: str) -> str:
    """Say that a field of the body is missing."""
    return f"Il manque le champ «\u00a0{name}\u00a0»."


def field_unknown(name: str, known: Sequence[str]) -> str:
    """Say that a field of the body does not exist, and which do."""
    *others, last = (f"«\u00a0{field}\u00a0»" for field in known)
    return (
        f"Champ inconnu\u00a0: «\u00a0{name}\u00a0». Les champs sont {', '.join(others)} et {last}."
    )


_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "question": "un texte",
        "reason": "un texte, ou null",
        "history": "une liste de textes",
        "useful": "true ou false",
        "corpus": "l’empreinte que donne une réponse",
        "version": "la version que donne une réponse",
    }
)


def field_wrong(name: str) -> str:
    """Say that a field of the body has the wrong type or shape."""
    return f"Le champ «\u00a0{name}\u00a0» doit être {_EXPECTED[name]}."


def field_too_long(name: str, longest: int) -> str:
    """Say that a text of the body is too long."""
    return f"Le champ «\u00a0{name}\u00a0» a plus de {longest} caractères."


def history_too_long(longest: int) -> str:
    """Say that too many earlier questions are given."""
    return f"Le champ «\u00a0history\u00a0» a plus de {longest} questions. Gardez les dernières."


def body_wrong(name: str) -> str:
    """Say that the body is no object."""
    return f"Le corps doit être un objet JSON avec un champ «\u00a0{name}\u00a0»."


def parameter_wrong(name: str) -> str:
    """Say that a parameter of an address is wrong."""
    return f"Le paramètre «\u00a0{name}\u00a0» de l’adresse doit être un nombre entier positif."


def response_too_large(longest: int) -> str:
    """Say that a response would be too large; in bytes."""
    return (
        f"La réponse dépasserait {longest} octets. Pour le texte d’une source, demandez-en une "
        "partie avec «\u00a0start\u00a0» et «\u00a0end\u00a0»."
    )


SLICE_WRONG = "Il faut 0 ≤ start ≤ end ≤ la longueur du texte."
OTHER_SITE = (
    "Cette requête vient de la page d’un autre site. Si vous exploitez ce serveur, ajoutez ce site "
    "au réglage «\u00a0origins\u00a0» de la table [web]."
)
TOO_MANY_READS = "Trop de lectures en une minute. Attendez un peu avant la suivante."
FEEDBACK_OFF = "Ce serveur ne recueille pas d’avis."
METRICS_MISSING = (
    "Le réglage «\u00a0metrics\u00a0» demande un paquet de plus. Installez-le avec "
    "«\u00a0pip install 'sourcier[metrics]'\u00a0», ou retirez le réglage."
)

# --- the server -----------------------------------------------------------------------------


def listening(url: str) -> str:
    """Say where the page is, once it is there."""
    return f"Sourcier est ouvert à l’adresse {url} (Ctrl+C pour arrêter)."


def port_busy(host: str, port: int) -> str:
    """Say that the port is taken."""
    return (
        f"Le port {port} de {host} est déjà pris. "
        "Choisissez-en un autre avec «\u00a0--port\u00a0», ou 0 pour un port libre."
    )


def port_unusable(host: str, port: int, reason: str) -> str:
    """Say that the address cannot be listened on."""
    return (
        f"Impossible d’écouter sur {host}, port {port} ({reason}). "
        "Choisissez une autre adresse avec «\u00a0--host\u00a0» et «\u00a0--port\u00a0»."
    )


VIBE = (
    "La variable GRADIO_VIBE_MODE laisserait chacun exécuter du code sur cette machine. "
    "Retirez-la, puis relancez."
)
