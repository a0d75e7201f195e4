"""The doctor: looks, says, changes nothing."""

import hashlib
import json
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from cli_command import Fresh

from rag.config import Settings
from rag.embed.model import E5_SMALL_Q4, model_folder
from rag.embed.unpack import FORMAT, RECORD, WEIGHTS
from ui.cli import checks
from ui.cli.checks import Finding


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the one check that loads torch; it has its own test."""
    monkeypatch.setattr(checks, "openmp", lambda: Finding("good", "OpenMP"))


def test_all_is_said_and_nothing_is_made(fresh: Fresh) -> None:
    ran = fresh.command("doctor")

    lines = ran.out.decode().splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert all(line[:2] in {"✓ ", "! "} for line in lines[:-1])
    assert lines[-1] == "Tout est en ordre."
    assert any(line.startswith("✓ faiss-cpu ") for line in lines)
    assert any(line.startswith("✓ torch ") for line in lines)
    assert not any(line.startswith("✓ pytest") for line in lines), (
        "nothing that only developers need"
    )
    assert any("SOURCIER_CACHE" in line for line in lines)
    assert f"! Sources\u00a0: {fresh.folder}, 4\u00a0sources, 1\u00a0fichier écarté" in lines
    assert any(line.startswith("! Index\u00a0: pas encore construit.") for line in lines)
    assert not fresh.cache.exists()


def test_the_index_is_current_then_stale_then_damaged(fresh: Fresh) -> None:
    fresh.command("index")
    current = fresh.command("doctor")
    (fresh.folder / "autre.txt").write_text("Un texte de plus.\n", encoding="utf-8")
    stale = fresh.command("doctor")
    (manifest,) = fresh.cache.rglob("manifest.json")
    manifest.write_text("{", encoding="utf-8")
    damaged = fresh.command("doctor")

    assert "✓ Index à jour" in current.out.decode()
    assert "! Index\u00a0: à mettre à jour." in stale.out.decode()
    assert "✗ Index\u00a0: L’index enregistré est abîmé" in damaged.out.decode()
    assert [ran.code for ran in (current, stale, damaged)] == [0, 0, 1]
    assert damaged.out.decode().splitlines()[-1] == "1\u00a0vérification en échec (✗)."


def test_a_wrong_setting_and_a_missing_folder_are_findings(fresh: Fresh, tmp_path: Path) -> None:
    setting = fresh.command("doctor", SOURCIER_THRESHOLD="2")
    folder = fresh.command("doctor", "--sources", str(tmp_path / "absent"))

    assert (setting.code, folder.code) == (1, 1)
    assert "✗ Réglages\u00a0: Valeur impossible" in setting.out.decode()
    assert "✗ Sources\u00a0: " in folder.out.decode()
    assert setting.err == folder.err == ""


def test_the_settings_file_is_named(fresh: Fresh, tmp_path: Path) -> None:
    file = tmp_path / "reglages.toml"
    file.write_text("threads = 1\n", encoding="utf-8")

    ran = fresh.command("doctor", SOURCIER_CONFIG=str(file))

    assert f"✓ Réglages\u00a0: fichier {file}" in ran.out.decode()


def _finding(fresh: Fresh, start: str, model: str = "hashing") -> str:
    lines = fresh.command("doctor", SOURCIER_MODEL=model).out.decode().splitlines()
    (found,) = [line for line in lines if line[2:].startswith(start)]
    return found


def test_the_model_is_absent_then_whole_then_altered(fresh: Fresh) -> None:
    model = E5_SMALL_Q4.model
    folder = model_folder(Settings(cache=fresh.cache))
    assert isinstance(folder, Path)
    assert _finding(fresh, "Modèle", model).startswith("! Modèle e5-small-q4\u00a0: pas encore")

    folder.mkdir(parents=True)
    (folder / WEIGHTS).write_bytes(b"weights")
    record = {"format": FORMAT, "weights": "0" * 64, "files": {WEIGHTS: 7}}
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert "✗ Modèle e5-small-q4\u00a0: fichier altéré." in _finding(fresh, "Modèle", model)

    record["weights"] = digest = hashlib.sha256(b"weights").hexdigest()
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert _finding(fresh, "Modèle", model) == (
        f"✓ Modèle e5-small-q4, empreinte vérifiée ({digest[:16]})"
    )


def test_an_unknown_model_is_a_finding(fresh: Fresh) -> None:
    assert _finding(fresh, "Modèle", "???").startswith("✗ Modèle\u00a0: ")


def test_a_full_disk_is_a_finding(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 10**6

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage)

    found = _finding(fresh, "Place libre")
    assert found == "✗ Place libre pour le cache\u00a0: 0,0\u00a0Go. Il en faut 50\u00a0Mo."


def test_a_cache_that_is_a_file_is_a_finding(fresh: Fresh) -> None:
    fresh.cache.write_bytes(b"")

    assert _finding(fresh, "Cache").startswith("✗ Cache\u00a0: ")


def test_an_absent_and_an_old_package_are_findings(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ["absent-de-partout>=1", "numpy>=99", 'pytest>=99; extra == "dev"']
    monkeypatch.setattr(metadata, "requires", lambda _name: wanted)

    assert _finding(fresh, "Paquet absent-de-partout").startswith("✗ ")
    assert "il faut >=99" in _finding(fresh, "Paquet numpy")


def test_openmp_runtimes_are_counted_in_a_process_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    found = checks.openmp()

    assert found.level in {"good", "note"}
    assert "faiss_cpu.libs" in found.text
    assert "torch" in found.text


def test_a_crash_at_loading_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(checks, "_LOADED", "import os; os.abort()")

    assert checks.openmp().level == "bad"
