"""The package's data file, read once."""

from rag.text import patterns

SAID = patterns.read("rag.moments", "expressions.toml")
PARTS: dict[str, str] = SAID["parts"]
