import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.plain import lay_out, read_plain

SEEDS = Path(__file__).parents[2] / "seeds"

FIRST = (
    "Depuis plusieurs années, le site de discussion suscitait l’inquiétude des associations de "
    "protection de l’enfance, qui demandaient sa fermeture. Le parquet de Paris a annoncé mardi "
    "qu’il n’était plus accessible, au terme d’une enquête ouverte en décembre par la section "
    "spécialisée dans la lutte contre la criminalité organisée."
)
SECOND = (
    "Selon une source proche du dossier, le propriétaire a été interpellé à l’étranger tandis que "
    "sa femme était placée en garde à vue. Tous deux devront répondre des agissements que leur "
    "plateforme a permis pendant près de vingt ans, sans modération ni contrôle."
)
SHORT = (
    "Le site a été fermé mardi par la justice, et ses gérants ont été entendus par les enquêteurs."
)

scraps = st.lists(
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\f", "\u2028", " ", "\u00a0", "\x1c", "Fin. "])
    | st.text(max_size=80)
).map("".join)
prose = st.lists(st.text("abcéè .,", min_size=1, max_size=12), min_size=20, max_size=120).map(
    " ".join
)


def wrapped(text: str, width: int = 72) -> str:
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


@given(scraps)
@example("\u2028\n  un \r\n\r\n deux \x1c\n")
def test_blocks_are_ordered_disjoint_and_only_white_space_is_left(checked, text: str) -> None:
    for block in checked(text, lay_out(text)):
        assert block == block.strip()


@given(prose, st.integers(50, 100))
def test_wrapping_never_loses_nor_moves_a_word(checked, text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert " ".join(checked(lines, lay_out(lines))).split() == text.split()


def test_a_text_keeps_its_newlines_and_gives_a_block_a_line(checked) -> None:
    data = "Un titre\r\n\r\n  Première ligne. \rDeuxième\nTroisième\u2028Quatrième".encode()
    extract = read_plain(data)
    assert extract.text.encode() == data
    assert checked(extract.text, extract.blocks) == [
        *("Un titre", "Première ligne.", "Deuxième", "Troisième", "Quatrième")
    ]


@pytest.mark.parametrize("width", [56, 65, 72, 80, 95])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_blocks(checked, width: int, newline: str) -> None:
    paragraphs = [wrapped(FIRST, width), "Un intertitre", wrapped(SECOND, width)]
    paragraphs = [paragraph.replace("\n", newline) for paragraph in paragraphs]
    text = (2 * newline).join(paragraphs)
    assert checked(text, lay_out(text)) == paragraphs


def test_one_wrapped_paragraph_is_enough(checked) -> None:
    text = wrapped(FIRST)
    assert checked(text, lay_out(text)) == [text]


def test_a_paragraph_of_two_lines_is_merged_where_the_text_is_wrapped(checked) -> None:
    paragraphs = [wrapped(FIRST), wrapped(SHORT), wrapped(SECOND)]
    assert paragraphs[1].count("\n") == 1
    text = "\n\n".join(paragraphs)
    assert checked(text, lay_out(text)) == paragraphs


def test_a_heading_set_on_a_wrapped_paragraph_stays_apart(checked) -> None:
    text = f"Une enquête ouverte en décembre\n{wrapped(FIRST)}"
    assert checked(text, lay_out(text)) == ["Une enquête ouverte en décembre", wrapped(FIRST)]


def test_the_items_of_a_wrapped_list_stay_apart(checked) -> None:
    items = [wrapped(f"{mark} {text}") for mark, text in zip("-•", (FIRST, SECOND), strict=True)]
    text = f"{wrapped(SECOND)}\n\n" + "\n".join(items)
    assert checked(text, lay_out(text)) == [wrapped(SECOND), *items]


def test_a_dash_inside_a_sentence_opens_no_item(checked) -> None:
    lines = [
        "Il aura fallu près de vingt ans pour que la justice obtienne que le",
        "site, qui a longtemps échappé aux poursuites engagées contre lui et",
        "– selon une association qui en demandait la fermeture – ne sera plus",
        "accessible aux internautes, et ses gérants devront répondre des faits.",
    ]
    text = "\n".join(lines)
    assert checked(text, lay_out(text)) == [text]


APART = {
    "headlines": """
        La justice ferme un site de discussion en ligne mis en cause par des élus
        Le gouvernement présente un plan de lutte contre la fraude sur les réseaux
        Les associations saluent une décision attendue depuis de nombreuses années
        Une enquête européenne révèle les dessous d’un réseau installé en Bulgarie
    """,
    "shorter headlines": """
        La justice ferme un site de discussion en ligne, mis en cause en mars
        Le gouvernement présente un plan de lutte contre la fraude en ligne
        Les associations saluent une décision attendue depuis des années
    """,
    "sentences": """
        Le site a été fermé mardi par la justice après une longue enquête menée.
        Son propriétaire a été interpellé à l’étranger avec l’appui d’enquêteurs.
        Les associations demandaient cette fermeture depuis une dizaine d’années.
    """,
    "a list without marks": """
        la fermeture immédiate du site et l’arrestation de ses dirigeants
        un site sans modération
        des victimes piégées et exploitées
    """,
    "an address": """
        Parquet de Paris
        29 rue de la Paix
        75000 Paris
    """,
    "a poem": """
        Les sanglots longs
        Des violons
        De l’automne
        Blessent mon cœur
        D’une langueur
        Monotone.
    """,
    **{
        f"a list with {marks}": f"""
        {marks[0]} opération conjointe de la gendarmerie et de l’agence européenne Eurojust
        {marks[1]} fermeture immédiate du site et arrestation de tous ses dirigeants connus
        {marks[2]} un site sans modération propice aux activités illégales de toute nature
        """
        for marks in (("1.", "2.", "3."), ("a)", "b)", "c)"), "***", "---", "–––", "•••")
    },
    "paragraphs of one line": f"""
        {FIRST}
        {SECOND}
    """,
}


@pytest.mark.parametrize("name", APART)
def test_lines_that_stand_apart_are_never_merged(checked, name: str) -> None:
    lines = textwrap.dedent(APART[name]).strip().split("\n")
    text = "\n".join(lines)
    assert checked(text, lay_out(text)) == lines
    among_wrapped = f"{wrapped(FIRST)}\n\n{text}\n\n{wrapped(SECOND)}"
    assert checked(among_wrapped, lay_out(among_wrapped)) == [
        *(wrapped(FIRST), *lines, wrapped(SECOND))
    ]


def test_two_lines_alone_show_too_little(checked) -> None:
    lines = [
        "je ne comprends pas pourquoi ils ferment ce site seulement maintenant",
        "ça sert à rien",
    ]
    text = "\n".join(lines)
    assert checked(text, lay_out(text)) == lines


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_lines_of_the_seeds_are_blocks(checked, path: Path) -> None:
    extract = read_plain(path.read_bytes())
    assert extract.text.encode() == path.read_bytes()
    lines = [line.strip() for line in extract.text.split("\n") if line.strip()]
    assert checked(extract.text, extract.blocks) == lines
