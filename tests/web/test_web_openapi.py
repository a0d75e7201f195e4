"""The API's description: true of what the API gives, shown without any other site, enough to
make a client from."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest
from fastapi.testclient import TestClient
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType
from webkit import MUSEUM_QUESTION, Open

from rag import Engine, Question, record
from rag.types import Reason
from ui.web import schema

QUESTIONS = (
    MUSEUM_QUESTION,
    "De combien de tonnes sont les véhicules interdits sur le pont de Sainte-Orlande ?",
    "Qu’a écrit lundi le maire de Trapville ?",
    "Bonjour",
    "What is the price of a ticket at the museum of the town today?",
    "Je veux mourir",
    "",
    "a" * 5000,
)


@pytest.fixture(scope="module")
def document(served: str) -> dict[str, object]:
    return httpx.get(f"{served}/api/openapi.json").json()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_shape_of_the_record_is_the_contract_s(
    engine: Engine, doubting_engine: Engine, question: str
) -> None:
    for asked in (engine, doubting_engine):
        given = record(asked.ask(Question(question, ("Où est le musée ?",))))
        # A field that the shape forgets would be dropped here; one too many, refused.
        assert schema.Record.model_validate(given).model_dump(mode="json") == given


def test_the_questions_show_every_part_of_the_record(
    engine: Engine, doubting_engine: Engine
) -> None:
    records = [
        record(asked.ask(Question(question)))
        for asked in (engine, doubting_engine)
        for question in QUESTIONS
    ]
    for field in ("spans", "citations", "nearest", "notices", "help", "agreement"):
        assert any(given[field] for given in records), field
    citations = [citation for given in records for citation in given["citations"]]
    assert any(citation["speaker"] for citation in citations)
    assert any(citation["date_notes"] for citation in citations)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/api/sources", schema.Sources),
        ("/api/sources/trapville", schema.SourceText),
        ("/api/sources/trapville?start=3&end=9", schema.SourceText),
        ("/api/overview", schema.Overview),
        ("/api/suggestions", schema.Suggestions),
        ("/api/health", schema.Health),
        ("/api/ready", schema.Ready),
        ("/api/version", schema.Version),
        ("/api/rien", schema.Problem),
    ],
)
def test_the_other_shapes_are_those_given(client: TestClient, path: str, shape: type) -> None:
    given = client.get(path).json()
    assert shape.model_validate(given).model_dump(mode="json") == given


def test_every_route_of_the_api_is_described(
    client: TestClient, document: dict[str, dict[str, dict]]
) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            address = path.replace("{source_id}", "musee")
            assert client.request(method, address).status_code in {200, 404, 415}
            assert operation["summary"]
            for status, response in operation["responses"].items():
                media = "application/json" if status < "300" else "application/problem+json"
                assert list(response["content"]) == [media]
    reasons = document["components"]["schemas"]["Reason"]["enum"]
    assert reasons == [reason.value for reason in Reason]


def test_what_is_described_is_french(document: dict[str, object]) -> None:
    assert "Successful" not in str(document)
    assert "Validation" not in str(document)


# --- a client made from it ------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(served: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """A Python client that `openapi-python-client` writes from the served description."""
    folder = tmp_path_factory.mktemp("client")
    written = folder / "description.json"
    written.write_bytes(httpx.get(f"{served}/api/openapi.json").content)
    options = Config.from_sources(
        ConfigFile(post_hooks=[]),
        MetaType.NONE,
        document_source=Path(written),
        file_encoding="utf-8",
        overwrite=False,
        output_path=folder / "made_client",
    )
    # It reports what of the description it could not use.
    assert generate(config=options) == []
    sys.path.insert(0, str(folder))
    try:
        import made_client

        yield made_client
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == "made_client"]:
            del sys.modules[name]


def test_a_made_client_asks_and_reads(served: str, made: ModuleType) -> None:
    from made_client.api.default import ask, source
    from made_client.models import Ask, Problem, Record

    with made.Client(base_url=served) as client:
        given = ask.sync(client=client, body=Ask(question=MUSEUM_QUESTION))
        assert isinstance(given, Record)
        assert given.status == "answered"
        (citation, *_) = given.citations
        read = source.sync(citation.source_id, client=client)
        assert read.text[citation.start : citation.end] == citation.quote
        assert "".join(piece.text for piece in citation.pieces) == citation.quote
        unknown = source.sync("inconnue", client=client)
        assert isinstance(unknown, Problem)
        assert unknown.status == 404


# --- the viewer -----------------------------------------------------------------------------


@pytest.mark.browser
def test_the_viewer_shows_the_api_from_this_machine_alone(
    served: str, open_page: tuple[Open, list[str]]
) -> None:
    open_, asked = open_page
    page = open_(f"{served}/api/docs")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.reload()
    page.locator(".opblock-post").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table .response-col_status", has_text="200").first.wait_for()
    # A policy's refusal is said on the console.
    assert refused == []
    assert {address.split("/")[2] for address in asked} == {served.split("/")[2]}
    assert "unsafe" not in httpx.get(f"{served}/api/docs").headers["content-security-policy"]
