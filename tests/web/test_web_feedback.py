"""Opinions: refused unless wanted, kept whole on the operator's side, bounded, without a person."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from webkit import make_app

from rag import Engine
from ui.feedback import Opinion, Opinions, home
from ui.web import texts
from ui.web.settings import WebSettings

CORPUS = "0" * 64
BODY = {"useful": False, "reason": "hors sujet", "corpus": CORPUS, "version": "0.1.0"}

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
opinions = st.builds(
    Opinion,
    day=st.dates().map(str),
    useful=st.booleans(),
    reason=st.none() | words,
    question=st.none() | words,
    corpus=st.just(CORPUS),
    version=st.just("0.1.0"),
)


def wanted(engine: Engine, data: Path, **more: int) -> TestClient:
    return TestClient(make_app(engine, WebSettings(feedback=True, data=data, **more)))


@pytest.fixture(scope="module")
def taking(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, Path]]:
    """A server that takes opinions, and where it keeps them."""
    data = tmp_path_factory.mktemp("data")
    with wanted(engine, data, requests_per_minute=0) as client:
        yield client, data


def test_no_opinion_is_taken_unless_the_operator_wants_them(client: TestClient) -> None:
    response = client.post("/api/feedback", json=BODY)
    assert response.status_code == 404
    assert response.json()["detail"] == texts.FEEDBACK_OFF


def test_an_opinion_is_kept_without_the_person(engine: Engine, tmp_path: Path) -> None:
    with wanted(engine, tmp_path) as client:
        assert client.post("/api/feedback", json=BODY).json() == {"kept": True}
        more = {**BODY, "useful": True, "reason": None, "question": "Où est le musée ?"}
        assert client.post("/api/feedback", json=more).status_code == 201
    folder = home(tmp_path, engine.settings.sources)
    (file,) = folder.iterdir()
    first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert first == {**BODY, "question": None, "day": first["day"]}
    assert len(first["day"]) == len("2026-11-22")
    assert second["question"] == "Où est le musée ?"
    assert file.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"useful": "oui"}, texts.field_wrong("useful")),
        ({"useful": 1}, texts.field_wrong("useful")),
        ({"reason": "x" * 301}, texts.field_too_long("reason", 300)),
        ({"reason": "\ud800"}, texts.field_wrong("reason")),
        ({"question": "x" * 1001}, texts.field_too_long("question", 1000)),
        ({"corpus": "../../etc"}, texts.field_wrong("corpus")),
        ({"version": "0.1\n"}, texts.field_wrong("version")),
        (
            {"name": "Jean"},
            texts.field_unknown("name", ["useful", "reason", "question", "corpus", "version"]),
        ),
    ],
)
def test_what_is_no_opinion_is_refused(
    taking: tuple[TestClient, Path], change: dict[str, object], said: str
) -> None:
    client, data = taking
    body = json.dumps({**BODY, **change})
    headers = {"Content-Type": "application/json"}
    response = client.post("/api/feedback", content=body, headers=headers)
    assert response.status_code == 422
    assert response.json()["detail"] == said
    assert list(data.iterdir()) == []


def test_opinions_and_questions_share_their_limit(engine: Engine, tmp_path: Path) -> None:
    with wanted(engine, tmp_path, requests_per_minute=2) as client:
        assert client.post("/api/ask", json={"question": "Où ?"}).status_code == 200
        assert client.post("/api/feedback", json=BODY).status_code == 201
        declined = client.post("/api/feedback", json=BODY)
    assert declined.status_code == 429
    assert 0 < int(declined.headers["retry-after"]) <= 60


@given(said=st.lists(opinions, max_size=8))
def test_what_is_kept_is_read_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, said: list[Opinion]
) -> None:
    kept = Opinions(tmp_path_factory.mktemp("kept"), file_bytes=400, files=100)
    for opinion in said:
        kept.add(opinion)
    assert list(kept.read()) == said


def test_the_oldest_go_when_there_is_no_more_room(tmp_path: Path) -> None:
    kept = Opinions(tmp_path, file_bytes=300, files=3)
    for number in range(40):
        kept.add(Opinion("2026-01-01", useful=True, reason=str(number), **PLAIN))
    read = [int(opinion.reason) for opinion in kept.read()]
    assert read == list(range(40))[-len(read) :]
    assert 3 <= len(read) < 40
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3 * 300


def test_half_a_line_left_by_a_crash_costs_that_line_alone(tmp_path: Path) -> None:
    kept = Opinions(tmp_path)
    first, second = (
        Opinion("2026-01-01", useful=True, reason=reason, **PLAIN) for reason in ("un", "deux")
    )
    kept.add(first)
    with (tmp_path / "000001.jsonl").open("ab") as file:
        file.write(b'{"day": "2026-01-0')
    kept.add(second)
    assert list(kept.read()) == [first, None, second]


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    # Two holders of one folder, as two servers would be, and threads in each.
    holders = [Opinions(tmp_path, file_bytes=2000, files=100) for _ in range(2)]

    def write(start: int) -> None:
        for number in range(start, start + 25):
            reason = str(number)
            holders[start % 2].add(Opinion("2026-01-01", useful=True, reason=reason, **PLAIN))

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 101, 202, 303)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    read = list(Opinions(tmp_path).read())
    assert None not in read
    assert sorted(int(opinion.reason) for opinion in read) == sorted(
        number for start in (0, 101, 202, 303) for number in range(start, start + 25)
    )


PLAIN = {"question": None, "corpus": CORPUS, "version": "0.1.0"}
