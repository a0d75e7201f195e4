"""Read `sources.toml`: what the folder's owner says of its documents.

Values are plain text, never mark-up, and override what a document says of itself.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator, Field, ValidationError

from rag import messages
from rag.config import Frozen
from rag.errors import DescriptionError
from rag.text.folder import DESCRIPTION, Listing, inside
from rag.text.metadata import iso_date, one_line, primary_subtag, web_address

_LINE = re.compile(r"at line (\d+)")
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:[/\\])|(?:^|[/\\])\.\.(?:[/\\]|$)")


def _line(value: object) -> str:
    return _given(one_line(value))


def _published(value: object) -> str:
    # TOML has dates of its own; a datetime is a date there too.
    return _given(iso_date(value.isoformat() if isinstance(value, date) else value))


def _url(value: object) -> str:
    return _given(web_address(value))


def _language(value: object) -> str:
    return _given(primary_subtag(value))


def _given(value: str | None) -> str:
    """Return a value that passed its check; pydantic reports the others."""
    if value is None:
        raise ValueError
    return value


class Description(Frozen):
    """What `sources.toml` says of one source; None where it says nothing."""

    id: str = Field(min_length=1)
    title: Annotated[str, BeforeValidator(_line)] | None = None
    publisher: Annotated[str, BeforeValidator(_line)] | None = None
    author: Annotated[str, BeforeValidator(_line)] | None = None
    published: Annotated[str, BeforeValidator(_published)] | None = None
    url: Annotated[str, BeforeValidator(_url)] | None = None
    language: Annotated[str, BeforeValidator(_language)] | None = None

    def said(self) -> dict[str, str]:
        """Return the values that are given, by name."""
        values: dict[str, str] = self.model_dump(exclude={"id"}, exclude_none=True)
        return values


class _File(Frozen):
    """The whole of `sources.toml`."""

    source: tuple[Description, ...] = ()
    questions: tuple[Annotated[str, BeforeValidator(_line)], ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What `sources.toml` says: its sources by identifier, and questions to suggest on them."""

    sources: Mapping[str, Description] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


def read_descriptions(listing: Listing) -> Descriptions:
    """Return what the folder's owner says of its sources; nothing when there is no such file.

    Raises:
        DescriptionError: when the file cannot be read, has an unknown key or a value that does not
            fit, describes a source twice, or one that no file gives.
    """
    path = listing.root / DESCRIPTION
    if not path.exists() and not path.is_symlink():
        return Descriptions()
    if not path.is_file() or not inside(listing.root, path):
        raise DescriptionError(messages.DESCRIPTION_CLOSED)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found.group(1)) if found else None
        raise DescriptionError(messages.description_unreadable(line)) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise DescriptionError(messages.DESCRIPTION_CLOSED) from error
    try:
        described = _File.model_validate(values)
    except ValidationError as error:
        _refuse(error, values)
    sources = _by_id(described.source, {file.id for file in listing.files})
    return Descriptions(sources, described.questions)


def _by_id(described: tuple[Description, ...], known: Collection[str]) -> Mapping[str, Description]:
    """Order descriptions by identifier; each must be of one file of the folder."""
    found: dict[str, Description] = {}
    for description in described:
        if _OUTSIDE.search(description.id):
            raise DescriptionError(messages.description_outside(description.id))
        if description.id not in known:
            raise DescriptionError(messages.description_of_none(description.id))
        if description.id in found:
            raise DescriptionError(messages.description_twice(description.id))
        found[description.id] = description
    return found


def _refuse(error: ValidationError, values: dict[str, Any]) -> NoReturn:
    """Say the first fault of the file in French."""
    first = error.errors(include_url=False)[0]
    place = first["loc"]
    where = messages.DESCRIPTION_TOP
    if place[0] == "source" and len(place) > 1 and isinstance(place[1], int):
        table = values["source"][place[1]]
        source_id = table.get("id") if isinstance(table, dict) else None
        where = messages.description_where(place[1] + 1, source_id)
    key = str(place[-1] if isinstance(place[-1], str) else place[0])
    if first["type"] == "extra_forbidden":
        text = messages.description_unknown_key(where, key)
    elif first["type"] == "missing":
        text = messages.description_without_id(where)
    else:
        text = messages.description_invalid(where, key, first["input"])
    raise DescriptionError(text) from error
