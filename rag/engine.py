"""The engine: one question in, one outcome out, each step a verb of its own.

screen -> language -> retrieve -> read -> judge -> compose. `consider` goes as far as the best
candidate and its confidence, with refusal switched off; `decide` applies the threshold. `ask` is
the two together: a rejected candidate never leaves it.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Self

from rag import messages
from rag.answer import compose, load_judge, refuse, screen
from rag.config import Settings
from rag.embed import Encoder, ensure_model, ensure_packaged, load_encoder
from rag.errors import FolderError
from rag.index import Index, Work, open_index
from rag.language import detect, is_foreign
from rag.read import Reader, SentenceReader, SpanFinder, SpanReader
from rag.retrieve import retrieve
from rag.types import (
    Asked,
    Candidate,
    Corpus,
    Hit,
    Notice,
    Outcome,
    Question,
    Reason,
    Segment,
    Timings,
)


@cache
def version() -> str:
    """Return the version of the installed distribution."""
    return metadata.version("sourcier")


@dataclass(frozen=True, slots=True)
class Considered:
    """A question taken to its best candidates, refusal switched off.

    `candidates` come best first; `reason` says why none can be given whatever the threshold.
    """

    asked: Asked
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: Reason | None = None


class Engine:
    """Answers questions from one folder of sources. Safe to share between threads."""

    def __init__(
        self, settings: Settings, index: Index, encoder: Encoder, reader: Reader | None = None
    ) -> None:
        """Take the parts as they are; `open` makes them.

        Raises:
            ConfigError: when the calibration that the settings name cannot be used.
        """
        self.settings = settings
        self.index = index
        self.encoder = encoder
        self.reader = reader or SentenceReader(encoder, index.lexical)
        self.judge = load_judge(self.reader.name, settings.calibration)
        self.threshold = (
            self.judge.threshold(settings.max_wrong)
            if settings.threshold is None
            else settings.threshold
        )

    @classmethod
    def open(cls, settings: Settings, work: Work | None = None) -> Self:
        """Open the engine on `settings.sources`; a missing or stale index is made first.

        Raises:
            SourcierError: when the sources, the model or the saved index cannot be used.
        """
        work = work or Work()
        if settings.sources is None:
            raise FolderError(messages.no_folder_given())
        folder = Path(settings.sources)
        ensure_model(settings, work.say)
        packaged = ensure_packaged(settings, work.say) if settings.reads_spans else None
        encoder = load_encoder(settings)
        index = open_index(folder, settings.cache, encoder, settings.max_file_bytes, work)
        reader: Reader = SentenceReader(encoder, index.lexical)
        if packaged is not None:
            finder = SpanFinder.load(packaged, threads=settings.threads)
            reader = SpanReader(finder, index.lexical)
        return cls(settings, index, encoder, reader)

    @property
    def corpus(self) -> Corpus:
        """The sources as read."""
        return self.index.corpus

    @property
    def segments(self) -> Mapping[str, tuple[Segment, ...]]:
        """The segments of each source, by its id."""
        return self.index.segments

    def ask(self, question: Question) -> Outcome:
        """Answer a question from the sources, or refuse it and say why."""
        return self.decide(self.consider(question), self.threshold)

    def consider(self, question: Question) -> Considered:
        """Take a question to its best candidates, whatever their confidence."""
        started = time.perf_counter()
        asked = Asked(question, corpus=self.corpus.fingerprint, version=version())
        reason = screen(question, self.settings)
        if reason is not None:
            return Considered(_timed(asked, started, started, started), reason=reason)
        language = detect(question.text)
        if is_foreign(language):
            notice = Notice("foreign_question", messages.FOREIGN_QUESTION)
            asked = replace(asked, notices=(notice,))
        asked = replace(asked, language=language)
        hits = retrieve(question.text, self.index, self.encoder, self.settings)
        retrieved = time.perf_counter()
        if not hits:
            timed = _timed(asked, started, retrieved, retrieved)
            return Considered(timed, reason=Reason.NO_PASSAGE)
        candidates = self.reader.read(question.text, hits)
        asked = replace(
            asked,
            confidence=self.judge.confidence(question.text, hits, candidates, self.index.lexical),
        )
        asked = _timed(asked, started, retrieved, time.perf_counter())
        reason = None if candidates else Reason.NO_SPAN
        return Considered(asked, hits, candidates, reason)

    def decide(self, considered: Considered, threshold: float) -> Outcome:
        """Give the best candidate when its confidence reaches the threshold; refuse otherwise."""
        if considered.reason is not None:
            return refuse(considered.asked, considered.reason, considered.hits)
        if considered.asked.confidence < threshold:
            return refuse(considered.asked, Reason.LOW_CONFIDENCE, considered.hits)
        return compose(considered.asked, considered.candidates)


def _timed(asked: Asked, started: float, retrieved: float, read: float) -> Asked:
    return replace(
        asked,
        timings=Timings(
            retrieve=(retrieved - started) * 1000,
            read=(read - retrieved) * 1000,
            total=(read - started) * 1000,
        ),
    )
