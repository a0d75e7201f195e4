"""The index: made, kept, refreshed, made again."""

import pytest
from cli_command import Command, Fresh


def test_the_index_is_made_then_kept(fresh: Fresh) -> None:
    command, folder = fresh.command, fresh.folder

    made, kept = command("index"), command("index")
    (folder / "autre.txt").write_text("Le maire a planté 12 chênes.\n", encoding="utf-8")
    refreshed, rebuilt = command("index"), command("index", "--rebuild")

    assert [ran.code for ran in (made, kept, refreshed, rebuilt)] == [0, 0, 0, 0]
    assert [ran.out for ran in (made, kept, refreshed, rebuilt)] == [b"", b"", b"", b""]
    first, left_out, *known, last = made.err.splitlines()
    assert first == "Construction de l’index des sources…"
    assert left_out.startswith("Fichier écarté\u00a0: vide.txt — ")
    assert all(line.startswith("À savoir\u00a0: ") for line in known)
    assert last.startswith("Index prêt\u00a0: 4\u00a0sources, ")
    assert kept.err.splitlines()[-1].startswith(
        "Index à jour, rien à refaire\u00a0: 4\u00a0sources"
    )
    assert refreshed.err.startswith("Les sources ont changé")
    assert refreshed.err.splitlines()[-1].startswith("Index prêt\u00a0: 5\u00a0sources")
    assert rebuilt.err.startswith("Construction de l’index")


def test_a_damaged_index_is_said_with_its_remedy(fresh: Fresh) -> None:
    command, cache = fresh.command, fresh.cache
    command("index")
    (manifest,) = cache.rglob("manifest.json")
    manifest.write_text("{", encoding="utf-8")

    damaged, repaired = command("index"), command("index", "--rebuild")

    assert damaged.code == 1
    assert damaged.said.startswith("Erreur\u00a0: L’index enregistré est abîmé")
    assert "sourcier index --rebuild" in damaged.said
    assert repaired.code == 0
    assert command("index").code == 0


def test_the_folder_of_sources_is_left_as_it_was(fresh: Fresh) -> None:
    command, folder = fresh.command, fresh.folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    command("index")

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"SOURCIER_THRESHOLD": "beaucoup"}, "threshold"),
        ({"SOURCIER_MODEL": "inconnu"}, "inconnu"),
        ({"SOURCIER_CONFIG": "/nulle/part.toml"}, "/nulle/part.toml"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(
    sourcier: Command, variables: dict[str, str], named: str
) -> None:
    ran = sourcier.having(variables)("index")

    assert (ran.code, ran.out) == (1, b"")
    assert ran.said.startswith("Erreur\u00a0: ")
    assert named in ran.said


def test_a_full_disk_is_said_in_french(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    command = fresh.command

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = command("index")

    assert ran.code == 1
    assert "plus de place sur le disque" in ran.err.splitlines()[-1]
    assert "space" not in ran.err


def test_a_letter_taken_for_a_menu_is_said(fresh: Fresh) -> None:
    """Nobody would know otherwise why the sources do not say it."""
    letter = "Voir aussi\n\nPartager\n\nS’abonner\n\nLe pont rouvre lundi, a dit la maire.\n"
    (fresh.folder / "lettre.txt").write_text(letter, encoding="utf-8")
    said = fresh.command("index").err
    assert "lettre.txt — parties prises pour un menu" in said
    assert "sourcier sources" in said
