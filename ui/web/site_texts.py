"""The words of the server-rendered pages: head and foot, sources, « En bref ».

Typography: U+202F before `; ! ?`, U+00A0 before `:` and inside « ». Quotations keep their own
characters and never pass through here. The pages about the site have `about_texts`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rag import messages
from ui.texts import quoted
from ui.web import page_texts, texts

# --- head and foot --------------------------------------------------------------------------

TO_MAIN = "Aller au contenu"
HEAD: Mapping[str, str] = MappingProxyType({"/": texts.BACK, **page_texts.PAGES})
"""The addresses in the head of each page, and their names."""

FOOT: Mapping[str, str] = MappingProxyType(
    {
        "/a-propos": "À propos",
        "/a-propos#aide": "Numéros d’aide",
        "/confidentialite": "Confidentialité",
        "/accessibilite": "Accessibilité",
        "/widget": "Pour votre site",
    }
)
"""The addresses in the foot of each page, and their names."""


def _plural(count: int, one: str, many: str) -> str:
    return f"{_thousands(count)} {one if count == 1 else many}"


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


# --- a source -------------------------------------------------------------------------------

SOURCE = "Source"
BACK = "Retour aux questions"
BAR = "Passage cité"
BEFORE = "Passage précédent"
AFTER = "Passage suivant"
TRAIL_LOST = (
    "Les autres citations de la réponse ne sont pas dans les sources telles qu’elles sont "
    "aujourd’hui\u00a0: les liens de l’une à l’autre ne sont pas proposés."
)
PROVENANCE = "D’où vient ce texte"
EXTRACTOR = "Lecteur de fichier"
LENGTH = "Longueur"
PARTS = "Parties"
CUT = (
    "Le texte est celui du fichier, sans un mot de plus ou de moins. Les noms de ses parties sont "
    "donnés par un programme, qui peut se tromper."
)

_PARAGRAPHS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("titre", "titres"),
        "standfirst": ("chapeau", "paragraphes de chapeau"),
        "subheading": ("intertitre", "intertitres"),
        "body": ("paragraphe d’article", "paragraphes d’article"),
        "quotebox": ("citation en exergue", "citations en exergue"),
        "caption": ("légende ou crédit", "légendes ou crédits"),
        "byline": ("ligne de signature", "lignes de signature"),
        "biography": ("paragraphe sur l’auteur", "paragraphes sur l’auteur"),
        "comment": ("paragraphe de commentaires", "paragraphes de commentaires"),
        "related": ("renvoi à un autre article", "renvois à d’autres articles"),
        "advert": ("paragraphe de publicité", "paragraphes de publicité"),
        "navigation": ("ligne de navigation", "lignes de navigation"),
    }
)
"""What a segment of each zone is called: one, several."""


def characters(count: int) -> str:
    """Say how long a text is."""
    return _plural(count, "caractère", "caractères")


def zone_counts(counts: Mapping[str, int]) -> str:
    """Say how many segments of each zone there are."""
    return ", ".join(_plural(count, *_PARAGRAPHS[zone]) for zone, count in counts.items())


def beside(counts: Mapping[str, int]) -> str:
    """Name what stands beside the article, in one fold of its page."""
    return f"Hors de l’article\u00a0: {zone_counts(counts)}"


def passage_of(standing: Any) -> str:  # noqa: ANN401 - a Standing, which imports no words
    """Name the marked passage, and its rank among the citations of an answer."""
    if standing is None:
        return "Passage surligné"
    return f"Passage {standing.number} sur {standing.count}, surligné"


def also(count: int) -> str:
    """Introduce the other places of the same words."""
    return (
        "Même texte aussi ici\u00a0:"
        if count == 1
        else f"Même texte aussi en {count} endroits\u00a0:"
    )


# --- the sources ----------------------------------------------------------------------------

SOURCES = "Les sources"
REJECTED = "Fichiers écartés"
REMARKS = "Remarques sur les fichiers"


def sources_lead(count: int) -> str:
    """Say what the answers are drawn from."""
    documents = "d’un seul document" if count == 1 else f"de ces {_thousands(count)} documents"
    return (
        f"Toutes les réponses viennent {documents}, et de rien d’autre. "
        "Chacun se lit ici en entier, tel qu’il a été fourni."
    )


def fingerprint(corpus: str) -> str:
    """Say which corpus this is."""
    return f"Empreinte du corpus\u00a0: {corpus[:16]}"


# --- « En bref » ----------------------------------------------------------------------------

GLANCE = "En bref"
CONTENTS = "Sommaire"
PRESUMED = (
    "Toute personne nommée est présumée innocente de ce qui n’a pas été définitivement jugé. "
    "Une source peut se tromper\u202f; ce qui est ici n’a pas été vérifié."
)
TIMELINE = "Chronologie"
PEOPLE = "Personnes"
ORGANISATIONS = "Organisations"
FIGURES = "Chiffres"
DISAGREEMENTS = "Les sources divergent"
PUBLICATIONS = "Parutions datées"
INFERRED = "date déduite"
NOTHING = "Rien de sûr dans les sources."
NO_DISAGREEMENT = "Aucune divergence n’a été trouvée sur un nombre ou une date."
NONE_CHOSEN = (
    "Deux sources donnent des valeurs différentes de ce qui paraît être la même chose. "
    "Sourcier ne tranche pas."
)
_SHORT_TITLE = 60


def glance_lead(count: int) -> str:
    """Say what the overview is."""
    sources = "la source" if count == 1 else f"les {_thousands(count)} sources"
    return (
        f"Ce que disent {sources}, dans leurs mots. Un programme a relevé ces passages, "
        "il peut en manquer\u202f; chaque lien mène aux caractères exacts."
    )


def undated_sources(count: int) -> str:
    """Say that sources have no date."""
    return _plural(count, "source n’est pas datée.", "sources ne sont pas datées.")


def weight(independent: int) -> str:
    """Say how many independent sources hold the same; nothing for one."""
    return f"{independent} sources indépendantes" if independent > 1 else ""


def named(passages: int, independent: int) -> str:
    """Say how often a name stands in the sources."""
    sources = _plural(independent, "source", "sources indépendantes")
    return f"{_plural(passages, 'passage', 'passages')}, {sources}"


def more(count: int) -> str:
    """Name the other citations of an item, in a fold."""
    return "Une autre citation" if count == 1 else f"{count} autres citations"


def short_label(citation: Mapping[str, Any]) -> str:
    """Name a source in a few words: who publishes it or else its title, and its date."""
    title, published = citation["title"], citation["published"]
    name = citation["publisher"] or citation["author"]
    if not name:
        name = quoted(_shortened(title)) if title else messages.UNTITLED
    return f"{name}, {messages.day(published) if published else messages.UNDATED}"


def _shortened(title: str) -> str:
    if len(title) <= _SHORT_TITLE:
        return title
    return title[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"


# --- help numbers ---------------------------------------------------------------------------

HELP = "Numéros d’aide"
HELP_LEAD = (
    "Vous êtes en danger, ou ce que vous lisez vous touche\u00a0: ces services, en France, "
    "répondent à qui les appelle. Sourcier ne peut que citer des documents."
)
