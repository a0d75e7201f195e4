"""The folder at a glance, on the command line."""

from cli_command import DOCUMENTS, Command


def test_the_overview_as_a_record(sourcier: Command) -> None:
    ran = sourcier("overview", "--json")

    (record,) = ran.records
    assert (ran.code, ran.err) == (0, "")
    (event,) = [one for one in record["timeline"] if one["first"] == "2024-06-04"]
    assert event["date"] == "mardi 4 juin 2024"
    citation = event["citations"][0]
    assert DOCUMENTS["proces.txt"][citation["start"] : citation["end"]] == citation["quote"]
    assert "Jean Martin" in {person["name"] for person in record["people"]}


def test_the_overview_for_a_person(sourcier: Command) -> None:
    ran = sourcier("overview")

    lines = ran.out.decode().split("\n")
    assert ran.code == 0
    assert lines.index("Chronologie") < lines.index("Personnes") < lines.index("Chiffres")
    assert "mardi 4 juin 2024 (1\u00a0source)" in lines
    assert "\x1b" not in ran.out.decode()
    assert lines[lines.index("Les sources divergent") + 2] == "Rien de sûr."
