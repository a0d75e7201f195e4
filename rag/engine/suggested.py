"""The suggested questions of an engine: made once, kept beside the index."""

import contextlib
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from rag.suggest import Pool, Proposed, choose, load, proven, save
from rag.types import Outcome, Question


class Suggested:
    """The pool of suggested questions, None as long as it is not there.

    `home` is the folder that keeps it, `key` what all its answers rest on.
    """

    def __init__(self, home: Path | None, key: str) -> None:
        self._home = home
        self._key = key
        self._pool: Pool | None = load(home, key) if home is not None else None

    def beside(self, outcome: Outcome) -> Outcome:
        """Return an outcome with the questions that may follow it."""
        if self._pool is None:
            return outcome
        question = outcome.asked.question
        asked = (*question.history, question.text, outcome.asked.understood or "")
        suggestions = choose(self._pool.questions, outcome, asked)
        return replace(outcome, asked=replace(outcome.asked, suggestions=suggestions))

    def starters(self) -> tuple[str, ...]:
        """Return up to three questions to begin with."""
        return choose(self._pool.questions) if self._pool is not None else ()

    def prepare(
        self,
        propose: Callable[[], Iterable[Proposed]],
        ask: Callable[[Question], Outcome],
        threshold: float,
        stopped: Callable[[], bool],
    ) -> None:
        """Make the pool when none was saved: each question proposed is asked for real.

        `stopped` is asked before each; once it says so, nothing is kept.
        """
        if self._pool is not None:
            return
        going = itertools.takewhile(lambda _: not stopped(), propose())
        found = tuple(proven(going, ask, threshold))
        if stopped():
            return
        self._pool = Pool(self._key, found)
        if self._home is not None:
            # A pool that cannot be kept is made again next time.
            with contextlib.suppress(OSError):
                save(self._pool, self._home)
