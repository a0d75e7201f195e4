"""The organisations that a corpus names: by the noun that says what they are, or their acronym."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rag.overview.data import listed, pattern
from rag.overview.kinds import Entity
from rag.overview.lines import Line, Seen, apart, cited, independent
from rag.text.fold import fold
from rag.types import Span

MOST = 30
"""Organisations kept: those of the most independent sources, then of the most sentences."""
SHOWN = 4
"""Citations of an organisation at most."""

_REFUSED = listed("organisations", "not_acronyms")


@dataclass(slots=True)
class _Body:
    """The places of one organisation; local to the making of an overview."""

    name: Span
    acronym: Span | None = None
    seen: list[Seen] = field(default_factory=list)


def organisations(lines: Sequence[Line], people: Sequence[Entity] = ()) -> tuple[Entity, ...]:
    """Return the organisations surely named, an acronym with the words that it stands for."""
    bodies: dict[str, _Body] = {}
    acronyms: dict[str, str] = {}
    refused = set(_REFUSED)
    for line in lines:
        for name, acronym, known in _defined(line):
            if not known:
                refused.add(fold(acronym.text))
                continue
            key = acronyms.get(fold(acronym.text), _key(name.text))
            acronyms[fold(acronym.text)] = key
            _add(bodies, key, Seen(line, name)).acronym = acronym
    for line in lines:
        for name in (*_called(line), *_such(line), *_companies(line)):
            _add(bodies, _known(_key(name.text), acronyms), Seen(line, name))
        for match in pattern("organisations", "acronym").finditer(
            line.source.text, line.sentence.start, line.sentence.end
        ):
            key = fold(match.group())
            if key not in refused and key not in acronyms:
                _add(bodies, key, Seen(line, Span(line.source, *match.span())))
    surnames = {_key(one.name.text).split()[-1] for one in people}
    # « le cabinet Delhoume » is known by the name of Martine Delhoume.
    bodies = {key: body for key, body in bodies.items() if key not in surnames}
    for body in bodies.values():
        _again(body, lines)
    entities = [_entity(body) for body in bodies.values()]
    entities.sort(key=lambda one: (-one.independent, -one.passages))
    return tuple(entities[:MOST])


def _add(bodies: dict[str, _Body], key: str, seen: Seen) -> _Body:
    body = bodies.setdefault(key, _Body(seen.span))
    body.seen.append(seen)
    return body


def _known(key: str, acronyms: Mapping[str, str]) -> str:
    """Return the key of the body that a name means: its acronym's, or that of its longer form."""
    longer = (long for long in acronyms.values() if long.startswith(key + " "))
    return acronyms.get(key) or next(longer, key)


def _defined(line: Line) -> Iterator[tuple[Span, Span, bool]]:
    """Yield what is followed by its acronym in brackets; whether it is a known kind of body.

    The first noun of a body that begins as the acronym does opens its long form: « sous la
    direction de la juridiction nationale (JUNALCO) ».
    """
    text, start, end = line.source.text, line.sentence.start, line.sentence.end
    for bracket in pattern("organisations", "bracket").finditer(text, start, end):
        acronym = Span(line.source, *bracket.span("acronym"))
        heads = []
        for match in pattern("organisations", "head").finditer(text, start, bracket.start()):
            spread = pattern("organisations", "spread").match(text, match.start("head"), end)
            reaches = spread is not None and spread.end() == bracket.start()
            if reaches and fold(match.group("head")) in listed("organisations", "heads"):
                heads.append(Span(line.source, match.start("head"), bracket.start()))
        opening = next((one for one in heads if _abbreviates(acronym.text, one.text)), None)
        named = opening is not None and fold(acronym.text) not in _REFUSED
        if named and opening is not None:
            yield opening, acronym, True
        elif not heads or not named:
            yield acronym, acronym, False


def _abbreviates(acronym: str, long: str) -> bool:
    """Say whether the letters of an acronym stand in this order in words, the first one first."""
    letters = [char for char in fold(acronym) if char.isalpha()]
    words = fold(long)
    if not letters or words[0] != letters[0] or pattern("organisations", "clause").search(long):
        return False
    at = -1
    return all((at := words.find(letter, at + 1)) >= 0 for letter in letters)


def _called(line: Line) -> Iterator[Span]:
    """Yield the names that follow the noun of a body: « le parquet de Paris », « le groupe X »."""
    text, start, end = line.source.text, line.sentence.start, line.sentence.end
    at = start
    for match in pattern("organisations", "head").finditer(text, start, end):
        head = fold(match.group("head"))
        if match.start() < at or head not in listed("organisations", "heads"):
            continue
        named = pattern("organisations", "named_by").match(text, match.end(), end)
        if named is not None and head in listed("organisations", "named"):
            yield Span(line.source, *named.span("name"))
            at = named.end()
            continue
        placed = None
        if head in listed("organisations", "placed"):
            placed = pattern("organisations", "placed_in").match(text, match.end(), end)
        some = pattern("organisations", "some").search(
            text, max(start, match.start() - 5), match.start("head")
        )
        if placed is not None and (
            some or pattern("organisations", "next").match(text, placed.end())
        ):
            continue  # « un musée de la Nièvre », « le conseil de Sylvain Ouvrard »
        if placed is not None:
            yield Span(line.source, match.start("head"), placed.end("place"))
            at = placed.end()
        elif match.group("head")[0].isupper() and match.start("head") > start:
            whole = pattern("organisations", "whole").match(text, match.end(), end)
            if whole is not None and not pattern("organisations", "more").match(
                text, whole.end(), end
            ):
                yield Span(line.source, match.start("head"), whole.end())
                at = whole.end()


def _such(line: Line) -> Iterator[Span]:
    """Yield the names given as examples: « les associations comme Innocence en Danger »."""
    for match in pattern("organisations", "such").finditer(
        line.source.text, line.sentence.start, line.sentence.end
    ):
        yield Span(line.source, *match.span("name"))


def _companies(line: Line) -> Iterator[Span]:
    """Yield the names that end with the form of a company: « Vinci SA »."""
    for match in pattern("organisations", "firm").finditer(
        line.source.text, line.sentence.start, line.sentence.end
    ):
        if fold(match.group("form")) in listed("organisations", "company"):
            yield Span(line.source, *match.span())


def _again(body: _Body, lines: Sequence[Line]) -> None:
    """Add the other places of a name, and of its acronym, in any case."""
    known = {(one.line.order, one.span.start) for one in body.seen}
    for span in filter(None, (body.name, body.acronym)):
        words = r"\s+".join(re.escape(word) for word in span.text.split())
        common = fold(span.text.split()[0]) in listed("organisations", "heads")
        again = re.compile(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE if common else re.NOFLAG)
        if span is body.acronym:
            rest = re.escape(span.text[1:])
            again = re.compile(rf"(?<![\w-])[A-Z](?i:{rest})(?![\w-])")
        for line in lines:
            for match in again.finditer(line.source.text, line.sentence.start, line.sentence.end):
                if (line.order, match.start()) not in known:
                    body.seen.append(Seen(line, Span(line.source, *match.span())))


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _entity(body: _Body) -> Entity:
    ordered = sorted(body.seen, key=lambda one: (one.line.order, one.span.start))
    lines = list({one.line.order: one.line for one in ordered}.values())
    return Entity(
        name=body.name,
        roles=(body.acronym,) if body.acronym is not None and body.acronym != body.name else (),
        citations=cited(ordered, SHOWN),
        passages=len(apart(lines)),
        independent=independent(lines),
    )
