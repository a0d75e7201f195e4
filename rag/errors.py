"""The error tree. Each error's text is one French line: what happened, and what to do.

    SourcierError
    ├── ConfigError          a setting that cannot be used
    ├── SourcesError         the sources folder
    │   ├── FolderError      missing, not a folder, nothing usable in it
    │   ├── IdentifierError  two files give one id; an id that does not exist
    │   └── DescriptionError sources.toml is wrong
    ├── CasesError           a file of cases is missing or wrong
    ├── ModelError           the embedding model cannot be had, or is not what it should be
    └── StoreError           the saved index
        ├── DamagedIndexError     unreadable or incomplete
        └── ForeignIndexError     made by another format or model

`rag.types.GroundingError` is apart: it is a fault of the program, never of its user. Foreign
exceptions are wrapped where they arise and never cross the door of `rag`.
"""


class SourcierError(Exception):
    """Base of every error that a user can meet."""


class ConfigError(SourcierError):
    """A setting, an environment variable or the settings file cannot be used."""


class SourcesError(SourcierError):
    """The sources cannot be read."""


class FolderError(SourcesError):
    """The folder is missing, is no folder, or holds nothing usable."""


class IdentifierError(SourcesError):
    """Two files give the same id, or no source has the id asked for."""


class DescriptionError(SourcesError):
    """The description file `sources.toml` is wrong."""


class CasesError(SourcierError):
    """A file of cases is missing or wrong: the line is named."""


class ModelError(SourcierError):
    """The embedding model cannot be had, or is not what it should be."""


class StoreError(SourcierError):
    """The saved index cannot be used."""


class DamagedIndexError(StoreError):
    """The saved index is incomplete or unreadable."""


class ForeignIndexError(StoreError):
    """The saved index was made by another format or model."""
