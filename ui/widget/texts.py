"""The widget's French catalogue, for what Python writes of it: pages, lines to paste, command.

What the element itself says is in `src/texts.js`. Typography: U+202F before `; ! ?`, U+00A0
before `:` and inside « ».
"""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Interroger les sources"
QUESTION = "Votre question"
ASK = "Demander"
NEW_WINDOW = "nouvelle fenêtre"

# --- the frame ------------------------------------------------------------------------------

EMBED_TITLE = "Interroger les sources"
EMBED_LEAD = (
    "La réponse cite les sources, mot pour mot. Toute personne nommée est présumée innocente "
    "tant que sa culpabilité n’a pas été définitivement établie."
)
UNDERSTOOD = "Compris\u00a0: "
NEAREST = "Passages les plus proches"
NEAREST_SAID = "Ils n’ont pas été retenus comme réponse."
HELP = "Numéros d’aide"
SUGGESTED = "Questions proposées"
CITED = "Ce que disent les sources"
READ = "Lire dans la source"
DISAGREE = "Les sources divergent"


def agree(count: int) -> str:
    """Say that several sources say the same by themselves."""
    return f"{count} sources concordent"


# --- the demonstration ----------------------------------------------------------------------

DEMO_TITLE = "Le composant à insérer dans un site"
DEMO_LEAD = (
    "Ce composant pose les questions des visiteurs à ce serveur et montre ses réponses, "
    "dans n’importe quelle page. Réglez-le, essayez-le ci-dessous, puis copiez les lignes."
)
CHOICES = "Réglages"
MODE = "Forme"
MODES: Mapping[str, str] = MappingProxyType(
    {"bubble": "bouton dans un coin", "panel": "bouton et volet", "inline": "dans la page"}
)
THEME = "Couleurs"
THEMES: Mapping[str, str] = MappingProxyType(
    {"auto": "comme la page", "light": "claires", "dark": "sombres"}
)
POSITION = "Côté"
POSITIONS: Mapping[str, str] = MappingProxyType(
    {"end": "à droite (fin de ligne)", "start": "à gauche (début de ligne)"}
)
NAME = "Titre"
GREETING = "Phrase d’accueil"
SUGGESTIONS = "Questions proposées, séparées par «\u00a0|\u00a0»"
ACCENT = "Couleur d’accent"
ACCENT_DEFAULT = "garder la couleur d’origine"
ORIGIN = "Adresse de votre site"
ORIGIN_HELP = "Par exemple https://www.example.org, sans rien après le nom."
TRY = "Essai"
TRY_SAID = (
    "Le composant, avec ces réglages\u00a0: en bouton, il est dans le coin de cette page\u202f; "
    "autrement, ici."
)
COPY = "Copier"
COPIED = "Copié."
NOT_COPIED = "La copie n’a pas pu se faire\u00a0: sélectionnez les lignes."
FOR_PAGE = "Dans votre page"
FOR_FRAME = "Sans script\u00a0: un cadre"
FOR_POLICY = "Dans la politique de sécurité de votre site, si elle en a une"
FOR_SETTING = "Dans le fichier sourcier.toml de ce serveur"
NO_SCRIPT = (
    "Sans JavaScript, les réglages ne changent rien ici\u00a0: les lignes ci-dessous sont celles "
    "du composant tel quel."
)

# --- the command ----------------------------------------------------------------------------

COMMAND = """Écrit les lignes à coller dans un site pour y mettre le composant.

L’adresse du fichier change avec son contenu\u00a0: un navigateur qui vérifie son empreinte n’en
exécute pas un autre."""
COMMAND_SHORT = "Écrit les lignes à coller dans un site."
SERVER_OPTION = "L’adresse publique de ce serveur. Par défaut, celle des réglages."
ORIGIN_OPTION = "L’adresse du site où le composant sera inséré."
BAD_ADDRESS = "il faut une adresse comme https://www.example.org."


def header(version: str, size: int) -> str:
    """Name the file, and say its size in bytes once compressed."""
    weight = f"{size / 1000:.1f}".replace(".", ",")
    return f"Composant {version}, {weight}\u00a0ko compressé"


def line(name: str, value: str) -> str:
    """Write a value after its name."""
    return f"{name}\u00a0: {value}"


ADDRESS = "Adresse"
INTEGRITY = "Empreinte"
