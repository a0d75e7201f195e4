"""What a question is taken to ask: what is searched, what is read, and how it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.parts import Half, halves
from rag.scope import Scope, scoped
from rag.text.fold import spoken
from rag.thread import leans
from rag.types import Question, Source
from rag.wording import bare, focus, plain


@dataclass(frozen=True, slots=True)
class Meant:
    """What is searched and read for a question.

    `understood` is how it is shown, None when as typed; `halves` the one or two questions put to
    the sources of `scope`. Of a long question, `said` is all that was said, which is searched:
    what leads up to a clause tells what it is about. `aside` is that clause when it leans on the
    rest: what is found is read for it too. Both None otherwise.
    """

    understood: str | None
    scope: Scope
    halves: tuple[Half, ...]
    said: str | None = None
    aside: str | None = None


def meant(
    question: Question,
    understood: str | None,
    sources: Iterable[Source],
    *,
    foreign: bool = False,
    completed: bool = False,
) -> Meant:
    """Return what a question asks.

    Args:
        question: mended, with those before it.
        understood: the question as completed or mended, None when it is as typed.
        sources: those that it may name.
        foreign: in another language: no habit of French is looked for.
        completed: from its thread: what was filled in leads up to nothing, and stays.
    """
    words = spoken(understood or question.text)
    clause = None if foreign or completed else focus(words)
    said = bare(words) if clause is not None else None
    if clause is not None and not leans(clause):
        understood = words = clause
        clause = None
    scope = scoped(words, sources)
    asked = halves(scope.question, question.history)
    if asked is None:
        one = scope.question if foreign else plain(scope.question)
        return Meant(understood, scope, (Half(one, one),), said, clause)
    return Meant(understood, scope, asked)
