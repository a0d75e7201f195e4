"""The engine: one question in, one outcome out, each step a verb of its own.

screen -> courtesy -> language -> thread -> parts -> retrieve -> read -> judge -> agree -> compose.
`consider` goes as far as the best candidate and its confidence, with refusal switched off;
`decide` applies the threshold. `ask` is the two together: a rejected candidate never leaves it.
"""

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Self

from rag import messages
from rag.agree import gather
from rag.answer import (
    Told,
    compose,
    compose_list,
    compose_parts,
    load_judge,
    refuse,
    screen,
)
from rag.config import Settings
from rag.courtesy import help_for, manner_of
from rag.embed import Encoder, ensure_model, ensure_packaged, load_encoder
from rag.errors import FolderError
from rag.index import Index, Work, open_index
from rag.index.store import home as index_home
from rag.language import detect, is_foreign
from rag.lists import asks_list, items
from rag.overview import Overview, overview
from rag.parts import Half, halves
from rag.premise import contrary
from rag.read import Reader, SentenceReader, SpanFinder, SpanReader
from rag.retrieve import retrieve
from rag.scope import Scope, scoped, sides
from rag.suggest import RULES, Pool, choose, key_of, load, proposed, proven, save
from rag.text.fold import spoken
from rag.thread import BACK, Turn, completions, leans
from rag.types import (
    Asked,
    Candidate,
    Corpus,
    Hit,
    Notice,
    Outcome,
    Question,
    Reason,
    Refusal,
    Segment,
    Timings,
)

REMEMBERED = 256
"""Turns of threads kept, so that a conversation is not read again at each question."""


