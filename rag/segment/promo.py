"""Promotion: how much a stretch of text sells something, and the selling end of a paragraph."""

import re
from collections.abc import Sequence

from rag.text.fold import fold

_SIGNS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (2, r"\d+(?:[,.]\d+)? ?(?:€|euros?)(?: ttc)?(?: \w+)? ?(?:par|/|le|la|l'|the) ?(?:mois|premier mois|personne|semaine|nuit)\b"),
        (2, r"(?:a partir de|seulement) \d+(?:[,.]\d+)? ?(?:€|euros?)|\bdes \d{1,3}(?:[,.]\d\d)? ?(?:€|euros)"),
        (1, r"(?:au prix de|\bpour) \d+(?:[,.]\d+)? ?(?:€|euros?)"),
        (1, r"\d ?(?:€|euros?)"),
        (2, r"-? ?\d+ ?%(?: de)? (?:remise|reduction|sur (?:vos|nos|votre|l'|les|tout))|jusqu'a -\d+"),
        (2, r"\b(?:code promo|avec le code|code [a-z]*\d+|sans engagement|sans frais de dossier|resiliable|satisfait ou rembourse)\b"),
        (2, r"\b(?:devis|essai|livraison|port|frais de port|diagnostic|estimation|mois|catalogue) (?:gratuite?s?|offerte?s?)\b|\b(?:gratuit|offert)e?s? (?:sous|pendant|des)\b"),
        (2, r"\b(?:moitie prix|soldes|promotions?|offre (?:speciale|decouverte|limitee|exclusive|de lancement)|bons? plans?|prix (?:casses|mini|\d{4}))\b"),
        (2, r"(?:^|[,;:] |\bet )(?:abonnez|profitez|commandez|reservez|offrez|telechargez|essayez|pensez|comparez|simulez|testez|foncez|equipez|faites confiance|laissez-vous tenter|revivez|decouvrez|retrouvez|craquez|optez|choisissez|adoptez)\b"),
        (1, r"\b(?:votre|vos|vous)\b"),
        (1, r"\b(?:partenaire|boutique|marque|enseigne|marchand de journaux|hors-serie|magasin|agence|hyper|assurance|mutuelle|credit|comparateur|application)\b"),
        (2, r"\b(?:partenaire de (?:ce|notre)|(?:mon|notre) partenaire|a decouvrir (?:dans|sur|chez)|en vente (?:chez|dans|sur)|chez vous (?:des|en|a partir))\b"),
        (1, r"\b[\w-]{3,}\.(?:fr|com|net|org|shop|eu|example)\b"),
        (2, r"\b[\w-]{3,}\.(?:fr|com|net|shop|eu|example) (?:offre|propose|permet|vous|accompagne|met|selectionne|garantit|livre)\b"),
        (1, r"\b(?:rencontrer des celibataires|site de rencontres?|en toute (?:securite|confiance|serenite)|cles? en main|sur mesure|de qualite)\b"),
        (1, r"^(?:envie|besoin) d(?:e|')|^(?:et )?si vous\b|^pour ceux qui\b|^vous (?:cherchez|souhaitez|revez|voulez)\b|^et pour\b|^a propos d[eu'].{1,30}:"),
        (2, r"^vds\b|^(?:gite|maison|appartement|studio)\b.{0,60}\bsemaine \d|\btel\.? apres\b|\b(?:0\d[ .]){1}(?:\d\d[ .]?){4}"),
        (1, r"\bjusqu'au \d|\bjusqu'a (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|\bfoire aux?\b|\bcarton de\b|\bpendant \d+ jours\b"),
        (1, r"\b\d+ jours d'essai\b|\babonn(?:ez|ement|es?)\b"),
    )
)  # fmt: skip

_LEAD_IN = re.compile(
    r"^(?:envie|besoin) d(?:e|')|^(?:et )?si vous\b|^pour ceux qui\b|^vous (?:cherchez|souhaitez|revez|voulez)\b"
    r"|des (?:alternatives|solutions) existent|^a propos d[eu'].{1,30}:"
)
_ADDRESS = re.compile(r"\b(?:vous|votre|vos|dites|profitez|commandez)\b")

STANDALONE = 2
"""Score from which a short block that stands alone is an advert."""

INSIDE = 3
"""Score from which a sentence at the end of a body paragraph is an advert."""


def score(text: str) -> int:
    """Return how strongly a text sells: the sum of the weights of its distinct signs."""
    folded = " ".join(fold(text).split())
    return sum(weight for weight, sign in _SIGNS if sign.search(folded))


def selling_end(text: str, sentences: Sequence[tuple[int, int]]) -> int:
    """Return how many sentences at the end of a paragraph sell something; 0 when none does.

    `sentences` are code points, half-open, in order. A lead-in that only opens the way (« Pour
    ceux qui cherchent… ») goes with the sentence it leads to, and so does a short last word to
    the customer. A paragraph is never an advert as a whole by this rule.
    """
    if len(sentences) < 2:  # nothing would be left of the paragraph
        return 0
    folded = [" ".join(fold(text[start:end]).split()) for start, end in sentences]
    scores = [score(text[start:end]) for start, end in sentences]
    first = next((i for i in range(1, len(scores)) if scores[i] >= INSIDE and all(
        later >= STANDALONE or _ADDRESS.search(words)
        for later, words in zip(scores[i + 1 :], folded[i + 1 :], strict=True)
    )), None)  # fmt: skip
    if first is None:
        return 0
    while first > 1 and (_LEAD_IN.search(folded[first - 1]) or scores[first - 1] >= INSIDE):
        first -= 1
    return len(sentences) - first
