"""Read a folder into a frozen corpus; a file that cannot be used is named, the others go on."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from rag import messages
from rag.errors import FolderError, SourcesError
from rag.text import pdf
from rag.text.decode import FALLBACKS
from rag.text.describe import Description, read_descriptions
from rag.text.folder import File, list_files
from rag.text.html import read_page
from rag.text.markdown import read_markdown
from rag.text.metadata import Extract
from rag.text.plain import read_plain
from rag.types import Corpus, Rejected, Source

Reader = Callable[[bytes], Extract]

_TEXT: tuple[str, Reader] = ("text/1", read_plain)
_MARKDOWN: tuple[str, Reader] = ("markdown/1", read_markdown)
_HTML: tuple[str, Reader] = ("html/1", read_page)
_PDF: tuple[str, Reader] = (f"pdf/2+{pdf.LIBRARY}", pdf.read_pdf)
_READERS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        ".txt": _TEXT,
        ".md": _MARKDOWN,
        ".markdown": _MARKDOWN,
        ".html": _HTML,
        ".htm": _HTML,
        ".pdf": _PDF,
    }
)
"""By suffix: the name of the extractor, to be raised with each change of what it gives, and it."""

_NONE_KNOWN: Mapping[str, Source] = MappingProxyType({})
_METADATA = ("title", "publisher", "author", "published", "url", "language")


def read_corpus(
    folder: Path, *, max_file_bytes: int, known: Mapping[str, Source] = _NONE_KNOWN
) -> Corpus:
    """Read every document of a folder; nothing is ever written to it.

    `known` holds sources read earlier, by path in the folder: one is taken over as it is when its
    file, its extractor and its description are unchanged. Files that cannot be used are in
    `Corpus.rejected`, what is worth a word about the others in `Corpus.remarks`.

    Raises:
        FolderError: when the folder is missing, is no folder, or gives no source at all.
        IdentifierError: when two files give one identifier.
        DescriptionError: when `sources.toml` is wrong.
    """
    listing = list_files(folder)
    descriptions = read_descriptions(listing)
    sources: list[Source] = []
    rejected = list(listing.rejected)
    remarks = list(listing.remarks)
    for file in listing.files:
        try:
            source = _read(
                file, descriptions.sources.get(file.id), known.get(file.relative), max_file_bytes
            )
        except SourcesError as error:
            rejected.append(Rejected(file.relative, str(error)))
            continue
        if source.encoding in FALLBACKS:
            reason = messages.file_fallback_encoding(source.encoding)
            remarks.append(Rejected(file.relative, reason))
        sources.append(source)
    if not sources:
        reasons = [messages.file_reason(item.path, item.reason) for item in rejected]
        raise FolderError(messages.folder_unusable(folder, reasons))
    return Corpus(
        tuple(sources),
        tuple(sorted(rejected, key=lambda item: item.path)),
        tuple(sorted(remarks, key=lambda item: item.path)),
        fingerprint(sources),
        descriptions.questions,
    )


def fingerprint(sources: Iterable[Source]) -> str:
    """Return the sha256, in hexadecimal, over the sorted (id, digest, metadata) of the sources."""
    marks = sorted(
        (
            source.id,
            source.digest,
            json.dumps({name: getattr(source, name) for name in _METADATA}, sort_keys=True),
        )
        for source in sources
    )
    return _sha256(json.dumps(marks).encode("ascii"))


def _read(
    file: File, description: Description | None, known: Source | None, max_file_bytes: int
) -> Source:
    """Read one file, or take over what is known of it.

    Raises:
        SourcesError: when the file cannot be used; its text is the reason.
    """
    data = _bytes(file.path, max_file_bytes)
    extractor, reader = _READERS[file.path.suffix.lower()]
    said = description.said() if description else {}
    marks = (
        file.id,
        extractor,
        _sha256(data),
        _sha256(json.dumps(said, sort_keys=True).encode("ascii")) if said else "",
    )
    if known and marks == (known.id, known.extractor, known.bytes_digest, known.described):
        return known
    extract = reader(data)
    metadata = replace(extract.metadata, **said)
    return Source(
        id=file.id,
        path=file.relative,
        text=extract.text,
        digest=_sha256(extract.text.encode("utf-8")),
        blocks=extract.blocks,
        extractor=extractor,
        encoding=extract.encoding,
        bytes_digest=marks[2],
        described=marks[3],
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language,
    )


def _bytes(path: Path, at_most: int) -> bytes:
    """Return a file's bytes; no more than `at_most` are ever read."""
    try:
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except OSError as error:
        raise SourcesError(messages.FILE_CLOSED) from error
    if len(data) > at_most:
        raise SourcesError(messages.file_oversize(at_most))
    return data


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