@cache
def version() -> str:
    """Return the version of the installed distribution."""
    return metadata.version("sourcier")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing asked, as read, taken to its candidates, best first, and their confidence."""

    half: Half
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Considered:
    """A question taken to its best candidates, refusal switched off.

    `candidates` come best first; `reason` says why none can be given whatever the threshold, and
    `text` how that is said, "" for the reason's own sentence. `words` are those that were searched
    and read. Of a question in two parts, `heard` has both, and all else is of the surer one.
    `across` says that what each source says is asked.
    """

    asked: Asked
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: Reason | None = None
    text: str = ""
    words: str = ""
    heard: tuple[Heard, ...] = ()
    across: bool = False


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
        self._overview: Overview | None = None
        self._overviewing = threading.Lock()
        self._known: dict[tuple[str, ...], Turn] = {}
        self.judge = load_judge(self.reader.name, settings.calibration)
        self.threshold = (
            self.judge.threshold(settings.max_wrong)
            if settings.threshold is None
            else settings.threshold
        )
        self.home = home
        self._pool: Pool | None = load(home, self._key()) if home is not None else None

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
        outcome = self._outcome(question)
        if self._pool is None:
            return outcome
        asked = (*question.history, question.text, outcome.asked.understood or "")
        suggestions = choose(self._pool.questions, outcome, asked)
        return replace(outcome, asked=replace(outcome.asked, suggestions=suggestions))

    def suggestions(self) -> tuple[str, ...]:
        """Return up to three questions to begin with; none as long as the pool is not there."""
        return choose(self._pool.questions) if self._pool is not None else ()

    def prepare_suggestions(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Make the pool of suggested questions, when none was saved: each is asked for real.

        It takes as long as some thirty questions: call it where nobody waits. `stopped` is asked
        before each; once it says so, nothing is kept.
        """
        if self._pool is not None:
            return
        candidates = proposed(self.overview(), self.corpus)
        going = itertools.takewhile(lambda _: not stopped(), candidates)
        found = tuple(proven(going, self._outcome, self.threshold))
        if stopped():
            return
        pool = Pool(self._key(), found)
        self._pool = pool
        if self.home is not None:
            # A pool that cannot be kept is made again next time.
            with contextlib.suppress(OSError):
                save(pool, self.home)

    def _key(self) -> str:
        """Return what the pool of this engine is saved under."""
        manifest, settings = self.index.manifest, self.settings
        return key_of(
            *(manifest.corpus, manifest.segmenter, manifest.model, manifest.revision),
            *(self.reader.name, self.threshold, version(), RULES),
            *(sorted(settings.zones), settings.read_passages, self.corpus.questions),
        )

    def _outcome(self, question: Question) -> Outcome:
        return self.decide(self.consider(question), self.threshold)

    def consider(self, question: Question) -> Considered:
        """Take a question to its best candidates, whatever their confidence."""
        started = time.perf_counter()
        asked = Asked(question, corpus=self.corpus.fingerprint, version=version())
        reason = screen(question, self.settings)
        if reason is None:
            asked = replace(asked, help=help_for(question.text))
            manner = manner_of(question.text)
            if manner is not None:
                timed = _timed(asked, started, started, started)
                return Considered(timed, reason=manner.reason, text=manner.text)
        if reason is not None:
            return Considered(_timed(asked, started, started, started), reason=reason)
        language = detect(question.text)
        if is_foreign(language):
            notice = Notice("foreign_question", messages.FOREIGN_QUESTION)
            asked = replace(asked, notices=(notice,))
        asked = replace(asked, language=language, understood=self._completed(question))
        scope = scoped(_words(asked), self.corpus.sources)
        asked_for = halves(scope.question, question.history) or (
            Half(scope.question, scope.question),
        )
        found = [self._hits(half.question, scope) for half in asked_for]
        retrieved = time.perf_counter()
        heard = tuple(map(self._read, asked_for, found))
        asked = _timed(asked, started, retrieved, time.perf_counter())
        best = max(heard, key=lambda one: (bool(one.hits), bool(one.candidates), one.confidence))
        asked = replace(asked, confidence=best.confidence)
        reason = None
        if not best.candidates:
            reason = Reason.NO_SPAN if best.hits else Reason.NO_PASSAGE
        words, hits = best.half.question, best.hits
        denied = contrary(words, hits) if len(heard) == 1 else None
        if denied is not None:
            reason, hits = Reason.FALSE_PREMISE, _first(denied, hits)
        return Considered(
            asked, hits, best.candidates, reason, words=words, heard=heard, across=scope.across
        )

    def _hits(self, words: str, scope: Scope) -> tuple[Hit, ...]:
        return retrieve(words, self.index, self.encoder, self.settings, scope.sources)

    def _read(self, half: Half, hits: tuple[Hit, ...]) -> Heard:
        """Read hits for one thing asked; its confidence is 0 without candidates."""
        candidates = self.reader.read(half.question, hits) if hits else ()
        confidence = self.judge.confidence(half.question, hits, candidates, self.index.lexical)
        return Heard(half, hits, candidates, confidence)

    def decide(self, considered: Considered, threshold: float) -> Outcome:
        """Give the best candidate when its confidence reaches the threshold; refuse otherwise."""
        if considered.reason is not None:
            return refuse(
                considered.asked, considered.reason, considered.hits, text=considered.text
            )
        if considered.asked.confidence < threshold:
            return refuse(considered.asked, Reason.LOW_CONFIDENCE, considered.hits)
        if len(considered.heard) > 1:
            parts = [_told(heard, threshold) for heard in considered.heard]
            return compose_parts(considered.asked, parts)
        if considered.across:
            told, at_odds = sides(considered.words, considered.candidates)
            put = compose if at_odds else compose_list
            return put(considered.asked, told)
        if asks_list(considered.words):
            listed = items(considered.words, considered.candidates)
            return compose_list(considered.asked, listed)
        positions = gather(considered.words, considered.candidates)
        return compose(considered.asked, positions)

    def _completed(self, question: Question) -> str | None:
        """Return a question completed from its thread; None when it stands by itself."""
        if not question.history or not leans(question.text):
            return None
        return next(iter(completions(question.text, self._turns(question.history))), None)

    def _turns(self, history: tuple[str, ...]) -> tuple[Turn, ...]:
        """Return the turns of a thread, each asked again after those before it."""
        recent = history[-BACK:]
        turns: tuple[Turn, ...] = ()
        for number, text in enumerate(recent):
            turns = (*turns, self._turn(text, recent[:number]))
        return turns

    def _turn(self, text: str, before: tuple[str, ...]) -> Turn:
        known = self._known
        key = (*before, text)
        if key not in known:
            turn = _turn(self._outcome(Question(text, before)))
            # Replaced whole: another thread reads the old one or the new one, both complete.
            known = {**known, key: turn} if len(known) < REMEMBERED else {key: turn}
            self._known = known
        return known[key]


def _words(asked: Asked) -> str:
    """Return the words that are searched and read for a question."""
    return spoken(asked.understood or asked.question.text)


def _first(hit: Hit, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return (hit, *(other for other in hits if other is not hit))


def _told(heard: Heard, threshold: float) -> Told:
    """Return what the sources say of a part of a question, nothing where it is refused."""
    half = heard.half
    if not heard.candidates:
        return Told(half.label, half.question)
    best = heard.candidates[0]
    if heard.confidence < threshold:
        return Told(half.label, half.question, best=best)
    return Told(half.label, half.question, gather(half.question, heard.candidates), best)


def _turn(outcome: Outcome) -> Turn:
    """Return what a later question may lean on of an outcome."""
    question = outcome.asked.question.text
    understood = outcome.asked.understood or question
    if isinstance(outcome, Refusal):
        return Turn(question, understood, answered=False)
    return Turn(
        question,
        understood,
        answered=True,
        answer=outcome.agreement.positions[0].value.text,
        quotes=tuple(citation.quote.text for citation in outcome.citations),
        titles=tuple(citation.quote.source.title or "" for citation in outcome.citations),
    )


def _timed(asked: Asked, started: float, retrieved: float, read: float) -> Asked:
    return replace(
        asked,
        timings=Timings(
            retrieve=(retrieved - started) * 1000,
            read=(read - retrieved) * 1000,
            total=(read - started) * 1000,
        ),
    )
