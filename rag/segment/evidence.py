"""What is known of each line of a page, as named features for the tagger.

A feature is a string such as "cue=byline" or "ends"; a neighbour's bears its distance, as in
"-1:cue=caption". The names are the tagger's vocabulary: changing one calls for training again
(`python -m eval train-zones`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rag.segment import cues, markup, promo, rules
from rag.segment.habits import DATE, TIME, WORDED
from rag.segment.layout import Layout, headline, layout
from rag.segment.lines import Line, lines
from rag.types import Source, Zone

_WIDTHS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70)
_SHORT = 16
_FAR = 8
_OPENERS = (
    "cue=related",
    "cue=advert",
    "thread-heading",
    "meta",
    "opener",
    "biography",
    "is-title",
)
_MOST_HINTS = 8
_TOLD = (
    "cue=",
    "markup=",
    "place=",
    "words=",
    "ends",
    "name",
    "prose",
    "meta",
    "sells=",
    "quoted",
    "begins=",
    "headline",
)
_PERSON = re.compile(r"\b(?:je|j'|moi|mon|ma|tu|perso|mdr|lol)\b")
_READER = re.compile(r"\b(?:vous|votre|vos)\b")
_TOKEN = re.compile(r"[a-z0-9']+|[^\w\s]")


def evidence(source: Source) -> tuple[list[Line], list[list[str]]]:
    """Return the lines of a source and, for each, its features, in order."""
    found = lines(source)
    title = headline(found, source)
    ignored = markup.shared_words(title)
    told = [markup.evidence(line, ignored) for line in found]
    worded = [cues.cue(line) for line in found]
    claims = [m if m is not None else c for m, c in zip(told, worded, strict=True)]
    shape = layout(found, claims, source)
    guessed = rules.read(found, claims, shape)
    repeated = Counter(line.folded for line in found)
    spoken = Counter(term for line in found if line.prose for term in line.terms)
    own = [
        [
            f"rule={guessed[line.number].value}",
            *_claimed(told[line.number], worded[line.number]),
            *_placed(line, shape),
            *_looks(line),
            *_says(line),
            *_on_topic(line, spoken),
            *(["twice"] if repeated[line.folded] > 1 else []),
        ]
        for line in found
    ]
    told_far = [_since(own, number) + _density(found, number) for number in range(len(found))]
    return found, [[*_around(own, number), *far] for number, far in enumerate(told_far)]


def _claimed(told: Zone | None, worded: Zone | None) -> Iterator[str]:
    yield f"cue={worded.value if worded else None}"
    yield f"markup={told.value if told else None}"


def _placed(line: Line, shape: Layout) -> Iterator[str]:
    """Yield where the line stands, by the headline, the article's ends and the comments."""
    number = line.number
    place = "tail"
    if shape.heading(number):
        place = "head"
    elif shape.inside(number):
        place = "article"
    elif number >= shape.comments:
        place = "thread"
    yield f"place={place}"
    if shape.title is not None:
        yield f"title{_near(number - shape.title.number, 3)}"
        if line.words > 2 and line.folded == shape.title.folded:
            yield "is-title"
    yield f"first{_near(number - shape.first, 4)}"
    yield f"last{_near(number - shape.last, 5)}"
    if shape.comments <= number:
        yield f"thread{_near(number - shape.comments, 2)}"


def _near(distance: int, most: int) -> str:
    return f"{max(-most, min(most, distance)):+d}"


def _looks(line: Line) -> Iterator[str]:
    """Yield what the line looks like: length, end, capitals, digits, layout's names."""
    width = next((width for width in _WIDTHS if line.words <= width), "more")
    yield f"words={width}"
    stripped = line.text.strip()
    yield f"final={stripped[-1:] if not stripped[-1:].isalnum() else 'letter'}"
    for name in ("ends", "bullet", "quoted", "name", "menu", "prose"):
        if getattr(line, name):
            yield name
    if stripped[:1].isupper():
        yield "capital"
    if line.text.isupper():
        yield "capitals"
    if any(char.isdigit() for char in line.text):
        yield "digits"
        if sum(char.isdigit() for char in line.text) * 4 > len(line.text):
            yield "numbers"
    yield "marked-up" if line.hints else "plain"
    for hint in line.hints[:_MOST_HINTS]:
        yield f"hint={hint}"


def _says(line: Line) -> Iterator[str]:
    """Yield what the words say: habits of the press, promotion, address, words of short lines."""
    yield f"sells={min(promo.score(line.text), 5)}"
    for name, pattern in (
        ("biography", WORDED["biography"]),
        ("thread-heading", WORDED["comment_header"]),
        ("dateline", DATE),
        ("time", TIME),
        ("reader", _READER),
        ("person", _PERSON),
    ):
        if pattern.search(line.folded):
            yield name
    if cues.is_meta(line):
        yield "meta"
    if cues.opens_comment(line):
        yield "opener"
    if line.headline_like:
        yield "headline-like"
    tokens = _TOKEN.findall(line.folded)
    if tokens:
        yield f"begins={tokens[0]}"
        yield f"begins={' '.join(tokens[:2])}"
        yield f"finishes={tokens[-1]}"
    if line.words <= _SHORT:
        yield from (f"has={token}" for token in dict.fromkeys(tokens))


def _on_topic(line: Line, spoken: Counter[str]) -> Iterator[str]:
    """Yield how far the line shares its terms with the page's other prose.

    What an article speaks of, its headline and its captions name; adverts and links do not.
    """
    if not line.terms:
        return
    itself = int(line.prose)
    shared = sum(spoken[term] > itself for term in line.terms)
    yield f"shared={min(shared, 4)}"
    yield f"topic={round(4 * shared / len(line.terms))}"


def _since(own: Sequence[Sequence[str]], number: int) -> list[str]:
    """Return how many lines ago the page last opened a list, an advert, a thread, a biography."""
    found = []
    for name in _OPENERS:
        ago = next(
            (back for back in range(_FAR) if number >= back and name in own[number - back]), None
        )
        if ago is not None:
            found.append(f"since-{name}={ago}")
    return found


def _density(found: Sequence[Line], number: int) -> list[str]:
    """Return how much prose stands near the line, and how much of the page's stands above it."""
    behind = sum(line.prose for line in found[max(0, number - 5) : number])
    ahead = sum(line.prose for line in found[number + 1 : number + 6])
    words = [line.words if line.prose else 0 for line in found]
    total = sum(words) or 1
    above = round(4 * sum(words[:number]) / total)
    return [f"behind={behind}", f"ahead={ahead}", f"prose={behind}/{ahead}", f"above={above}"]


def _around(own: Sequence[Sequence[str]], number: int) -> Iterator[str]:
    """Yield a line's features and the telling ones of its two neighbours on each side."""
    yield from own[number]
    for distance in (-2, -1, 1, 2):
        at = number + distance
        if 0 <= at < len(own):
            yield from (f"{distance:+d}:{name}" for name in own[at] if name.startswith(_TOLD))
        else:
            yield f"{distance:+d}:none"
    yield f"fifth={5 * number // len(own)}"
