"""The person that a stretch names."""

import re
from dataclasses import dataclass

from rag.text import patterns
from rag.text.fold import STOPWORDS, fold
from rag.types import GroundingError, Span
from rag.values.kinds import Name

_SAID = patterns.read("rag.values", "names.toml")
_CIVILITIES: dict[str, str] = _SAID["civilities"]
_PARTICLES = frozenset(_SAID["particles"].split())
_ROLES = frozenset(fold(_SAID["roles"]).split())
_BODIES = frozenset(fold(_SAID["bodies"]).split())
_LETTER = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(
    rf"[^\W\d_]\.(?:-?[^\W\d_]\.)*"  # J.-P.
    rf"|(?:{_LETTER})+(?:[’'-](?:{_LETTER})+)*"
)
_JOIN = re.compile(r"\s+|\.\s*")
_ARTICLES = frozenset({"le", "la", "les"})
_ELIDED = re.compile(r"[ld]'")
_ARTICLE = re.compile(r"(?i)(?:\b(?:le|la|les)\s+|\bl[’'])$")
_OTHERS = re.compile(
    r"(?i)(?:\b(?:de|du|des|à|en|au|aux|chez|et)\s+|\bd[’'])(?:(?:la|les|le)\s+|l[’'])?$"
)
_LAST_WORD = re.compile(r"(\w[\w-]*)\s+$")
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: where they start in a text, and what their civility tells."""

    start: int
    words: tuple[str, ...]
    gender: str
    titled: bool


def name_of(span: Span, sentence: Span) -> Name | None:
    """Return the one person that a stretch names; None for none, for several, or in doubt.

    A single word is a name only when it stands alone, whatever its role or civility: « Steidl »,
    « M. Steidl », « l'avocate, Me Orlach ». What follows « de » is another's (« la mère de Paul
    Durand »), what follows an article is no person (« la Croix-Rouge »).

    Raises:
        GroundingError: when the stretch is not inside the sentence.
    """
    if not sentence.contains(span):
        raise GroundingError("a value is read inside its sentence")
    text, runs = span.text, _runs(span.text)
    full = [run for run in runs if len(run.words) > 1 or run.titled]
    if len(full) == 1 and all(run is full[0] or _of(text, run) for run in runs):
        run = full[0]
    elif len(runs) == 1 and _alone(text, runs[0]):
        run = runs[0]
    else:
        return None
    before = text[: run.start] or span.source.text[sentence.start : span.start]
    last = _LAST_WORD.search(before)
    if last is not None and fold(last.group(1)) in _BODIES:
        return None
    if _of(text, run) or (not run.titled and _ARTICLE.search(before)):
        return None
    if not _BODIES.isdisjoint(run.words):
        return None
    return Name(run.words, run.gender, run.titled)


def _runs(text: str) -> list[_Run]:
    words = list(_WORD.finditer(text))
    runs, at = [], 0
    while at < len(words):
        end = _end_of_run(text, words, at)
        run = _run([word.group() for word in words[at:end]], words[at].start())
        if run is not None:
            runs.append(run)
        at = max(end, at + 1)
    return runs


def _end_of_run(text: str, words: list[re.Match[str]], at: int) -> int:
    """Return the index past the last capitalised word of the run that begins at `at`, or `at`."""
    if not _is_capital(words[at].group()):
        return at
    last = at + 1
    for here in range(at + 1, len(words)):
        between = text[words[here - 1].end() : words[here].start()]
        stopped = bool(between.strip()) and not _is_short(words[here - 1].group())
        if stopped or not _JOIN.fullmatch(between):
            break
        word = words[here].group()
        if _is_capital(word):
            last = here + 1
        elif fold(word) not in _PARTICLES:
            break
    return last


def _run(said: list[str], start: int) -> _Run | None:
    words, gender, titled, article = list(said), "", False, False
    while words and (_is_role(words[0]) or _key(words[0]) in _CIVILITIES or _is_stop(words[0])):
        key = _key(words.pop(0))
        article = key in _ARTICLES
        if key in _CIVILITIES:
            gender, titled = _CIVILITIES[key], True
    while words and (_is_role(words[-1]) or _is_stop(words[-1])):
        words.pop()
    keys = [part for word in words for part in re.split(r"[-.' ]", fold(word)) if part]
    named = tuple(key for key in keys if key not in _PARTICLES)
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) <= _LONGEST_ACRONYM
    article = article or (bool(words) and fold(words[0]).startswith("l'"))
    if not named or (not titled and (acronym or article)):
        return None
    return _Run(start, named, gender, titled)


def _of(text: str, run: _Run) -> bool:
    """Say whether a name is what someone is of or from: « le procureur de Niort »."""
    return _OTHERS.search(text[: run.start]) is not None


def _alone(text: str, run: _Run) -> bool:
    """Say whether only roles, articles and marks stand beside a one-word name."""
    others = (word.group() for word in _WORD.finditer(text))
    return all(
        _is_role(word) or _is_stop(word) or _key(word) in _CIVILITIES or fold(word) in run.words
        for word in others
    )


def _is_short(word: str) -> bool:
    """Say whether a full stop after a word abbreviates it: « M. », « Dr. », « J. »."""
    return _key(word) in _CIVILITIES or len(_key(word)) == 1


def _is_role(word: str) -> bool:
    key = _ELIDED.sub("", _key(word), count=1)
    return key in _ROLES or key.partition("-")[0] in _ROLES


def _is_stop(word: str) -> bool:
    # « S. » and « D. » are initials, « l' » and « d' » elided articles.
    return len(word) > 1 and not word.endswith(".") and _key(word) in STOPWORDS


def _is_capital(word: str) -> bool:
    # « D’Artagnan » and « d’Artagnan », but not « J’ai ».
    return re.sub(r"^[^\W\d_][’'](?=\w)", "", word)[:1].isupper()


def _key(word: str) -> str:
    return fold(word).rstrip(".")
