import io
import textwrap

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from rag import messages
from rag.errors import SourcesError
from rag.text.pdf import PAGE_NUMBER, read_pdf

FIRST = (
    "Depuis mardi, le site n’est plus accessible à quiconque souhaite s’y rendre. La gendarmerie a "
    "annoncé la fermeture de la plateforme, devenue le lieu de nombreuses activités illégales."
)
SECOND = (
    "Le site de discussion, connu pour son absence de modération, est fermé depuis mardi 25 juin. "
    "Une coupure permise par le travail de plusieurs unités, sous la direction d’un parquet."
)


def pdf(*pages: list[tuple[str, int, int]], **options) -> bytes:
    """Make a PDF; a page is lines, each with its size of type and the step down to it."""
    file = io.BytesIO()
    canvas = Canvas(file, **options)
    for page in pages:
        height = 800
        for text, size, step in page:
            height -= step
            canvas.setFont("Helvetica", size)
            canvas.drawString(60, height, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(text: str, first: int = 28) -> list[tuple[str, int, int]]:
    return [(line, 11, 14 if row else first) for row, line in enumerate(textwrap.wrap(text, 80))]


def test_a_page_gives_its_title_paragraphs_and_number(checked) -> None:
    page = [("Le site est fermé", 18, 0), *lines(FIRST), *lines(SECOND)]
    extract = read_pdf(pdf([*page, ("12", 11, 14)], [*page, ("– 13 –", 9, 40)]))
    found = [" ".join(text.split()) for text in checked(extract.text, extract.blocks)]
    assert found == [
        *("Le site est fermé", FIRST, SECOND, "12"),
        *("Le site est fermé", FIRST, SECOND, "– 13 –"),
    ]
    numbers = [PAGE_NUMBER in block.hints for block in extract.blocks]
    assert numbers == [False, False, False, True] * 2


def test_paragraphs_without_a_gap_end_with_a_short_line(checked) -> None:
    page = [*lines(FIRST), ("Il a été interpellé.", 11, 14), *lines(SECOND, 14)]
    extract = read_pdf(pdf(page))
    found = [" ".join(text.split()) for text in checked(extract.text, extract.blocks)]
    assert found == [FIRST, "Il a été interpellé.", SECOND]


def test_a_paragraph_of_two_lines_is_whole_whatever_begins_the_second(checked) -> None:
    """The measure of the page tells that its first line was cut, not its author."""
    first = "Aucun blessé n’est à déplorer, mais deux pompiers ont été incommodés. La préfète,"
    second = "Anne Delorme, est venue le 8 août."
    extract = read_pdf(pdf([*lines(FIRST), (first, 11, 28), (second, 11, 14)]))
    found = [" ".join(text.split()) for text in checked(extract.text, extract.blocks)]
    assert found == [FIRST, f"{first} {second}"]


def test_a_figure_inside_a_page_is_no_page_number(checked) -> None:
    extract = read_pdf(pdf([("Procédures", 11, 0), ("480", 11, 30), ("Victimes", 11, 30)]))
    assert checked(extract.text, extract.blocks) == ["Procédures", "480", "Victimes"]
    assert not any(block.hints for block in extract.blocks)


def test_a_word_cut_at_the_end_of_a_line_is_whole() -> None:
    page = [
        ("La gendarmerie natio-", 11, 0),
        ("nale a fermé le site, a dit le porte-", 11, 14),
        ("parole. Le porte-parole l’a redit.", 11, 14),
    ]
    text = read_pdf(pdf(page)).text
    assert " ".join(text.split()) == (
        "La gendarmerie nationale a fermé le site, a dit le porte-parole. "
        "Le porte-parole l’a redit."
    )
    assert not any(char in text for char in "\r\x02\ufffe\x00")


def test_metadata_is_that_of_the_document() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setTitle("Le site  est fermé")
    canvas.setAuthor("A. Boero")
    canvas.drawString(60, 700, "Texte")
    canvas.save()
    known = read_pdf(file.getvalue()).metadata
    assert (known.title, known.author) == ("Le site est fermé", "A. Boero")
    assert known.published is None  # the date of its making is no date of publication


def test_what_a_program_writes_for_want_of_a_title_is_none() -> None:
    known = read_pdf(pdf([("Texte", 11, 0)])).metadata
    assert (known.title, known.author) == (None, None)


def test_protection_without_a_password_to_open_is_none() -> None:
    protected = StandardEncryption("", ownerPassword="gardien")
    assert read_pdf(pdf([("Texte", 11, 0)], encrypt=protected)).text == "Texte"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([("Texte", 11, 0)], encrypt=StandardEncryption("secret")), messages.PDF_ENCRYPTED),
        (pdf([("Texte", 11, 0)])[:200], messages.PDF_DAMAGED),
        (b"%PDF-1.7 rien", messages.PDF_DAMAGED),
        (b"", messages.PDF_DAMAGED),
        (pdf([], []), messages.PDF_NO_TEXT),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourcesError) as refused:
        read_pdf(data)
    assert str(refused.value) == reason
