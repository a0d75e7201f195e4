"""The engine: one question in, one outcome out, each step a verb of its own.

screen -> spell -> courtesy -> language -> thread -> wording -> scope -> parts -> retrieve ->
read -> judge -> agree -> compose.
`consider` goes as far as the best candidate and its confidence, with refusal switched off;
`decide` applies the threshold. `ask` is the two together: a rejected candidate never leaves it.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Self

from rag import messages
from rag.answer import load_judge, screen
from rag.config import Settings
from rag.courtesy import load_meaning
from rag.embed import Encoder, ensure_model, ensure_packaged, load_encoder
from rag.engine.considered import Considered, Heard
from rag.engine.decide import decide
from rag.engine.hearing import Hearing
from rag.engine.meant import Meant, meant
from rag.engine.spelt import courteous, spelt
from rag.engine.suggested import Suggested
from rag.engine.turns import Turns
from rag.errors import FolderError
from rag.index import Index, Work, open_index
from rag.index.store import home as index_home
from rag.language import detect, is_foreign
from rag.overview import Overview, overview
from rag.parts import Half
from rag.premise import contrary
from rag.read import Reader, SentenceReader, SpanFinder, SpanReader
from rag.retrieve import retrieve
from rag.scope import Scope
from rag.spell import Vocabulary
from rag.suggest import RULES, key_of, proposed
from rag.thread import may_stand
from rag.types import (
    Asked,
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


class Engine:
    """Answers questions from one folder of sources. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        index: Index,
        encoder: Encoder,
        reader: Reader | None = None,
        home: Path | None = None,
    ) -> None:
        """Take the parts as they are; `open` makes them.

        `home` is the folder of the saved index, where suggested questions are kept too.

        Raises:
            ConfigError: when the calibration that the settings name cannot be used.
        """
        self.settings = settings
        self.index = index
        self.encoder = encoder
        self.reader = reader or SentenceReader(encoder, index.lexical)
        self._meaning = load_meaning(encoder)
        self._overview: Overview | None = None
        self._overviewing = threading.Lock()
        self._turns = Turns(self._outcome)
        self._vocabulary = Vocabulary.of(_words(index, settings))
        self.judge = load_judge(self.reader.name, settings.calibration)
        self.threshold = (
            self.judge.threshold(settings.max_wrong)
            if settings.threshold is None
            else settings.threshold
        )
        self._suggested = Suggested(home, self._key())

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
        where = index_home(settings.cache, folder, encoder.name)
        return cls(settings, index, encoder, reader, where)

    @property
    def corpus(self) -> Corpus:
        """The sources as read."""
        return self.index.corpus

    @property
    def segments(self) -> Mapping[str, tuple[Segment, ...]]:
        """The segments of each source, by its id."""
        return self.index.segments

    def overview(self) -> Overview:
        """Return the corpus at a glance, made at the first call and kept."""
        with self._overviewing:
            if self._overview is None:
                self._overview = overview(self.corpus, self.index.passages, version())
            return self._overview

    def ask(self, question: Question) -> Outcome:
        """Answer a question from the sources, or refuse it and say why."""
        return self._suggested.beside(self._outcome(question))

    def suggestions(self) -> tuple[str, ...]:
        """Return up to three questions to begin with; none as long as the pool is not there."""
        return self._suggested.starters()

    def prepare_suggestions(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Make the pool of suggested questions, when none was saved: each is asked for real.

        It takes as long as some thirty questions: call it where nobody waits. `stopped` is asked
        before each; once it says so, nothing is kept.
        """
        self._suggested.prepare(
            lambda: proposed(self.overview(), self.corpus), self._outcome, self.threshold, stopped
        )

    def forget(self) -> None:
        """Drop what is kept of conversations left for an hour; to be called now and then."""
        self._turns.forget()

    def _key(self) -> str:
        """Return what the pool of this engine is saved under."""
        manifest, settings = self.index.manifest, self.settings
        return key_of(
            *(manifest.corpus, manifest.segmenter, manifest.model, manifest.revision),
            *(self.reader.name, self.judge, self.threshold, version(), RULES),
            *(sorted(settings.zones), settings.read_passages, self.corpus.questions),
        )

    def _outcome(self, question: Question) -> Outcome:
        return self.decide(self.consider(question), self.threshold)

    def consider(self, question: Question) -> Considered:
        """Take a question to its best candidates, whatever their confidence."""
        started = time.perf_counter()
        asked = Asked(question, corpus=self.corpus.fingerprint, version=version())
        reason = screen(question, self.settings)
        if reason is not None:
            return Considered(_timed(asked, started, started, started), reason=reason)
        mended = spelt(question, self._vocabulary)
        hearing = Hearing(self.encoder, self._meaning)
        manner, lines = courteous(question, mended.text, hearing.told)
        asked = replace(asked, help=lines)
        if manner is not None:
            timed = _timed(asked, started, started, started)
            return Considered(timed, reason=manner.reason, text=manner.text)
        language = detect(mended.text)
        if is_foreign(language):
            notice = Notice("foreign_question", messages.FOREIGN_QUESTION)
            asked = replace(asked, notices=(notice,))
        changed = mended.text if mended.text != question.text else None
        senses = self._senses(mended, changed, foreign=is_foreign(language))
        found = [self._found(sense, hearing) for sense in senses]
        retrieved = time.perf_counter()
        each = map(self._heard, senses, found)
        sense, heard = max(zip(senses, each, strict=True), key=lambda pair: _best(pair[1]))
        asked = replace(asked, language=language, understood=sense.understood)
        asked = _timed(asked, started, retrieved, time.perf_counter())
        return _considered(asked, sense, heard)

    def _senses(self, mended: Question, changed: str | None, *, foreign: bool) -> list[Meant]:
        """Return what a question may ask: completed from its thread, and bare if it may stand."""
        completed = self._turns.completed(mended)
        wordings = [completed or changed]
        if completed is not None and may_stand(mended.text):
            wordings.append(changed)
        return [
            meant(
                mended,
                wording,
                self.corpus.sources,
                foreign=foreign,
                completed=completed is not None and wording is completed,
            )
            for wording in wordings
        ]

    def _found(self, sense: Meant, hearing: Hearing) -> list[tuple[Hit, ...]]:
        """Return the hits of each thing asked."""
        return [
            self._hits(sense.said or half.question, sense.scope, hearing) for half in sense.halves
        ]

    def _heard(self, sense: Meant, found: Sequence[tuple[Hit, ...]]) -> tuple[Heard, ...]:
        """Read the hits of each thing asked."""
        heard = tuple(map(self._read, sense.halves, found))
        if sense.aside is None:
            return heard
        # What stands before a clause is searched with it, and may only distract who reads.
        alone = self._read(Half(sense.aside, sense.aside), found[0])
        return (max(heard[0], alone, key=lambda one: one.confidence),)

    def meant(self, question: Question) -> Meant:
        """Return what is searched and read for a question that leans on none before it."""
        mended = spelt(question, self._vocabulary)
        foreign = is_foreign(detect(mended.text))
        return meant(mended, None, self.corpus.sources, foreign=foreign)

    def _hits(self, words: str, scope: Scope, hearing: Hearing) -> tuple[Hit, ...]:
        vector = hearing.vector(words)
        return retrieve(words, self.index, self.encoder, self.settings, scope.sources, vector)

    def _read(self, half: Half, hits: tuple[Hit, ...]) -> Heard:
        """Read hits for one thing asked; its confidence is 0 without candidates."""
        candidates = self.reader.read(half.question, hits) if hits else ()
        confidence = self.judge.confidence(half.question, hits, candidates, self.index.lexical)
        return Heard(half, hits, candidates, confidence)

    def decide(self, considered: Considered, threshold: float) -> Outcome:
        """Give the best candidate when its confidence reaches the threshold; refuse otherwise."""
        return decide(considered, threshold)


def _words(index: Index, settings: Settings) -> Iterator[str]:
    """Yield the words of the passages that may answer, then those of their headings, each once."""
    allowed = [passage for passage in index.passages if passage.zone in settings.zones]
    yield from (passage.text for passage in allowed)
    yield from dict.fromkeys(heading for passage in allowed for heading in passage.headings)


def _best(heard: Iterable[Heard]) -> tuple[bool, bool, float]:
    """Return how good the surer of the things asked is, to be compared."""
    return max((bool(one.hits), bool(one.candidates), one.confidence) for one in heard)


def _considered(asked: Asked, sense: Meant, heard: tuple[Heard, ...]) -> Considered:
    """Put together what was heard; a premise that the sources deny is a reason to refuse."""
    best = max(heard, key=lambda one: _best([one]))
    asked = replace(asked, confidence=best.confidence)
    reason = None
    if not best.candidates:
        reason = Reason.NO_SPAN if best.hits else Reason.NO_PASSAGE
    words, hits = best.half.question, best.hits
    denied = contrary(words, hits) if len(heard) == 1 else None
    if denied is not None:
        reason, hits = Reason.FALSE_PREMISE, _first(denied, hits)
    return Considered(
        asked,
        hits,
        best.candidates,
        reason,
        words=words,
        heard=heard,
        across=sense.scope.across,
    )


def _first(hit: Hit, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return (hit, *(other for other in hits if other is not hit))


def _timed(asked: Asked, started: float, retrieved: float, read: float) -> Asked:
    return replace(
        asked,
        timings=Timings(
            retrieve=(retrieved - started) * 1000,
            read=(read - retrieved) * 1000,
            total=(read - started) * 1000,
        ),
    )
