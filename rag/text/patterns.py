"""Regular expressions kept as data: TOML files of patterns, one habit of the language a line.

`<NAME>` in a pattern stands for the pattern of that name in the file's table `parts`; a part may
hold others.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any


def read(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a pattern file that a package holds."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def compiled(
    patterns: Iterable[str], parts: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    """Compile patterns into one that any of them matches, the earlier first.

    Raises:
        KeyError: when a pattern names a part that is not there.
    """
    return re.compile("|".join(f"(?:{_filled(pattern, parts)})" for pattern in patterns), flags)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    while found := re.search(r"<([A-Z]+)>", pattern):
        pattern = pattern.replace(found.group(), f"(?:{parts[found.group(1)]})")
    return pattern
