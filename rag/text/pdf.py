"""PDF to blocks: the pages' texts, with a blank line where the page leaves one.

A PDF has neither lines nor paragraphs, only characters at places. PDFium gives the lines; their
places say where a paragraph ends: a larger gap, another size of type, another column.
"""

import re
from collections.abc import Iterator
from importlib import metadata
from statistics import median
from threading import Lock

import pypdfium2

from rag import messages
from rag.errors import SourcesError
from rag.text.metadata import Extract, Metadata, one_line
from rag.text.plain import Wrapping, lay_out
from rag.types import Block

PAGE_NUMBER = "page-number"
LIBRARY = f"pypdfium2-{metadata.version('pypdfium2')}"

# Columns are narrower than typed lines and letters differ in width. PDFium joins the two halves of
# a word cut at a line's end, so that some lines count double: the longest say nothing.
_COLUMNS = Wrapping(narrowest=25, widest=140, quantile=0.75, full=0.8, running=0.6, typeset=True)
_LINE_GAP = 1.35
_TYPE_CHANGE = 0.15
_HYPHEN = re.compile(r"(\w*)[\ufffe\x02\xad](?:\r?\n)?(\w*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE = re.compile(r"[^\r\n\f]+")
_NEWLINE = re.compile(r"\r\n|[\r\f]")
_NUMBER = re.compile(
    r"\W*(?:pages?|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
# What programs write when nobody gave a title or an author.
_UNSAID = frozenset(
    {"untitled", "sans titre", "document sans titre", "anonymous", "(anonymous)", "unspecified"}
)
_WRONG_PASSWORD = 4
_PDFIUM = Lock()
"""PDFium may not be called from two threads."""


def read_pdf(data: bytes) -> Extract:
    """Read a PDF file.

    Raises:
        SourcesError: when it is encrypted, damaged, or holds no text.
    """
    try:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(data)
            try:
                pages = list(_pages(document))
                known = _describe(document)
            finally:
                document.close()
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _WRONG_PASSWORD
        reason = messages.PDF_ENCRYPTED if encrypted else messages.PDF_DAMAGED
        raise SourcesError(reason) from error
    except AssertionError as error:
        # The library checks the sizes that PDFium announces, and damaged pages break their word.
        raise SourcesError(messages.PDF_DAMAGED) from error
    whole = "\n".join(pages)
    pages = [_cleaned(page, whole) for page in pages]
    text = "\n".join(pages)
    if not text.strip():
        raise SourcesError(messages.PDF_NO_TEXT)
    return Extract(text, "", tuple(_blocks(pages)), known)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield the text of each page, lines as PDFium gives them, blank lines between paragraphs."""
    for number in range(len(document)):
        page = document[number]
        content = page.get_textpage()
        yield _page_text(content)
        content.close()
        page.close()


def _page_text(content: pypdfium2.PdfTextPage) -> str:
    """Return a page's text, with a blank line wherever one block of type follows another."""
    text: str = content.get_text_range()
    lines = [found.span() for found in _LINE.finditer(text) if found.group().strip()]
    parts = [text[start:end] for start, end in lines]
    if len(text) != content.count_chars():
        # Some characters took two places: which box is whose is no longer known.
        return "\n".join(parts)
    try:
        firsts = [_type_at(content, start) for start, _ in lines]
        lasts = [_type_at(content, end - 1) for _, end in lines]
    except pypdfium2.PdfiumError:
        # A character without a box: the text is whole, only its paragraphs are not shown.
        return "\n".join(parts)
    steps = [last[0] - first[0] for last, first in zip(lasts, firsts[1:], strict=False)]
    usual = median([step for step in steps if step > 0] or [0.0])
    for number, step in enumerate(steps):
        before, after = lasts[number][1], firsts[number + 1][1]
        resized = abs(before - after) > _TYPE_CHANGE * max(before, after)
        if resized or not 0 < step <= _LINE_GAP * usual:
            parts[number] += "\n"
    # A page's number stands alone, however near it is set.
    if len(parts) > 1 and _NUMBER.fullmatch(parts[0]):
        parts[0] += "\n"
    if len(parts) > 1 and _NUMBER.fullmatch(parts[-1]):
        parts[-1] = "\n" + parts[-1]
    return "\n".join(parts)


def _type_at(content: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """Return the foot of the character at `index` and the height of its type, in points."""
    _, bottom, _, top = content.get_charbox(index, loose=True)
    return bottom, top - bottom


def _cleaned(page: str, whole: str) -> str:
    """Return a page's text without the characters that PDFium puts for hyphens and controls.

    A word cut at the end of a line is made whole, with its hyphen where the document writes it so
    elsewhere ("porte-parole").
    """

    def joined(cut: re.Match[str]) -> str:
        hyphened = f"{cut[1]}-{cut[2]}"
        return hyphened if cut[1] and cut[2] and hyphened in whole else cut[1] + cut[2]

    return _CONTROL.sub("", _NEWLINE.sub("\n", _HYPHEN.sub(joined, page)))


def _blocks(pages: list[str]) -> Iterator[Block]:
    """Yield the blocks of all pages, offsets in the text that joins them."""
    offset = 0
    for page in pages:
        laid = lay_out(page, _COLUMNS)
        for block in laid:
            # A number is a page's only at its head or foot: elsewhere it is a figure of the text.
            ends = block in (laid[0], laid[-1])
            numbers = ends and _NUMBER.fullmatch(page, block.start, block.end)
            hints = (PAGE_NUMBER,) if numbers else ()
            yield Block(offset + block.start, offset + block.end, hints=hints)
        offset += len(page) + 1


def _describe(document: pypdfium2.PdfDocument) -> Metadata:
    """Return what a PDF's document information says.

    The date of its making is not taken: it is seldom that of publication, and a false date on a
    press citation is worse than none.
    """
    try:
        said = document.get_metadata_dict(skip_empty=True)
    except UnicodeDecodeError:
        return Metadata()
    known = {
        key: value
        for key in ("Title", "Author")
        if (value := one_line(said.get(key))) and value.lower() not in _UNSAID
    }
    return Metadata(title=known.get("Title"), author=known.get("Author"))
