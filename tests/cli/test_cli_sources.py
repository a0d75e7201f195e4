"""The list of sources, and their text as the citations count it."""

from pathlib import Path

import pytest
from cli_command import DOCUMENTS, Command


def test_show_writes_the_text_exactly(sourcier: Command) -> None:
    for source_id in ("lignes", "proces", "hostile"):
        ran = sourcier("sources", "--show", source_id)

        assert (ran.code, ran.err) == (0, "")
        assert ran.out == DOCUMENTS[f"{source_id}.txt"].encode()


def test_a_citation_is_a_slice_of_what_show_writes(sourcier: Command) -> None:
    question = "Combien de ponts compte la ville de Nantes ?"
    (record,) = sourcier("ask", "--json", question, SOURCIER_THRESHOLD="0").records
    citation = record["citations"][0]

    text = sourcier("sources", "--show", citation["source_id"]).out.decode()

    assert citation["source_id"] == "dossier--note"
    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_an_unknown_identifier_is_said_in_one_line(sourcier: Command) -> None:
    ran = sourcier("sources", "--show", "x\x1b\u202e\udcff")

    assert (ran.code, ran.out) == (1, b"")
    assert ran.said == (
        "Erreur\u00a0: Aucune source «\u00a0x␛\ufffd\ufffd\u00a0». "
        "Les identifiants s’affichent avec «\u00a0sourcier sources\u00a0»."
    )


def test_the_list_is_cut_by_tabs_elsewhere_than_on_a_terminal(sourcier: Command) -> None:
    ran = sourcier("sources")

    head, *rows = [line.split("\t") for line in ran.out.decode().rstrip("\n").split("\n")]
    assert head == ["Identifiant", "Référence", "Zones", "Extracteur", "Encodage"]
    assert [row[0] for row in rows] == ["dossier--note", "hostile", "lignes", "proces"]
    assert {len(row) for row in rows} == {5}
    assert "titre\u00a0: 1" in rows[3][2]
    assert ran.said.startswith("Fichier écarté\u00a0: vide.txt — ")


def test_the_list_as_a_record(sourcier: Command) -> None:
    ran = sourcier("sources", "--json")

    (listing,) = ran.records
    asked = sourcier("ask", "--json", "Qui ?").records[0]
    assert (ran.code, ran.err) == (0, "")
    assert listing["corpus"] == asked["corpus"]
    assert [item["path"] for item in listing["rejected"]] == ["vide.txt"]
    note = listing["sources"][0]
    assert note["source_id"] == "dossier--note"
    assert note["label"] == "«\u00a0Les ponts de Nantes\u00a0», source non datée"
    assert note["zones"]["title"] == 1
    assert note["encoding"] == "utf-8"


def test_the_list_needs_no_model(sourcier: Command) -> None:
    ran = sourcier("sources", "--json", SOURCIER_MODEL="absent/modele")

    assert ran.code == 0


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--show", "a")])
def test_an_unusable_folder_is_said_in_one_line(
    sourcier: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = sourcier.having({"SOURCIER_SOURCES": str(tmp_path)})("sources", *arguments)

    assert (ran.code, ran.out) == (1, b"")
    assert ran.said.startswith("Erreur\u00a0: ")
