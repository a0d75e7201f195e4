import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import messages
from rag.errors import SourcesError
from rag.text.decode import decode, decode_page

FRENCH = "L’été, à Noël :\r\nun «\u202fcœur\u202f»\n\rfin"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16"),
    ],
)
def test_a_text_is_decoded_and_nothing_else(data: bytes, encoding: str) -> None:
    assert decode(data) == (FRENCH, encoding)


def test_what_is_not_utf_8_is_read_as_cp1252() -> None:
    text = "L’été à Noël… cœur"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_the_named_encoding_gives_the_text_back(text: str) -> None:
    data = f"Texte : {text}".encode()
    decoded, encoding = decode(data)
    assert data.decode(encoding) == decoded == f"Texte : {text}"
    # A byte order mark at the head is dropped, and only there.
    assert decode(codecs.BOM_UTF8 + data)[0] == decoded


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", messages.FILE_EMPTY),
        (b" \r\n\t\n", messages.FILE_EMPTY),
        (codecs.BOM_UTF8, messages.FILE_EMPTY),
        (codecs.BOM_UTF8 + "\u00a0\u2003".encode(), messages.FILE_EMPTY),
        (codecs.BOM_UTF16_LE + "\n".encode("utf-16-le"), messages.FILE_EMPTY),
        (b"GIF89a\x00\x01", messages.FILE_BINARY),
        (b"\x01\x02\x03abc\x04\x05", messages.FILE_BINARY),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), messages.FILE_BINARY),
        (b"\x81\x8d\x8f accents", messages.FILE_ENCODING),
        (codecs.BOM_UTF8 + b"caf\xe9", messages.FILE_ENCODING),
        (codecs.BOM_UTF16_LE + b"odd", messages.FILE_ENCODING),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourcesError) as refused:
        decode(data)
    assert str(refused.value) == reason


PAGE = "<!DOCTYPE html><meta charset={}><p>été œuvre</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAGE.format("utf-8").encode(), "utf-8"),
        (PAGE.format("'ISO-8859-1'").encode("cp1252"), "windows-1252"),
        (PAGE.format('"windows-1252"').encode("cp1252"), "windows-1252"),
        (PAGE.format("iso-8859-15").encode("iso-8859-15"), "iso-8859-15"),
        # A mark is surer than a declaration, a declaration than a guess.
        (codecs.BOM_UTF8 + PAGE.format("iso-8859-1").encode(), "utf-8-sig"),
        (PAGE.format("utf-8").encode("cp1252"), "cp1252"),
        (b"<!-- <meta charset=windows-1252> -->" + PAGE.format("x").encode(), "utf-8"),
        # Codecs that would rewrite the mark-up are not obeyed.
        (PAGE.format("utf-7").encode(), "utf-8"),
        (PAGE.format("unicode_escape").encode(), "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares(data: bytes, encoding: str) -> None:
    text, found = decode_page(data)
    assert found == encoding
    assert "été œuvre" in text


def test_a_page_declares_its_charset_in_the_old_way_too() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    assert decode_page(f"{head}<p>é</p>".encode("cp1252")) == (f"{head}<p>é</p>", "windows-1252")
