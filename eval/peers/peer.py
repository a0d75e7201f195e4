"""What every peer is: asked a question, it gives words and where they stand, or refuses."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from eval import about
from eval.folder import About, Prediction
from eval.peers.ground import Ground
from eval.run import found, passage
from rag import Question, Span, citation_record
from rag.calibrate import Case
from rag.types import Candidate, Citation, Hit


@dataclass(frozen=True, slots=True)
class Said:
    """What a peer made of a question.

    `words` is the answer or the refusal as it writes it. `candidates` come best first, whether
    given or not; `given` says how many of them its answer is made of, none when it refuses.
    `confidence`, in [0, 1], is its own score of the best, set against `Peer.threshold`.
    """

    words: str
    confidence: float
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    given: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """What a run folder says of a peer: its name, its own settings, its packages, its index."""

    name: str
    threshold: float
    settings: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    index: Mapping[str, Any] = field(default_factory=dict)


class Peer(Protocol):
    """A way to answer questions from sources."""

    @property
    def identity(self) -> Identity:
        """What it is."""
        ...

    def ask(self, question: Question) -> Said:
        """Answer a question, or refuse."""
        ...


def whole(hit: Hit) -> Candidate:
    """Return the candidate that is all of a hit's passage."""
    return Candidate(hit.passage.span, hit.passage.span, hit, hit.score)


def predict(peer: Peer, ground: Ground, case: Case) -> Prediction:
    """Put one case to a peer."""
    question = Question(case.question, case.history)
    started = time.perf_counter()
    said = peer.ask(question)
    seconds = time.perf_counter() - started
    best = said.candidates[0] if said.candidates else None
    return Prediction(
        case=case,
        record=_record(question, said, ground),
        candidate=found(best.span, best.hit.passage.span) if best else None,
        confidence=said.confidence,
        seconds=seconds,
        retrieved=tuple(passage(hit) for hit in said.hits),
    )


def _record(question: Question, said: Said, ground: Ground) -> dict[str, Any]:
    """Return what of the contract's record (docs/contrat.md) a peer has.

    A stretch is marked, and is a span, where the peer points inside its quote; one that gives its
    quote whole marks nothing.
    """
    given = said.candidates[: said.given]
    citations = [_cite(n, candidate, ground) for n, candidate in enumerate(given, start=1)]
    return {
        "question": question.text,
        "status": "answered" if given else "refused",
        "answer": said.words,
        "spans": [
            _span(mark, candidate.score, citation.number)
            for candidate, citation in zip(given, citations, strict=True)
            for mark in citation.marks
        ],
        "citations": [citation_record(citation) for citation in citations],
        "confidence": said.confidence,
    }


def _cite(number: int, candidate: Candidate, ground: Ground) -> Citation:
    quote = candidate.sentence
    marks = (candidate.span,) if candidate.span != quote else ()
    return Citation(number, quote, marks, ground.zone(quote), candidate.hit.passage.places[1:])


def _span(mark: Span, score: float, citation: int) -> dict[str, Any]:
    return {
        "source_id": mark.source.id,
        "start": mark.start,
        "end": mark.end,
        "text": mark.text,
        "score": score,
        "citation": citation,
    }


def describe(peer: Peer, ground: Ground, cases: Path, out: Path | None) -> About:
    """Say what a run of a peer over a file of cases is made with; `n` is yet to be known."""
    identity = peer.identity
    return About(
        name=out.resolve().name if out is not None else identity.name,
        commit=about.commit(),
        cases=cases.name,
        cases_sha256=about.digest(cases),
        n=0,
        settings=dict(identity.settings),
        threshold=identity.threshold,
        index=dict(identity.index),
        corpus=ground.corpus.fingerprint,
        versions=about.versions(identity.packages),
        machine=about.machine(),
        system=identity.name,
    )
