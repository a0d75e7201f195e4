"""A run with every way to miss, over two sources whose offsets are true; hostile words in it."""

import re
from dataclasses import replace

from lxml import html
from run_making import ABOUT

from eval.folder import Bounds, Found, Passage, Place, Prediction, Run, missing
from rag import Zone
from rag.calibrate.cases import Case, Gold
from rag.calibrate.cases import Place as Support

SOURCES = {
    "ponts": (
        "Nantes compte ses ponts\n\n"
        "La ville de Nantes compte 42 ponts sur la Loire et sur l’Erdre, d’après un inventaire "
        "publié lundi par la mairie, qui en a trouvé trois de plus qu’en 1998.\n"
    ),
    "chenes": (
        "Douze chênes & un <b>banc</b>\n\n"
        "La commune a planté 12 chênes place Viarme, a promis l’adjointe Claire Dubois.\n"
    ),
}
HOSTILE = "<script>window.pwned = 1</script> & « Combien » de ponts ? <img src=http://a.example/x>"


def place(source: str, words: str) -> tuple[int, int]:
    """Return where words stand in a source, once."""
    start = SOURCES[source].index(words)
    return start, start + len(words)


def gold(source: str, words: str) -> Gold:
    """Make an acceptable answer, pinned."""
    start, end = place(source, words)
    return Gold(source=source, text=words, start=start, end=end)


def case(name: str, question: str, kind: str, *golds: Gold, **more: object) -> Case:
    """Make a case whose passages are its answers' lines."""
    passages = [
        Support(source=one.source, start=line[0], end=line[1])
        for one in golds
        for line in [line_of(one.source, one.start or 0)]
    ]
    return Case.model_validate(
        {
            "id": name,
            "question": question,
            "kind": kind,
            "answerable": bool(golds),
            "answers": golds,
            "passages": passages,
            **more,
        }
    )


def line_of(source: str, at: int) -> tuple[int, int]:
    """Return the line of a source that holds a place."""
    text = SOURCES[source]
    start = text.rfind("\n", 0, at) + 1
    return start, text.index("\n", at)


def answer(
    asked: Case,
    source: str,
    words: str,
    *,
    retrieved: tuple[str, ...] = (),
    confidence: float = 0.8,
) -> Prediction:
    """Answer a case with words of a source, the whole line quoted."""
    start, end = place(source, words)
    first, last = line_of(source, start)
    record = {
        "status": "answered",
        "answer": f"«\u00a0{words}\u00a0»",
        "spans": [{"source_id": source, "start": start, "end": end, "text": words, "citation": 1}],
        "citations": [
            {
                "number": 1,
                "source_id": source,
                "start": first,
                "end": last,
                "quote": SOURCES[source][first:last],
                "zone": "body",
                "places": [],
            }
        ],
    }
    best = Found(source, start, end, words, Bounds(first, last))
    return Prediction(asked, record, best, confidence, 0.12, tuple(map(passage, retrieved)))


def refuse(
    asked: Case,
    source: str,
    words: str,
    *,
    retrieved: tuple[str, ...] = (),
    confidence: float = 0.2,
) -> Prediction:
    """Refuse a case whose best candidate is words of a source."""
    given = answer(asked, source, words, retrieved=retrieved, confidence=confidence)
    said = {"status": "refused", "answer": "Les sources n’en disent rien.", "spans": []}
    return replace(given, record={**said, "citations": []}, seconds=0.3)


def passage(source: str) -> Passage:
    """Make a passage of the last line of a source."""
    first, last = line_of(source, len(SOURCES[source]) - 2)
    return Passage(source, first, last, Zone.BODY, (Place(source, first, last),))


BRIDGES = case(
    "ponts",
    "Combien de ponts Nantes compte-t-elle ?",
    "number",
    gold("ponts", "42 ponts"),
    gold("ponts", "42 ponts sur la Loire et sur l’Erdre"),
)
OAKS = case("chenes", HOSTILE, "person", gold("chenes", "Claire Dubois"), note="Piège : le titre.")
NEXT = case(
    "suite",
    "Et en 1998 ?",
    "follow-up",
    gold("ponts", "trois de plus qu’en 1998"),
    history=("Combien de ponts ?",),
)
PLACE = case("lieu", "Où sont les chênes ?", "place", gold("chenes", "place Viarme"))
RUGBY = case("rugby", "Qui a gagné la finale ?", "off-subject")
MAYOR = case("maire", "Que pense le maire ?", "opinion")
DATE = case("date", "Quand ?", "date", gold("ponts", "lundi"))

PREDICTIONS = (
    answer(BRIDGES, "ponts", "42 ponts", retrieved=("ponts",), confidence=0.95),
    answer(OAKS, "chenes", "12 chênes", retrieved=("ponts", "chenes")),
    refuse(NEXT, "ponts", "trois de plus qu’en 1998", retrieved=("ponts",)),
    refuse(PLACE, "ponts", "la Loire", retrieved=("ponts",)),
    refuse(RUGBY, "ponts", "la mairie", retrieved=("ponts",), confidence=0.05),
    answer(MAYOR, "ponts", "la mairie", retrieved=("ponts",), confidence=0.6),
    missing(DATE),
)


def make_run(*predictions: Prediction, name: str = "essai", system: str = "sourcier") -> Run:
    """Make a run over the sources; of all predictions when none is given."""
    given = predictions or PREDICTIONS
    return Run(replace(ABOUT, name=name, system=system, n=len(given)), given, SOURCES)


def find(node: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return what stands under a node, in order, by a plain CSS selector ("a, div.b [c]")."""
    ways = []
    for one in selector.split(","):
        way = "."
        for tag, names, attribute in re.findall(
            r"([\w-]*)((?:\.[\w-]+)*)(?:\[([\w-]+)\])?\s*", one
        ):
            if tag or names or attribute:
                way += f"//{tag or '*'}"
                for name in filter(None, names.split(".")):
                    way += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
                way += f"[@{attribute}]" if attribute else ""
        ways.append(way)
    return node.xpath(" | ".join(ways))
