"""What kind of answer a French question expects, by its interrogative words."""

import re
from enum import StrEnum

from rag.text.fold import fold


class Expected(StrEnum):
    """The kinds of answer whose shortest stretch has a shape of its own."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


_SIGNS: tuple[tuple[Expected, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Expected.DATE, r"\b(?:quand|depuis (?:quand|combien)|jusqu'a quand|(?:quel(?:le)?s?|queles?) (?:est la |sont les )?(?:dates?|annees?|mois|jours?|heures?|periode|epoque|siecle)|a quelle heure|when|what year|wann|cuando|quando|en que ano)\b|^kan\b|متى"),
        (Expected.NUMBER, r"\b(?:combien|cb|quel(?:le)? (?:est (?:le|la|l'))?\s*(?:nombre|prix|montant|age|taille|part|pourcentage|somme|cout|duree|distance|hauteur|superficie|poids|population|peine|taux|budget|rancon|longueur|vitesse|score)|how (?:many|much|old|long)|wie ?viele?|cuant[oa]s?|quant[oiae]s?)\b|كم"),
        (Expected.PERSON, r"^(?:et |mais |alors )*(?:d'apres |selon |par |a |avec |pour |de |contre |chez )?(?:qui|ki|who|whom|wer|wen|quien|chi|quem|من)\b|\bqui (?:est-ce|etait|est|sont|a|ont|dirige|preside)\b|\b(?:quel(?:le)?|comment s'appelle|nom d[eu']|name of)\b.{0,25}\b(?:nom|personne|auteur|autrice|maire|presidente?|direct(?:eur|rice)|avocate?|juge|ministre|fondateur|createur|proprietaire|journaliste|victime|suspect|prevenu|vainqueur)\b"),
        (Expected.PLACE, r"(?:^|\b(?:d'|jusqu'))ou\b|\b(?:dans|a|en|de|vers|pour) quel(?:le)?s? (?:ville|pays|commune|rue|region|departement|lieu|endroit|village|quartier|ile|port|salle|hopital|musee|tribunal)\b|\bquel(?:le)?s? (?:ville|pays|commune|lieu|endroit)\b|^(?:where|wo|donde|dove|onde)\b|أين"),
    )
)  # fmt: skip


def expected(question: str) -> Expected:
    """Return the kind of answer that a question expects; OTHER when its words do not tell."""
    folded = " ".join(fold(question).split())
    return next((kind for kind, sign in _SIGNS if sign.search(folded)), Expected.OTHER)
