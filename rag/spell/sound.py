"""How a French word sounds, roughly: two spellings of one sound have one key.

It is coarser than French: « et », « ait » and « er » are one sound at the end of a word, and most
final consonants are silent. A key only proposes; `rag.spell.nearest` chooses.
"""

import re
from functools import lru_cache

from rag.spell.data import listed
from rag.text.fold import fold


def _rules(key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(written), heard) for written, heard in listed("sound.toml")[key])


_ENDS, _INSIDE = _rules("ends"), _rules("rules")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the key of how a word sounds; "" for nothing."""
    key = word.casefold()
    for written, heard in _ENDS:
        key = written.sub(heard, key)
    # Folding would lower the capital that stands for a sound.
    ended = key.endswith("E")
    key = fold(key.removesuffix("E")) + "E" * ended
    for written, heard in _INSIDE:
        key = written.sub(heard, key)
    return key


def sounds(word: str) -> tuple[str, ...]:
    """Return the keys of a known word: « -ent » is silent or not, and its letters do not say."""
    heard = (sound(word), sound(word[:-2])) if word.endswith("ent") else (sound(word),)
    return tuple(dict.fromkeys(heard))
