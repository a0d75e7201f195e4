"""The words of the chat page and of what it hands over: an answer drawn, copied, saved.

What other pages say too is in `texts`, with the rules of typography.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ui.texts import confidence_name

# --- around the conversation ----------------------------------------------------------------

SAVE_MARKDOWN = "Télécharger en Markdown"
SAVE_JSON = "Télécharger en JSON"
PRINT = "Imprimer"
SEARCHING = "Recherche dans les sources…"
TO_QUESTION = "Aller à la question"
NAVIGATION = "Pages du site"
FOOTER = (
    "Sourcier ne rédige rien\u00a0: il cite ses sources, et ne les confirme pas. "
    "Rien n’est demandé à un autre site."
)

PAGES: Mapping[str, str] = MappingProxyType(
    {"/en-bref": "En bref", "/sources": "Sources", "/a-propos": "À propos"}
)
"""The pages that the head of the chat leads to, and their names."""

# --- an answer ------------------------------------------------------------------------------

CORRECT = "Corriger"
COPY = "Copier"
COPY_MARKDOWN = "Copier en Markdown"
COPIED = "Copié"
NOT_COPIED = "Copie impossible dans ce navigateur"
PERMALINK = "Lien permanent"
RETRY = "Réessayer"
HELP = "Numéros d’aide"
SUGGESTIONS = "À demander aussi"
READER = "La source, à côté de la conversation"
CLOSE = "Fermer"
MOVED = (
    "Les sources ont changé depuis que cette question a été posée\u00a0: "
    "la réponse peut avoir changé aussi."
)
NOT_ASKED_AGAIN = "Cette question n’a pas encore été reposée."

USEFUL = "Utile"
USELESS = "Pas utile"
WHY = "Pourquoi\u202f? (facultatif)"
JOIN_QUESTION = "Joindre ma question à cet avis"
SEND = "Envoyer l’avis"
THANKS = "Merci, votre avis est enregistré."
NOT_SENT = "L’avis n’a pas pu être enregistré. Réessayez plus tard."

SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        "quotation": "propos cités",
        "reported": "propos rapportés",
        "comment": "avis d’un lecteur",
    }
)
"""Whose words a citation holds; the paper's own have no name."""

SEPARATOR = " · "
HEDGED = "au conditionnel"

_READING = "Elle porte sur la lecture des sources, non sur ce qu’elles valent."
_SHARES = {
    "élevée": "au moins huit réponses sur dix",
    "moyenne": "de cinq à huit réponses sur dix",
    "faible": "moins d’une réponse sur deux",
}


def confidence(probability: float) -> tuple[str, str]:
    """Say a calibrated probability in words, and what they mean."""
    name = confidence_name(probability)
    meaning = f"Sur nos questions d’essai, {_SHARES[name]} de cette confiance sont exactes."
    return f"Confiance {name}", f"{meaning} {_READING}"


def agreement(kind: str, sources: int, independent: int) -> str:
    """Say in a few words what the sources say together."""
    if kind == "disagreement":
        return "Les sources divergent"
    if kind == "corroborated":
        apart = f", dont {independent} indépendantes" if independent < sources else ""
        return f"{sources} sources concordent{apart}"
    if sources < 2:
        return "Une seule source"
    return (
        f"{sources} sources, une seule origine" if independent < sources else f"{sources} sources"
    )


def holders(sources: int, independent: int) -> str:
    """Say how many sources hold a position, and how many of them do not copy one another."""
    if sources < 2:
        return "une source"
    one = "une seule indépendante" if independent < 2 else f"dont {independent} indépendantes"
    return f"{sources} sources" if independent == sources else f"{sources} sources, {one}"


def understood(question: str) -> str:
    """Say how a question that leans on the earlier ones was completed."""
    return f"Compris\u00a0: «\u00a0{question}\u00a0»"


def speaker(kind: str, name: str | None) -> str | None:
    """Say whose words a citation holds; None for the paper's own."""
    said = SPEAKERS.get(kind)
    return f"{said}\u00a0: {name}" if said and name else said


def date_note(words: str, explained: str) -> str:
    """Say what day words such as « mardi » mean."""
    return f"«\u00a0{words}\u00a0»\u00a0: {explained}"


# --- what is taken away ---------------------------------------------------------------------

FILE_NAME = "sourcier"
RECORDED = "Conversation avec Sourcier"


def corpus_mark(corpus: str, version: str) -> str:
    """Say what a conversation was held with."""
    return f"Corpus {corpus}, version {version}."
