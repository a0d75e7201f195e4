"""The words of the sources: what a question's words are held against."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from rag.spell import common
from rag.spell.sound import sounds
from rag.text.fold import fold, terms

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the sources: as most often written, how often, and how.

    `name` says that it is always written as a name is, `bare` that it is ever without accents.
    """

    written: str
    count: int
    name: bool
    bare: bool

    @property
    def stem(self) -> str:
        """What it is searched by; "" for a function word."""
        return next(iter(terms(self.written)), "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the sources, by their folded form, by their sound and by their length.

    `stems` are the forms that they are searched by, `beside` the words that follow each other,
    one of them not common: « Joris Vandecasteele ».
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()
    beside: frozenset[tuple[str, str]] = frozenset()
    sounding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sized: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        """Gather the words of texts; a compound gives its parts."""
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        folded = cache(fold)
        usual = common.folded()
        beside = set()
        for text in texts:
            before = ""
            for written in WORD.findall(text):
                key = folded(written)
                forms[key][written] += 1
                if before and not (key in usual and before in usual):
                    beside.add((before, key))
                before = key
        entries = {key: _entry(found) for key, found in forms.items()}
        stems = frozenset(entry.stem for entry in entries.values()) - {""}
        long = [key for key in entries if len(key) > 3]
        return cls(entries, stems, frozenset(beside), _by_sound(entries), _by_size(long))

    def holds(self, word: str) -> bool:
        """Say whether the sources write a word, whatever its case and accents."""
        return fold(word) in self.entries

    def is_name(self, word: str) -> bool:
        """Say whether the sources always write a word as a name is."""
        entry = self.entries.get(fold(word))
        return entry is not None and entry.name

    def near(self, word: str, apart: int) -> tuple[str, ...]:
        """Return the folded words whose length is within so many letters of a word's."""
        size = len(word)
        return tuple(
            key for at in range(size - apart, size + apart + 1) for key in self.sized.get(at, ())
        )


def _entry(forms: Counter[str]) -> Entry:
    name = all(form[:1].isupper() for form in forms)
    fit = [form for form in sorted(forms) if form[1:].islower() and (name or form[0].islower())]
    written = max(fit or sorted(forms), key=lambda form: forms[form])
    return Entry(written, forms.total(), name, any(map(str.isascii, forms)))


def _by_sound(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, entry in entries.items():
        if len(key) > 2:
            for heard in sounds(entry.written):
                found[heard].append(key)
    return {heard: tuple(keys) for heard, keys in found.items()}


def _by_size(keys: Iterable[str]) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key in keys:
        found[len(key)].append(key)
    return {size: tuple(kept) for size, kept in found.items()}
