"""What the tests of the overview share: a corpus written in a folder, and its overview."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rag.overview import Overview, overview, overview_record
from rag.segment import passages, segment
from rag.text import read_corpus
from rag.types import Citation, Corpus

AT_STAKE = {
    "un.txt": (
        "Le pont de Brion ferme\n\n"
        "Le pont suspendu de Brion, construit en 1931, a été fermé le 4 mars 2024 par la "
        "préfète, Anne Larcher, après un rapport de 63 pages.\n\n"
        "Onze personnes ont été évacuées de Brion ce soir-là. L’Agence nationale des ponts (ANP) "
        "a relevé 412 fissures. L’association Ponts en Danger demandait sa fermeture depuis "
        "2019.\n\n"
        "Mme Larcher a précisé mardi que l’ANP rendrait un avis en 2025.\n\n"
        "Publicité\n\n"
        "Vacances Soleil : 1 250 euros la semaine à Brion, réservez avant le 3 avril 2024 auprès "
        "de Mme Lucie Promo.\n"
    ),
    "deux.txt": (
        "À Brion, la fermeture du pont divise\n\n"
        "Le pont de Brion, construit en 1937, enjambe la Sourde. Le 4 mars 2024, la circulation "
        "y a été interdite entre Brion et Vaux par la préfète Anne Larcher.\n\n"
        "Neuf personnes ont été évacuées de Brion, selon la mairie. Les experts ont relevé 412 "
        "fissures dans le tablier.\n\n"
        "Le maire de Vaux, Paul Ferrand, redoute des mois de détours par Brion.\n"
    ),
    "trois.txt": (
        "Le pont de Brion ferme\n\n"
        "Onze personnes ont été évacuées de Brion ce soir-là. L’Agence nationale des ponts (ANP) "
        "a relevé 412 fissures. L’association Ponts en Danger demandait sa fermeture depuis "
        "2019.\n"
    ),
}
"""Three sources of one story; the third copies the first."""


def corpus_of(folder: Path, files: Mapping[str, str]) -> Corpus:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return read_corpus(folder, max_file_bytes=10**6)


def glance(corpus: Corpus) -> Overview:
    cut = passages(corpus.sources, {source.id: segment(source) for source in corpus.sources})
    return overview(corpus, cut, "1")


def cited(given: Overview) -> Iterator[Citation]:
    kinds = (
        given.timeline,
        given.people,
        given.organisations,
        given.figures,
        given.disagreements,
    )
    for kind in kinds:
        for item in kind:
            yield from item.citations


def recorded(given: Overview) -> dict[str, Any]:
    return overview_record(given)
