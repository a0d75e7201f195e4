"""Walk a sources folder: which files are documents, under which identifiers."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rag import messages
from rag.errors import FolderError, IdentifierError
from rag.types import Rejected

DESCRIPTION = "sources.toml"
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf"})

_ABOUT_THE_FOLDER = frozenset({"lisezmoi.md", "readme.md"})
# Documents that a person may believe to be read; pictures and style sheets need no word.
_OTHER_DOCUMENTS = frozenset(
    {".csv", ".doc", ".docx", ".eml", ".epub", ".json", ".mht", ".mhtml", ".odp", ".ods", ".odt"}
    | {".pages", ".ppt", ".pptx", ".rst", ".rtf", ".tex", ".xhtml", ".xls", ".xlsx", ".xml"}
)


@dataclass(frozen=True, slots=True)
class File:
    """A document to read: where it is, its path in the folder (with "/"), its identifier."""

    path: Path
    relative: str
    id: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds: documents in order of identifier, what is refused, what is not read."""

    root: Path
    files: tuple[File, ...]
    rejected: tuple[Rejected, ...]
    remarks: tuple[Rejected, ...]


def list_files(folder: Path) -> Listing:
    """List the documents of a folder and its sub-folders; hidden ones are passed over.

    Raises:
        FolderError: when the folder is missing, is no folder, or cannot be listed.
        IdentifierError: when two documents give one identifier.
    """
    try:
        root = folder.resolve(strict=True)
        entries = _entries(root)
    except PermissionError as error:
        raise FolderError(messages.folder_closed(folder)) from error
    except NotADirectoryError as error:
        raise FolderError(messages.folder_not_one(folder)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise FolderError(messages.folder_missing(folder)) from error
    files: dict[str, File] = {}
    rejected: list[Rejected] = []
    remarks: list[Rejected] = []
    for found in _walk(root, entries):
        if isinstance(found, Rejected):
            rejected.append(found)
            continue
        if found.path.suffix.lower() in _OTHER_DOCUMENTS:
            reason = messages.file_unknown_format(found.path.suffix)
            remarks.append(Rejected(found.relative, reason))
            continue
        other = files.setdefault(found.id, found)
        if other is not found:
            both = sorted((other.relative, found.relative))
            raise IdentifierError(messages.identifier_twice(found.id, *both))
    ordered = tuple(files[source_id] for source_id in sorted(files))
    return Listing(root, ordered, tuple(rejected), tuple(remarks))


def inside(root: Path, path: Path) -> bool:
    """Say whether a path, its links followed, stays in `root`, itself resolved."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _entries(folder: Path) -> list[Path]:
    """Return what a folder holds, hidden entries apart, last name first: they are then popped."""
    return sorted(
        (path for path in folder.iterdir() if not path.name.startswith(".")),
        key=lambda path: path.name,
        reverse=True,
    )


def _walk(root: Path, entries: list[Path]) -> Iterator[File | Rejected]:
    """Yield the documents under a folder, and what is refused, in order of path."""
    waiting = entries
    while waiting:
        path = waiting.pop()
        relative = path.relative_to(root).as_posix()
        shown = "".join("\ufffd" if _unreadable(char) else char for char in relative)
        try:
            reason = _refusal(root, path, shown == relative)
            if reason is None and path.is_dir():
                waiting += _entries(path)
                continue
        except OSError:
            reason = messages.FILE_CLOSED
        if reason is not None:
            yield Rejected(shown, reason)
        elif _is_document(path) and relative.lower() not in _ABOUT_THE_FOLDER:
            yield File(path, relative, _identifier(relative))


def _refusal(root: Path, path: Path, readable_name: bool) -> str | None:  # noqa: FBT001 - private
    """Return why an entry is refused, or None; what is no document is never named."""
    folder = path.is_dir()
    if not folder and not _is_document(path):
        return None
    if path.is_symlink() and not inside(root, path):
        return messages.FILE_OUTSIDE
    if folder:
        return messages.FILE_FOLDER_LINK if path.is_symlink() else None
    if not readable_name:
        return messages.FILE_NAME
    if path.is_file():
        return None
    return messages.FILE_NOT_REGULAR if path.exists() else messages.FILE_BROKEN_LINK


def _is_document(path: Path) -> bool:
    """Say whether a name promises a document, of a format that is read or not."""
    return path.suffix.lower() in SUFFIXES | _OTHER_DOCUMENTS


def _identifier(relative: str) -> str:
    """Return the identifier of a path: without suffix, "--" for "/"."""
    return str(PurePosixPath(relative).with_suffix("")).replace("/", "--")


def _unreadable(char: str) -> bool:
    """Say whether a character of a name cannot be shown: a control, or a byte that is no text."""
    return unicodedata.category(char) in {"Cc", "Cs"}
