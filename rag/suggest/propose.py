"""Candidate questions, from the corpus's own entities, dates and figures, soberly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rag.overview import Entity, Overview
from rag.suggest import texts
from rag.suggest.counted import counted
from rag.suggest.data import pattern
from rag.suggest.dated import dated
from rag.suggest.kinds import Proposed
from rag.text.fold import fold, term_set, terms
from rag.types import Corpus

RULES = "suggest/1"
"""Changes whenever the rules of this package do, so that a saved pool is made again."""
MOST = 32
"""Candidates tried at most: each costs a question."""
_EACH = 10
"""Candidates of one kind at most, so that no kind takes all the room."""
_FEW = 4
"""Acronyms asked about: a question that teaches little."""
_LONGEST = 110
_KNOWN = 2
"""One source in so many speaks of what a question may name by its noun alone."""
_OWNED = re.compile(r"(?:[Ss]on|[Ss]a|[Ll]eur)\s")
_BARE = re.compile(r"(?:^| )(?:(?:le|la|une?) |l['’])(?P<noun>[\w-]+)(?= (?:a|est|sera)-t?-?)")


def proposed(overview: Overview, corpus: Corpus) -> tuple[Proposed, ...]:
    """Return the candidates, the owner's own questions first, then one of each kind in turn."""
    kinds = [
        [one for one in kind if _sober(one.text)][:most]
        for kind, most in (
            (_clear(counted(overview), corpus), _EACH),
            (_clear(dated(overview), corpus), _EACH),
            (_people(overview), _EACH),
            (_acronyms(overview), _FEW),
        )
    ]
    turns = [kind[at] for at in range(_EACH) for kind in kinds if at < len(kind)]
    disputed = {position.value for one in overview.disagreements for position in one.positions}
    kept: dict[str, Proposed] = {}
    for one in (*(Proposed(text) for text in corpus.questions), *turns):
        told = replace(one, disputed=not disputed.isdisjoint(one.expected))
        kept.setdefault(" ".join(fold(one.text).split()), told)
    return tuple(kept.values())[:MOST]


def _clear(found: Iterable[Proposed], corpus: Corpus) -> Iterator[Proposed]:
    """Yield the questions whose subject is clear: « le chantier » is, where all speak of one."""
    for one in found:
        bare = _BARE.search(one.text)
        if bare is None or _common(bare.group("noun"), corpus):
            yield one


def _common(noun: str, corpus: Corpus) -> bool:
    speaking = sum(set(terms(noun)) <= term_set(source.text) for source in corpus.sources)
    return noun.isupper() or speaking * _KNOWN > len(corpus.sources)


def _sober(text: str) -> bool:
    """Say whether a question stands by itself and asks of no harm, no accusation, no victim."""
    return (
        len(text) <= _LONGEST
        and pattern("sober", "grave").search(text) is None
        and pattern("sober", "pointing").search(text) is None
    )


def _people(overview: Overview) -> Iterator[Proposed]:
    """Ask who someone is only where a source says their office, and speaks of no harm near."""
    for person in overview.people:
        private = any(pattern("sober", "private").search(role.text) for role in person.roles)
        # « son directeur sportif » does not say whose.
        roles = tuple(role for role in person.roles if not _OWNED.match(role.text))
        if roles and not private and not _grave(person):
            name = " ".join(person.name.text.split())
            yield Proposed(texts.WHO.format(name=name), roles)


def _acronyms(overview: Overview) -> Iterator[Proposed]:
    for body in overview.organisations:
        for acronym in body.roles:
            yield Proposed(texts.ACRONYM.format(acronym=acronym.text), (body.name,))


def _grave(person: Entity) -> bool:
    return any(pattern("sober", "grave").search(one.quote.text) for one in person.citations)
