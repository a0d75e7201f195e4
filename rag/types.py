"""The values that flow through Sourcier, one way, from a file to a cited answer.

Every value is frozen. Offsets are code points, half-open, into `Source.text`; they are made once,
when a source is read, and carried to the screen: nothing here is ever searched for again. This
module imports nothing of the project.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class GroundingError(ValueError):
    """A value that would quote what no source says: a fault of the program, never of its user."""


class Zone(StrEnum):
    """The part a stretch of text plays in a press page."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    SUBHEADING = "subheading"
    BODY = "body"
    QUOTEBOX = "quotebox"
    CAPTION = "caption"
    BYLINE = "byline"
    BIOGRAPHY = "biography"
    COMMENT = "comment"
    RELATED = "related"
    ADVERT = "advert"
    NAVIGATION = "navigation"


EDITORIAL = frozenset(
    {
        Zone.TITLE,
        Zone.STANDFIRST,
        Zone.SUBHEADING,
        Zone.BODY,
        Zone.QUOTEBOX,
        Zone.CAPTION,
        Zone.BYLINE,
    }
)
"""The zones whose words are the paper's own work, and answer by default."""


class Reason(StrEnum):
    """Why a question was refused."""

    EMPTY_QUESTION = "empty_question"
    TOO_LONG = "too_long"
    INVALID_TEXT = "invalid_text"
    INVALID_INPUT = "invalid_input"
    NO_PASSAGE = "no_passage"
    NO_SPAN = "no_span"
    LOW_CONFIDENCE = "low_confidence"
    FALSE_PREMISE = "false_premise"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    INSULT = "insult"
    DISTRESS = "distress"
    INSTRUCTION = "instruction"
    HARMFUL = "harmful"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source that its layout sets apart: a line, a paragraph, an HTML element.

    `tag` is the element that holds it ("" in plain text); `hints` are the names, classes, ids and
    roles found from that element up to the root, nearest first, in lower case: the evidence for
    its zone.
    """

    start: int
    end: int
    tag: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document, as read: its text, its layout and what is known of it.

    `text` is the decoded file for plain text and the extracted text otherwise; `extractor` names
    what made it and its version. `bytes_digest` is the sha256 of the file's bytes and `described`
    that of what `sources.toml` says of it, both in hexadecimal, "" when there is none: a source
    whose three marks are unchanged need not be read again. Unknown metadata stays None.
    """

    id: str
    path: str
    text: str = field(repr=False)
    digest: str
    blocks: tuple[Block, ...] = field(repr=False, default=())
    extractor: str = "text/1"
    encoding: str = "utf-8"
    bytes_digest: str = ""
    described: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The characters [start, end) of a source. Its text is a slice, so it cannot be false."""

    source: Source = field(repr=False)
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.source.text):
            raise GroundingError(
                f"span [{self.start}, {self.end}) is outside {self.source.id} "
                f"({len(self.source.text)} characters)"
            )

    @property
    def text(self) -> str:
        """The source's own characters."""
        return self.source.text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Say whether `other` stands wholly inside this span of the same source."""
        return (
            (self.source.id, self.source.digest) == (other.source.id, other.source.digest)
            and self.start <= other.start
            and other.end <= self.end
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, or the sentences of one that share a zone: code points, half-open."""

    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved and read: the segment's words, once, with every place they stand in.

    `places[0]` is the place that is quoted; the others say the same words elsewhere. Of the quoted
    place: `title` is the title that its page shows, `heading` the subheading it stands under, and
    `before` the prose just before it, which its pronouns refer to.
    """

    number: int
    zone: Zone
    places: tuple[Span, ...]
    title: Span | None = None
    heading: Span | None = None
    before: Span | None = None

    def __post_init__(self) -> None:
        if not self.places:
            raise GroundingError("a passage stands in at least one place")

    @property
    def span(self) -> Span:
        """The place that is quoted."""
        return self.places[0]

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.span.text

    @property
    def headings(self) -> tuple[str, ...]:
        """What it stands under: its source's title, as described or else shown; its subheading."""
        shown = self.title.text if self.title is not None else None
        heading = self.heading.text if self.heading is not None else None
        return tuple(part for part in (self.span.source.title or shown, heading) if part)


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with both its scores.

    `dense` is a cosine in [-1, 1], `lexical` a BM25 score, 0 when no word is shared; `score` is
    their fusion, comparable within one question only.
    """

    passage: Passage
    dense: float
    lexical: float
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may answer, inside the sentence to quote, inside a hit's passage.

    `score` orders the candidates of one question, best first; `evidence` is what the reader alone
    says: the log-odds of the stretch against no answer in its passage (0: the reader has none).
    """

    span: Span
    sentence: Span
    hit: Hit
    score: float
    evidence: float = 0.0

    def __post_init__(self) -> None:
        if not (self.sentence.contains(self.span) and self.hit.passage.span.contains(self.span)):
            raise GroundingError("a candidate stands inside its sentence and its passage")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; `mark` says that it answers."""

    text: str
    mark: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted stretch of one source, the answer's words marked inside it."""

    number: int
    quote: Span
    marks: tuple[Span, ...]
    zone: Zone
    places: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        at = self.quote.start
        for mark in self.marks:
            if not self.quote.contains(mark) or mark.start < at:
                raise GroundingError("marks are ordered, apart, and inside their quote")
            at = mark.end

    def pieces(self) -> Iterator[Piece]:
        """Cut the quote at its marks; joined, the pieces are the quote."""
        text, at = self.quote.source.text, self.quote.start
        for mark in self.marks:
            if at < mark.start:
                yield Piece(text[at : mark.start], mark=False)
            yield Piece(mark.text, mark=True)
            at = mark.end
        if at < self.quote.end:
            yield Piece(text[at : self.quote.end], mark=False)

    def around(self, width: int = 120) -> tuple[str, str]:
        """Return up to `width` characters before and after the quote."""
        text = self.quote.source.text
        before = text[max(0, self.quote.start - width) : self.quote.start]
        return before, text[self.quote.end : self.quote.end + width]


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of ours around a quotation."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source inside the answer, with the number of the citation that shows them."""

    span: Span
    citation: int

    @property
    def text(self) -> str:
        """The source's own characters."""
        return self.span.text


