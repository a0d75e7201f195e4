"""The shapes of what the API gives, for its description and the clients made from it.

Nothing is built through these models: a test holds them against what `rag.contract` writes.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from rag import Reason, Zone
from rag.types import AgreementKind
from rag.voice.voice import Kind
from ui.web import api_texts as words

Start = Annotated[int, Field(ge=0, description=words.START)]
End = Annotated[int, Field(ge=0, description=words.END)]


class Part(BaseModel):
    text: str
    citation: int | None = Field(description=words.PART_CITATION)
    start: int | None = Field(description=words.START)
    end: int | None = Field(description=words.END)


class AnswerSpan(BaseModel):
    source_id: str
    start: Start
    end: End
    text: str
    score: float
    citation: int = Field(description=words.PART_CITATION)


class Piece(BaseModel):
    text: str
    mark: bool = Field(description=words.MARK)


class Place(BaseModel):
    source_id: str
    start: Start
    end: End


class Speaker(BaseModel):
    kind: Kind
    name: str | None
    hedged: bool = Field(description=words.HEDGED)


class DateNote(BaseModel):
    text: str
    start: Start
    end: End
    explained: str


class SourceCard(BaseModel):
    source_id: str
    label: str = Field(description=words.LABEL)
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None = Field(description=words.PUBLISHED)
    url: str | None


class Citation(SourceCard):
    number: int
    zone: Zone
    start: Start
    end: End
    quote: str = Field(description=words.QUOTE)
    pieces: list[Piece]
    before: str
    after: str
    places: list[Place] = Field(description=words.PLACES)
    speaker: Speaker | None
    date_notes: list[DateNote]


class Position(BaseModel):
    value: str
    citations: list[int]
    independent: int = Field(description=words.INDEPENDENT)


class Agreement(BaseModel):
    kind: AgreementKind
    positions: list[Position]


class Notice(BaseModel):
    kind: str
    text: str


class HelpLine(BaseModel):
    label: str
    number: str
    url: str | None


class Timings(BaseModel):
    retrieve: float
    read: float
    total: float


class Record(BaseModel):
    question: str
    language: str | None = Field(description=words.LANGUAGE)
    understood: str | None = Field(description=words.UNDERSTOOD)
    status: Literal["answered", "refused"]
    reason: Reason | None
    answer: str = Field(description=words.ANSWER)
    parts: list[Part] = Field(description=words.PARTS)
    spans: list[AnswerSpan]
    citations: list[Citation]
    agreement: Agreement | None
    nearest: list[Citation] = Field(description=words.NEAREST)
    confidence: float = Field(ge=0, le=1, description=words.CONFIDENCE)
    notices: list[Notice]
    help: list[HelpLine]
    suggestions: list[str]
    corpus: str = Field(description=words.CORPUS)
    version: str = Field(description=words.VERSION)
    timings_ms: Timings


class SourceSummary(SourceCard):
    path: str
    extractor: str
    language: str | None
    characters: int = Field(description=words.CHARACTERS)
    zones: dict[str, int]


class Segment(BaseModel):
    start: Start
    end: End
    zone: Zone


class SourceText(SourceSummary):
    start: Start
    end: End
    text: str = Field(description=words.SLICE)
    segments: list[Segment]


class Rejected(BaseModel):
    path: str
    reason: str


class Sources(BaseModel):
    corpus: str = Field(description=words.CORPUS)
    sources: list[SourceSummary]
    rejected: list[Rejected]


class Named(BaseModel):
    text: str
    source_id: str
    start: Start
    end: End


class Event(BaseModel):
    date: str
    first: str
    last: str
    precision: str
    inferred: bool
    independent: int = Field(description=words.INDEPENDENT)
    citations: list[Citation]


class Entity(BaseModel):
    name: str
    place: Named
    roles: list[Named]
    passages: int
    independent: int = Field(description=words.INDEPENDENT)
    citations: list[Citation]


class Figure(BaseModel):
    value: str
    independent: int = Field(description=words.INDEPENDENT)
    citations: list[Citation]


class Disagreement(BaseModel):
    positions: list[Position]
    citations: list[Citation]


class Overview(BaseModel):
    timeline: list[Event]
    publications: list[SourceCard]
    people: list[Entity]
    organisations: list[Entity]
    figures: list[Figure]
    disagreements: list[Disagreement]
    corpus: str = Field(description=words.CORPUS)
    version: str = Field(description=words.VERSION)


class Suggestions(BaseModel):
    suggestions: list[str]


class Health(BaseModel):
    status: Literal["ok"]


class Ready(BaseModel):
    status: Literal["ready"]
    corpus: str = Field(description=words.CORPUS)
    sources: int
    working: int
    waiting: int


class Version(BaseModel):
    version: str = Field(description=words.VERSION)
    corpus: str = Field(description=words.CORPUS)


class Kept(BaseModel):
    kept: Literal[True]


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
