"""The French catalogue of the API's description: what each address and each field is.

Typography: U+202F before `; ! ?`, U+00A0 before `:` and inside « ».
"""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "API de Sourcier"
DESCRIPTION = (
    "Des réponses dans les mots des sources, chacune avec sa place exacte. Les positions comptent "
    "des points de code Unicode, la fin n’est pas comprise. Un refus de répondre est une réponse, "
    "de statut 200\u202f; ce qui ne va pas dans une requête est dit en «\u00a0application/"
    "problem+json\u00a0». Des champs pourront être ajoutés, aucun ne sera renommé."
)
VIEWER = "L’API de Sourcier"
VIEWER_INTRODUCTION = (
    "Ce qui suit est l’afficheur Swagger UI, dont les boutons sont en anglais. La description "
    "elle-même est à l’adresse"
)
VIEWER_SCRIPT = "Cet afficheur a besoin de JavaScript."
GIVEN = "Ce qui est demandé."

# --- the addresses --------------------------------------------------------------------------

ROUTES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ask": (
            "Poser une question",
            "Donne l’enregistrement d’une réponse, ou d’un refus et de sa raison.",
        ),
        "sources": ("Lister les sources", "Les sources telles que lues, et les fichiers écartés."),
        "source": (
            "Lire une source",
            "Son texte et ses segments, entiers ou entre deux positions.",
        ),
        "overview": (
            "Voir le dossier d’un coup d’œil",
            "Dates, personnes, organisations, chiffres et désaccords, chacun avec ses citations.",
        ),
        "suggestions": (
            "Proposer des questions",
            "Jusqu’à trois questions auxquelles les sources répondent\u202f; aucune au démarrage.",
        ),
        "feedback": (
            "Donner son avis sur une réponse",
            (
                "404 si l’exploitant ne recueille pas d’avis. L’avis reste sur son serveur, sans "
                "adresse ni heure\u202f; la question n’y est que si elle est envoyée."
            ),
        ),
        "health": ("Vivant", "Répond tant que le serveur tourne."),
        "ready": ("Prêt", "503 quand une question de plus serait refusée, faute de place."),
        "version": ("Version", "La version du logiciel, et l’empreinte des sources."),
    }
)
"""The summary and the description of each address."""

# --- the fields -----------------------------------------------------------------------------

ASK_QUESTION = "La question, en français."
ASK_HISTORY = "Les questions précédentes, la plus ancienne d’abord."
FEEDBACK_USEFUL = "Si la réponse a été utile."
FEEDBACK_REASON = "Pourquoi, en 300 caractères au plus."
FEEDBACK_QUESTION = "La question, seulement si la personne accepte de l’envoyer."
CORPUS = "L’empreinte (SHA-256) des sources\u00a0: elle change quand elles changent."
VERSION = "La version de Sourcier."
START = "Premier point de code."
END = "Point de code qui suit le dernier."
PART_CITATION = "Le numéro de la citation qui porte ces mots."
MARK = "Si ces mots sont la réponse."
HEDGED = "Si le propos est tenu avec réserve."
LABEL = "La source en quelques mots\u202f; jamais vide."
PUBLISHED = "La date de publication, comme la source la donne."
QUOTE = (
    "Les mots de la source, tels quels\u00a0: son texte de «\u00a0start\u00a0» à «\u00a0end\u00a0»."
)
PLACES = "Où les mêmes mots se trouvent encore."
INDEPENDENT = "Combien de sources le disent sans se recopier."
LANGUAGE = "La langue de la question (ISO 639-1)\u202f; null quand elle est trop courte."
UNDERSTOOD = (
    "La question telle qu’elle est lue, quand elle a été complétée d’après les précédentes, "
    "mise en toutes lettres ou réduite à ce qu’elle demande."
)
ANSWER = "Ce qu’une personne lit\u202f; jamais vide, même pour un refus."
PARTS = "Mis bout à bout, ils forment la réponse."
NEAREST = "Pour un refus\u00a0: jusqu’à trois passages proches."
CONFIDENCE = "La probabilité que le meilleur candidat soit juste."
CHARACTERS = "La longueur du texte, en points de code."
SLICE = "Le texte, entre les positions demandées."