Part = Frame | Quoted


@dataclass(frozen=True, slots=True)
class Position:
    """A value that sources hold, in the words of the best of them, and the citations that say it.

    `independent` counts the sources that do not copy one another.
    """

    value: Span
    citations: tuple[int, ...]
    independent: int


class AgreementKind(StrEnum):
    """What the sources say together."""

    SINGLE = "single"
    CORROBORATED = "corroborated"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The positions of the sources on one question, that of the best candidate first.

    `rivals` is False where they answer together: the items of a list, two parts of a question.
    """

    positions: tuple[Position, ...]
    rivals: bool = True

    def __post_init__(self) -> None:
        if not self.positions:
            raise GroundingError("sources that agree hold a position")

    @property
    def kind(self) -> AgreementKind:
        """Rival positions disagree; those all held by independent sources are corroborated."""
        if self.rivals and len(self.positions) > 1:
            return AgreementKind.DISAGREEMENT
        several = all(position.independent > 1 for position in self.positions)
        return AgreementKind.CORROBORATED if several else AgreementKind.SINGLE


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that stands beside an answer, apart from it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A service that helps people: its name, its number as dialled ("": a page only), its page."""

    label: str
    number: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, with the earlier ones of its thread, oldest first."""

    text: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Durations of one question, in milliseconds."""

    retrieve: float = 0.0
    read: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What every outcome says of its question and of the corpus it was put to.

    `understood` is the question as it is read, its texting and its misspelt words put right,
    what it leans on filled in, what only leads up to it left; None when it is read as typed.
    `confidence` is the calibrated probability that the best candidate is right, whether it was
    then given or refused; 0 when there was none. `help` stands beside the outcome, whatever it is;
    so do `suggestions`, other questions that the sources answer.
    """

    question: Question
    language: str | None = None
    understood: str | None = None
    confidence: float = 0.0
    notices: tuple[Notice, ...] = ()
    help: tuple[HelpLine, ...] = ()
    suggestions: tuple[str, ...] = ()
    corpus: str = ""
    version: str = ""
    timings: Timings = Timings()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: at least one quotation, every one shown by a citation that holds its words.

    The citations are those of the quotations, and those of the sources that hold the same.
    """

    asked: Asked
    parts: tuple[Part, ...]
    candidates: tuple[Candidate, ...]
    citations: tuple[Citation, ...]
    agreement: Agreement

    def __post_init__(self) -> None:
        by_number = {citation.number: citation for citation in self.citations}
        if len(by_number) != len(self.citations):
            raise GroundingError("citations are numbered apart")
        quoted = [part for part in self.parts if isinstance(part, Quoted)]
        if not quoted or not self.candidates:
            raise GroundingError("an answer quotes at least one source")
        for part in quoted:
            shown = by_number.get(part.citation)
            if shown is None or not shown.quote.contains(part.span):
                raise GroundingError("every quoted part stands in the citation it names")
        held = {number for position in self.agreement.positions for number in position.citations}
        if not {part.citation for part in quoted} <= held or set(by_number) != held:
            raise GroundingError("every citation says a position, and every position is cited")
        for position in self.agreement.positions:
            marked = {mark for number in position.citations for mark in by_number[number].marks}
            if position.value not in marked:
                raise GroundingError("a position's words are marked in one of its citations")
        for candidate in self.candidates:
            self.citation_of(candidate)

    @property
    def text(self) -> str:
        """The French text a person reads."""
        return "".join(part.text for part in self.parts)

    def citation_of(self, candidate: Candidate) -> Citation:
        """Return the citation that marks a candidate's words.

        Raises:
            GroundingError: when none does.
        """
        for citation in self.citations:
            if candidate.span in citation.marks:
                return citation
        raise GroundingError("every candidate given is marked in a citation")


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer: why, in one French sentence, and the passages that came nearest (up to 3)."""

    asked: Asked
    reason: Reason
    text: str
    nearest: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise GroundingError("a refusal says its sentence")


Outcome = Answer | Refusal


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file of the folder that could not be used, and why, in French."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that was read from a folder, in order of id.

    `fingerprint` is the sha256, in hexadecimal, over the sorted (id, digest, metadata);
    `questions` are those that the folder's owner suggests.
    """

    sources: tuple[Source, ...]
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[Rejected, ...] = ()
    fingerprint: str = ""
    questions: tuple[str, ...] = ()

    def source(self, source_id: str) -> Source | None:
        """Return the source of that id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)
