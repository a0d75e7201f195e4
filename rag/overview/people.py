"""The people that a corpus names, each once, in the sentences that name them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.overview.data import pattern
from rag.overview.kinds import Entity
from rag.overview.lines import Line, Seen, apart, cited, independent
from rag.overview.names import Written, written_in
from rag.overview.roles import roles_of
from rag.text.fold import fold
from rag.types import Span

MOST = 40
"""People kept: those of the most independent sources, then of the most sentences."""
SHOWN = 4
"""Citations of a person at most."""
ROLES = 3
"""Roles shown at most, one a wording."""

_SURNAME = 4
_LINKED = 20
"""Characters before a bare surname that may say that it names something else."""


@dataclass(slots=True)
class _Person:
    """The names gathered so far of one person; local to the making of an overview."""

    words: tuple[str, ...]
    seen: list[Written] = field(default_factory=list)

    @property
    def gender(self) -> str:
        """The gender that any of the names tells."""
        return next((one.gender for one in self.seen if one.gender), "")


def people(lines: Sequence[Line]) -> tuple[Entity, ...]:
    """Return the people surely named; « M. Steidl » is « Isaac Steidl » when no other fits."""
    written = written_in(lines)
    full: dict[tuple[str, ...], _Person] = {}
    for one in written:
        if len(one.words) > 1:
            full.setdefault(one.words, _Person(one.words)).seen.append(one)
    alone: dict[tuple[str, ...], _Person] = {}
    for one in written:
        if len(one.words) == 1:
            fitting = [person for person in full.values() if _fits(one, person)]
            if len(fitting) == 1:
                fitting[0].seen.append(one)
            elif not fitting:
                alone.setdefault(one.words, _Person(one.words)).seen.append(one)
    found = [person for person in (*full.values(), *alone.values()) if _sure(person)]
    told = [(person, _bare(person, found, lines)) for person in found]
    entities = [_entity(person, bare) for person, bare in told]
    entities.sort(key=lambda one: (-one.independent, -one.passages))
    return tuple(entities[:MOST])


def _fits(one: Written, person: _Person) -> bool:
    return person.words[-1] == one.words[0] and (
        not one.gender or not person.gender or one.gender == person.gender
    )


def _sure(person: _Person) -> bool:
    return any(one.sure or roles_of(one.line, one.seen.span) for one in person.seen)


def _bare(person: _Person, found: Sequence[_Person], lines: Sequence[Line]) -> list[Seen]:
    """Return where a surname stands alone, when it is nobody else's and names nothing else."""
    surname = person.words[-1]
    rivals = Counter(other.words[-1] for other in found)
    if len(person.words) < 2 or rivals[surname] > 1 or len(surname) < _SURNAME:
        return []
    written = person.seen[0].seen.span.text.split()[-1]
    alone = re.compile(rf"(?<![\w’'-]){re.escape(written)}(?![\w’'-])")
    named = {(one.seen.line.order, one.seen.span.end) for one in person.seen}
    bare = []
    for line in lines:
        for match in alone.finditer(line.source.text, line.sentence.start, line.sentence.end):
            if (line.order, match.end()) in named:
                continue
            if pattern("people", "linked").search(
                line.source.text, max(0, match.start() - _LINKED), match.start()
            ):
                return []
            if not _inside_a_name(line, match.start()):
                bare.append(Seen(line, Span(line.source, *match.span())))
    return bare


def _inside_a_name(line: Line, at: int) -> bool:
    before = line.source.text[line.sentence.start : at].split()
    return bool(before) and before[-1][:1].isupper() and len(before) > 1


def _entity(person: _Person, bare: Sequence[Seen]) -> Entity:
    full = [one for one in person.seen if one.words == person.words]
    # A name on one line reads better than one that its source's lines cut.
    best = min(full, key=lambda one: "\n" in one.seen.span.text)
    roles = [(one, roles_of(one.line, one.seen.span)) for one in person.seen]
    # A name with what its bearer is says most; then the first of each source.
    ordered = [one.seen for one, role in roles if role]
    ordered += [one.seen for one, role in roles if not role]
    ordered += bare
    lines = [one.line for one in sorted(ordered, key=lambda one: one.line.order)]
    return Entity(
        name=_untitled(best),
        roles=_wordings([role for _, found in roles for role in found]),
        citations=cited(ordered, SHOWN),
        passages=len(apart(list({line.order: line for line in lines}.values()))),
        independent=independent(lines),
    )


def _untitled(one: Written) -> Span:
    """Return a full name without its civility; a surname keeps it."""
    span = one.seen.span
    if not one.titled or len(one.words) < 2:
        return span
    civility = re.match(r"(?:[Ll][ea]\s+)?\S+\s+", span.text)
    return Span(span.source, span.start + civility.end(), span.end) if civility else span


def _wordings(roles: Sequence[Span]) -> tuple[Span, ...]:
    """Keep each wording once, article apart; one that is inside another says nothing more."""
    kept: list[Span] = []
    keys: list[str] = []
    for role in sorted(roles, key=lambda role: -len(role.text)):
        key = re.sub(r"^(?:l'|(?:le|la|une?|son|sa|leur) )", "", " ".join(fold(role.text).split()))
        if not any(key in other for other in keys):
            kept.append(role)
            keys.append(key)
    return tuple(kept[:ROLES])
