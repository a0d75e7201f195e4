"""The bodies that are sent to the API, and how each fault in them is said.

They are read by hand: FastAPI's own reading answers 422 to all that is wrong, in English.
"""

import json
from typing import Annotated, Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, InstanceOf, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails

from ui.web import api_texts, texts
from ui.web.problems import Refused

_JSON = "application/json"

REASON = 300
QUESTION = 1000
"""Code points of what an opinion may hold."""

# JSON can hold lone surrogates, which pydantic takes for no text; the engine refuses them with
# a record, as it does on the command line.
Text = Annotated[InstanceOf[str], WithJsonSchema({"type": "string"})]


class Ask(BaseModel):
    """The body of a question; `history` holds the earlier ones, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    question: Text = Field(description=api_texts.ASK_QUESTION)
    history: list[Text] = Field(default=[], description=api_texts.ASK_HISTORY)


class Feedback(BaseModel):
    """The body of an opinion; `question` is sent only when the person agrees."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    useful: bool = Field(description=api_texts.FEEDBACK_USEFUL)
    reason: str | None = Field(
        default=None, max_length=REASON, description=api_texts.FEEDBACK_REASON
    )
    question: str | None = Field(
        default=None, max_length=QUESTION, description=api_texts.FEEDBACK_QUESTION
    )
    corpus: str = Field(pattern="^[0-9a-f]{64}$", description=api_texts.CORPUS)
    version: str = Field(pattern=r"^[0-9A-Za-z.+-]{1,40}$", description=api_texts.VERSION)


B = TypeVar("B", bound=BaseModel)


async def read(request: Request, model: type[B]) -> B:
    """Return the body of a request.

    Raises:
        Refused: when it is not one, said in French.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _JSON:
        raise Refused(415)
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Refused(400) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Refused(422, _wrong(error.errors()[0], list(model.model_fields))) from error


def named(model: type[BaseModel]) -> dict[str, Any]:
    """Return what a route's description says of its body: the name of its shape."""
    content = {_JSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}}
    return {"requestBody": {"required": True, "content": content}}


def _wrong(error: ErrorDetails, known: list[str]) -> str:
    if not error["loc"]:
        return texts.body_wrong(known[0])
    name = str(error["loc"][0])
    if error["type"] == "missing":
        return texts.field_missing(name)
    if error["type"] == "extra_forbidden":
        return texts.field_unknown(name, known)
    if error["type"] == "string_too_long":
        return texts.field_too_long(name, error["ctx"]["max_length"])
    return texts.field_wrong(name)
