"""What the site says of itself: how it works, what it keeps, who can use it.

Typography: U+202F before `; ! ?`, U+00A0 before `:` and inside « ».
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Section(NamedTuple):
    """A part of a page: its words, then steps, points or rows, then links (name, address)."""

    title: str
    paragraphs: Sequence[str] = ()
    steps: Sequence[tuple[str, str]] = ()
    points: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    links: Sequence[tuple[str, str]] = ()
    slug: str = ""


class Text(NamedTuple):
    """A page: its title, its first lines, its sections."""

    title: str
    lead: str
    sections: Sequence[Section]


ABOUT = Text(
    "À propos",
    "Sourcier répond à des questions sur quelques documents, avec les mots de ces documents. "
    "Il n’en écrit pas d’autres.",
    (
        Section(
            "Comment il répond",
            steps=(
                (
                    "La question.",
                    (
                        "Vous la posez en français. Si elle s’appuie sur la précédente, Sourcier "
                        "la complète, et montre ce qu’il a compris."
                    ),
                ),
                (
                    "Les passages.",
                    "Il cherche les paragraphes qui en parlent, par leurs mots et par leur sens.",
                ),
                (
                    "Les mots exacts.",
                    (
                        "Dans ces paragraphes, un lecteur automatique désigne les mots qui "
                        "répondent. Ils sont repris à leur place, au caractère près."
                    ),
                ),
                (
                    "La citation.",
                    (
                        "La phrase entière est montrée, avec sa source, sa date si elle est "
                        "connue, la partie de la page d’où elle vient, et qui parle\u00a0: le "
                        "journal, une personne "
                        "citée, une parole rapportée."
                    ),
                ),
                (
                    "Les autres sources.",
                    (
                        "Si plusieurs sources disent la même chose, ou des choses différentes, il "
                        "le dit et montre chacune d’elles, sans trancher."
                    ),
                ),
            ),
        ),
        Section(
            "Quand il ne répond pas",
            (
                (
                    "Il refuse plutôt que d’inventer\u00a0: quand les sources ne parlent pas du "
                    "sujet, quand elles n’ont pas de réponse précise, quand il n’est pas assez "
                    "sûr d’avoir bien lu. Il montre alors les passages les plus proches, qui ne "
                    "sont pas une réponse."
                ),
                (
                    "Il ne suit pas de consignes, et n’aide pas à une recherche qui peut mettre "
                    "quelqu’un en danger."
                ),
            ),
        ),
        Section(
            "Ses limites",
            points=(
                (
                    "Il peut se tromper de mots, ou répondre à une question à laquelle les "
                    "sources ne répondent pas. Lisez la phrase, puis la source."
                ),
                (
                    "Il cite ses sources et ne les confirme pas. Un chiffre peut y être faux, ou "
                    "ne plus être vrai."
                ),
                "Une source non datée ne dit pas de quand datent les faits qu’elle rapporte.",
                "Il ne résume pas, ne calcule pas, et ne donne pas d’avis.",
                (
                    "La confiance qu’il indique porte sur sa lecture, non sur ce que valent les "
                    "sources."
                ),
                (
                    "Ce qu’il réussit et ce qu’il manque est mesuré sur des questions d’essai. Les "
                    "chiffres et la manière de les refaire sont dans le fichier docs/evaluation.md "
                    "livré avec Sourcier."
                ),
            ),
        ),
        Section(
            "Les personnes nommées",
            (
                (
                    "Toute personne nommée dans les sources est présumée innocente tant que sa "
                    "culpabilité n’a pas été définitivement établie. Les sources disent ce qui "
                    "était connu, ou supposé, quand elles ont été écrites. Ce qu’un lecteur y a "
                    "écrit en commentaire n’engage que lui."
                ),
            ),
        ),
        Section(
            "Les sources et leurs droits",
            (
                (
                    "Les sources appartiennent à leurs auteurs et à leurs éditeurs. Les réponses "
                    "n’en montrent que de courtes citations, chacune avec sa source. La page "
                    "d’une source montre le texte tel qu’il a été fourni, pour que chaque "
                    "citation puisse être vérifiée à sa place."
                ),
                (
                    "Vous êtes l’auteur ou l’éditeur d’une source, ou une personne qu’elle nomme, "
                    "et souhaitez son retrait\u00a0: écrivez à l’exploitant de ce site."
                ),
            ),
            links=(("La liste des sources", "/sources"),),
        ),
    ),
)

PRIVACY = Text(
    "Confidentialité",
    "Ni compte, ni témoin de connexion, ni mesure d’audience, ni publicité. Vos questions ne sont "
    "écrites dans aucun fichier, à moins d’en joindre une à un avis, et rien n’est demandé à un "
    "autre site.",
    (
        Section(
            "Vos questions, sur ce serveur",
            (
                (
                    "Le temps d’y répondre et de reprendre la conversation, vos questions et leurs "
                    "réponses restent dans la mémoire du serveur. Elles en sont effacées une heure "
                    "après la dernière, au plus tard quelques minutes après, et aussitôt que le "
                    "serveur s’arrête."
                ),
                (
                    "L’adresse de votre connexion y sert, pendant une minute, à compter les "
                    "requêtes et à freiner les abus. Le journal du serveur, quand il est tenu, ne "
                    "contient, sauf réglage contraire pendant une panne, ni question ni adresse de "
                    "connexion."
                ),
            ),
        ),
        Section(
            "Dans votre navigateur",
            (
                (
                    "Les questions de la conversation en cours sont gardées dans l’onglet "
                    "(«\u00a0sessionStorage\u00a0»), pour qu’un rechargement ne les perde pas. "
                    "«\u00a0Nouvelle "
                    "conversation\u00a0» les efface\u202f; fermer l’onglet aussi. Rien d’autre "
                    "n’est gardé."
                ),
                (
                    "Un lien permanent, comme la page sans JavaScript, porte votre question dans "
                    "son adresse\u00a0: elle reste dans l’historique du navigateur, et ceux à qui "
                    "vous donnez ce lien la lisent."
                ),
            ),
        ),
        Section(
            "Votre avis sur une réponse",
            (
                (
                    "Il n’est demandé que si l’exploitant l’a choisi. Sont alors gardés, sur son "
                    "serveur\u00a0: le jour, si la réponse vous a été utile, la raison que vous "
                    "écrivez, "
                    "la version de Sourcier et l’empreinte des sources. Ni heure, ni adresse de "
                    "connexion. Votre question n’y est jointe que si vous cochez la case."
                ),
            ),
        ),
        Section(
            "Les autres sites",
            (
                (
                    "Les polices, les scripts et les modèles viennent de ce serveur. Un lien vers "
                    "la page d’origine d’une source n’est suivi que si vous l’ouvrez\u202f; ce "
                    "site-là n’apprend pas d’où vous venez."
                ),
            ),
        ),
        Section(
            "Ce qui dépend de l’exploitant",
            (
                (
                    "L’hébergeur de ce site, ou un serveur placé devant lui, peut tenir son propre "
                    "journal de connexions. Seul l’exploitant peut vous dire ce qui y est écrit et "
                    "combien de temps."
                ),
            ),
        ),
    ),
)

_BY_TEST = "Essai automatique"
_BY_EYE = "Relecture"

ACCESS = Text(
    "Accessibilité",
    "Voici ce qui a été vérifié, et ce qui ne l’a pas été. Aucun audit complet n’a été mené\u00a0: "
    "cette page n’est pas une déclaration de conformité.",
    (
        Section(
            "Ce qui a été vérifié",
            points=(
                (
                    "Chaque page, dans un vrai navigateur (Chromium), par axe-core\u00a0: aucun "
                    "défaut signalé, en clair, en sombre et à 320 pixels de large."
                ),
                (
                    "La conversation entière au clavier seul\u00a0: poser une question, lire, "
                    "ouvrir une "
                    "citation, en revenir."
                ),
                (
                    "Les pages sont lisibles sans défilement horizontal à 320 pixels de large, ce "
                    "qui vaut un agrandissement de 400\u00a0% sur un écran de 1\u202f280 pixels."
                ),
                (
                    "La page d’une source, «\u00a0En bref\u00a0» et les pages comme celle-ci n’ont "
                    "besoin "
                    "d’aucun script."
                ),
            ),
        ),
        Section(
            "Critères du RGAA 4.1 qui concernent ce site",
            columns=("Critère", "Ce qui est fait", "Comment on s’en assure"),
            rows=(
                (
                    "3.1 à 3.3",
                    (
                        "Rien n’est dit par la couleur seule\u00a0: un passage surligné est aussi "
                        "souligné. "
                        "Les contrastes suffisent dans les deux palettes."
                    ),
                    _BY_TEST,
                ),
                ("6.1", "Chaque lien dit où il mène, par ses mots ou sa phrase.", _BY_EYE),
                (
                    "7.1, 7.3, 7.5",
                    (
                        "Ce qui demande un script se fait au clavier\u202f; une réponse est "
                        "annoncée quand elle arrive."
                    ),
                    _BY_TEST,
                ),
                (
                    "8.3 à 8.7",
                    (
                        "La page est en français et chaque page a son titre\u202f; la langue d’une "
                        "source "
                        "connue comme étrangère est indiquée."
                    ),
                    _BY_TEST,
                ),
                ("9.1", "Les titres suivent leur ordre.", _BY_TEST),
                ("10.7", "Ce qui a le focus se voit.", _BY_EYE),
                ("10.11", "Pas de défilement horizontal à 320 pixels.", _BY_TEST),
                ("11.1, 11.9", "Le champ et les boutons ont un nom.", _BY_TEST),
                (
                    "12.7, 12.8",
                    "Un lien mène au contenu\u202f; l’ordre est celui de la page.",
                    _BY_TEST,
                ),
                ("13.8", "Rien ne bouge ni ne clignote.", _BY_EYE),
            ),
        ),
        Section(
            "Ce qui n’a pas été vérifié",
            points=(
                (
                    "Aucun essai avec des personnes, ni avec un lecteur d’écran, une loupe ou une "
                    "commande vocale."
                ),
                "Aucun autre navigateur que Chromium.",
                (
                    "Ce que valent les textes des sources eux-mêmes\u00a0: ils gardent leur "
                    "langue et leurs caractères."
                ),
                "L’affichage dans un site tiers, dont l’exploitant répond.",
            ),
        ),
    ),
)

_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_WEB = re.compile(r"https?://\S+")


def whom(operator: str, contact: str) -> Section:
    """Say who runs the site and how to write to them, or that nobody says so."""
    who = (
        f"Ce site est exploité par {operator}."
        if operator
        else "L’exploitant de ce site n’a pas indiqué son nom."
    )
    address = next(
        (
            scheme + contact
            for scheme, pattern in (("mailto:", _MAIL), ("", _WEB))
            if pattern.fullmatch(contact)
        ),
        None,
    )
    how = "Il n’est pas indiqué comment lui écrire."
    if contact:
        how = "Pour lui écrire\u00a0:" if address else f"Pour lui écrire\u00a0: {contact}"
    links = ((contact, address),) if address else ()
    return Section("Qui exploite ce site", (f"{who} {how}",), links=links, slug="exploitant")
