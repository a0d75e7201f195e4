"""The French names of what is measured. Measures keep their English names, and are explained."""

from collections.abc import Mapping
from types import MappingProxyType

GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "L’issue": {
            "answer right": "cas justes\u00a0: la bonne réponse, ou un refus quand il n’y en a pas",
            "candidate right, refusal off": "meilleur candidat juste, refusé ou non, parmi les "
            "cas qui ont une réponse",
            "wrong among answered": "réponses fausses parmi celles données",
        },
        "Répondre ou se taire": {
            "answerability precision": "réponses données à des questions qui en ont une",
            "answerability recall": "questions qui ont une réponse auxquelles il en est donné une",
            "answerability F1": "moyenne harmonique des deux précédentes",
            "false-answer rate": "questions sans réponse auxquelles il est répondu quand même",
            "AURC": "aire sous la courbe du risque selon la couverture\u00a0: 0 est l’idéal",
            "ECE": "écart moyen entre la confiance dite et la part de justes\u00a0: 0 est l’idéal",
        },
        "Les mots de la réponse": {
            "EM": "mots donnés égaux à une réponse acceptable, après normalisation française",
            "F1": "recouvrement des mots avec la réponse acceptable la plus proche",
            "EM strict": "EM sans normalisation",
            "F1 strict": "F1 sans normalisation",
            "candidate EM": "EM du meilleur candidat, parmi les cas qui ont une réponse",
            "candidate F1": "F1 du meilleur candidat, parmi les cas qui ont une réponse",
            "candidate EM strict": "le même EM, sans normalisation",
            "candidate F1 strict": "le même F1, sans normalisation",
        },
        "La recherche": {
            "Recall@1": "part des passages utiles trouvés au premier rang",
            "Recall@3": "part des passages utiles trouvés aux 3 premiers rangs",
            "Recall@5": "part des passages utiles trouvés aux 5 premiers rangs",
            "Recall@10": "part des passages utiles trouvés aux 10 premiers rangs",
            "Success@1": "cas dont le premier passage est utile",
            "Success@3": "cas dont l’un des 3 premiers passages est utile",
            "Success@5": "cas dont l’un des 5 premiers passages est utile",
            "Success@10": "cas dont l’un des 10 premiers passages est utile",
            "MRR@10": "inverse du rang du premier passage utile, en moyenne",
            "nDCG@10": "gain cumulé de l’ordre des passages, rapporté au meilleur ordre",
        },
        "Les citations": {
            "citation precision": "citations qui portent une réponse acceptable",
            "citation recall": "parmi les questions auxquelles il est répondu, ce qui est à dire "
            "(la réponse, ou chaque position d’un désaccord) et qu’une citation porte",
            "verbatim rate": "citations mot pour mot dans leur source\u00a0: toutes le doivent",
            "zone leaks": "citations prises hors des zones du journal (commentaire, publicité…)",
        },
        "L’accord entre les sources": {
            "disagreement precision": "désaccords annoncés qui en sont",
            "disagreement recall": "désaccords attendus qui sont annoncés",
            "false disagreements": "désaccords annoncés là où les sources s’accordent",
        },
        "Le coût": {
            "answer length": "mots de la source donnés par réponse",
            "latency p50": "une question sur deux prend moins",
            "latency p95": "95 questions sur 100 prennent moins",
            "latency p99": "99 questions sur 100 prennent moins",
            "peak memory": "mémoire au plus haut de l’exécution",
        },
    }
)
"""The measures by group, in the order they are shown, each with what it says."""

SIDES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Trouver le passage, et savoir se taire",
        (
            "La longueur des réponses n’y compte pas. Qui répond rarement a le «\u00a0citation "
            "recall\u00a0» plus facile\u00a0: à lire avec «\u00a0answerability recall\u00a0»."
        ),
        (
            "answerability recall",
            "false-answer rate",
            "citation recall",
            "citation precision",
            "verbatim rate",
            "zone leaks",
            "Success@1",
            "Success@10",
            "MRR@10",
        ),
    ),
    (
        "Donner les mots qui répondent",
        (
            "Un paragraphe entier a trop de mots pour compter juste (huit de trop au plus)\u00a0: "
            "regardez d’abord la longueur des réponses. Ces lignes ne jugent pas un système qui ne "
            "cherche pas à choisir les mots."
        ),
        (
            "answer length",
            "answer right",
            "candidate right, refusal off",
            "wrong among answered",
            "F1",
            "AURC",
            "ECE",
        ),
    ),
    ("Le coût", "", ("latency p50", "peak memory")),
)
"""The measures of the table of systems, by group: its name, how to read it, its measures."""

SYSTEMS: Mapping[str, str] = MappingProxyType(
    {
        "bm25": "le meilleur paragraphe, par ses mots",
        "dense": "le meilleur paragraphe, par son sens",
        "cairn": "cairn-assistant\u00a0: le meilleur paragraphe",
        "haystack": "sa chaîne extractive, notre lecteur",
    }
)
"""What each of the other systems is."""

NEITHER = frozenset({"answer length"})
"""The measures that are no better high or low."""

TILES: Mapping[str, str] = MappingProxyType(
    {
        "answer right": "Cas justes",
        "wrong among answered": "Fausses parmi les réponses données",
        "false-answer rate": "Questions sans réponse auxquelles il répond",
        "verbatim rate": "Citées mot pour mot",
        "Success@10": "Bon passage parmi les dix premiers",
        "latency p50": "Une question sur deux prend moins",
    }
)
"""The measures that stand first, and how they are called there."""

LOWER = frozenset(
    {
        "wrong among answered",
        "false-answer rate",
        "AURC",
        "ECE",
        "zone leaks",
        "false disagreements",
        "latency p50",
        "latency p95",
        "latency p99",
        "peak memory",
    }
)
"""The measures that are better the lower they are."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "person": "personne",
        "date": "date",
        "place": "lieu",
        "number": "nombre",
        "definition": "définition",
        "cause": "cause",
        "manner": "manière",
        "yes-no": "oui ou non",
        "list": "liste",
        "quotation": "propos",
        "reported": "parole rapportée",
        "comparison": "comparaison",
        "follow-up": "question de suite",
        "foreign": "autre langue",
        "noise": "mal écrite",
        "long": "longue",
        "off-subject": "hors sujet",
        "near-miss": "sujet proche",
        "false-premise": "prémisse fausse",
        "future": "avenir",
        "opinion": "avis",
        "instruction": "consigne",
        "trap": "piège",
        "other": "autre",
    }
)
"""The kinds of questions, as the report names them."""

CAUSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "false-answer": (
            "Réponse à tort",
            "la question n’a pas de réponse, et il en est donné une",
        ),
        "silence": ("Silence à tort", "le meilleur candidat est juste, mais refusé"),
        "reading": (
            "Mauvaise lecture",
            "les bons mots ne sont pas choisis dans ce qui est retrouvé",
        ),
        "retrieval": ("Recherche en défaut", "aucun passage retrouvé ne contient la réponse"),
        "missing": (
            "Sans prédiction",
            "rien n’est écrit pour ce cas\u00a0: il compte comme manqué",
        ),
    }
)
"""Where answers are lost: a name, and what it means."""
