"""Voices that the layout tells: comments, quotes set apart, turns, quotations over paragraphs."""

import pytest
from sources import marked

from rag.types import Block, Source, Span, Zone
from rag.voice import voice_of

INTERVIEW = """Radio Bleue : Quand avez-vous su ?

Lilian Roux : De la gêne, d’abord. La voiture avait dix minutes d’avance sur nous.

Radio Bleue : Et le jury, que vous a-t-il dit ?

Lilian Roux : Rien du tout, les juges sont restés muets jusqu’au lundi."""


def laid_out(*lines: str, words: str) -> Span:
    """Return the words in a source of which each line is a block."""
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    start = text.index(words)
    return Span(Source("s", "s.html", text, "0", tuple(blocks)), start, start + len(words))


def name_of(span: Span, zone: Zone = Zone.BODY) -> tuple[str, str | None]:
    voice = voice_of(span, zone)
    return voice.kind, voice.name.text if voice.name else None


def test_a_comment_is_its_readers_whatever_it_says() -> None:
    span = marked("Selon le maire, [[la banque]] aurait fermé.")
    voice = voice_of(span, Zone.COMMENT)
    assert (voice.kind, voice.name, voice.hedged) == ("comment", None, True)


def test_a_quote_set_apart_is_signed_below() -> None:
    lines = ("« Elle avait les clés de nos maisons. »", "Anne Petit, présidente du club")
    span = laid_out(*lines, words="les clés")
    assert name_of(span, Zone.QUOTEBOX) == ("quotation", "Anne Petit")


def test_a_quote_set_apart_without_marks_is_still_a_quotation() -> None:
    lines = ("Elle avait les clés de nos maisons.", "Le texte reprend ensuite son cours ordinaire.")
    span = laid_out(*lines, words="les clés")
    assert voice_of(span, Zone.QUOTEBOX).kind == "quotation"


def test_a_quotation_goes_on_over_paragraphs() -> None:
    lines = (
        "Anne Petit se souvient : « La salle était pleine, et la scène vide.",
        "La pluie tombait sur la verrière depuis la veille. »",
        "La salle a fermé en 2011.",
    )
    assert name_of(laid_out(*lines, words="la scène")) == ("quotation", "Anne Petit")
    assert name_of(laid_out(*lines, words="La pluie")) == ("quotation", "Anne Petit")
    assert name_of(laid_out(*lines, words="2011")) == ("paper", None)


def test_a_pronoun_is_followed_into_the_paragraph_before() -> None:
    lines = (
        "Anne Petit, 41 ans, dirige la scierie depuis la mort de son père en 2011.",
        "« Le bois manque dès février », prévient-elle.",
    )
    assert name_of(laid_out(*lines, words="Le bois")) == ("quotation", "Anne Petit")


def test_a_pronoun_that_two_people_fit_names_nobody() -> None:
    lines = (
        "Dans la salle se tenaient Paul Roy et Jean Vial, debout contre le mur depuis midi.",
        "« Le bois manque dès février », prévient-il.",
    )
    assert name_of(laid_out(*lines, words="Le bois")) == ("quotation", None)


def test_a_pronoun_that_opens_a_paragraph_points_before_it() -> None:
    lines = (
        "Paul Garrec, 64 ans, tenait l’étude de la place de l’Horloge depuis sa jeunesse.",
        "Il a puisé dans la caisse. Le tour, dit par Régine Roux, tient. « J’ai pris », admet-il.",
    )
    assert name_of(laid_out(*lines, words="J’ai pris")) == ("quotation", "Paul Garrec")


def test_a_plural_or_a_thing_is_never_who_she_is() -> None:
    lines = (
        "Ils sont désormais vingt et un chaque nuit, d’après les chiffres de la direction.",
        "« Le bois manque dès février », prévient-elle.",
    )
    assert name_of(laid_out(*lines, words="Le bois")) == ("quotation", None)


def test_whoever_is_set_in_front_is_who_he_is() -> None:
    lines = (
        "Fabrice Morvan, 46 ans, aurait encaissé des sommes énormes pendant plusieurs années.",
        "C’est un apprenti de 17 ans qui a parlé. « Tout le monde le faisait », a-t-il dit.",
    )
    found = name_of(laid_out(*lines, words="Tout le monde"))
    assert found == ("quotation", "un apprenti de 17 ans")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dix minutes d’avance", ("quotation", "Lilian Roux")),
        ("muets jusqu’au lundi", ("quotation", "Lilian Roux")),
        ("Quand avez-vous su", ("paper", None)),
    ],
)
def test_an_interviews_answers_are_the_guests(words: str, expected: tuple[str, str | None]) -> None:
    start = INTERVIEW.index(words)
    span = Span(Source("s", "s.txt", INTERVIEW, "0"), start, start + len(words))
    assert name_of(span) == expected


def test_a_lone_label_is_no_turn() -> None:
    lines = ("Saint-Malo : la digue tient", "La digue tient depuis 1910, et la mer monte encore.")
    assert name_of(laid_out(*lines, words="la digue tient"), Zone.TITLE) == ("paper", None)


def test_the_answer_to_a_question_that_says_i_is_a_quotation() -> None:
    lines = (
        "Qui vous l’a appris ?",
        "Ma tante.",
        "Est-ce un métier d’avenir ?",
        "Non.",
        "Pourquoi ce métier ?",
        "Par hasard. J’ai repris l’atelier de ma tante en 2009, contre l’avis de toute la famille.",
    )
    assert name_of(laid_out(*lines, words="2009")) == ("quotation", None)


def test_a_question_that_the_paper_asks_itself_opens_no_turn() -> None:
    lines = (
        "Que s’est-il passé ?",
        "Sur cent inscrits, trente sont venus, et j’ai vu le résultat affiché à 20 heures.",
    )
    assert name_of(laid_out(*lines, words="trente")) == ("paper", None)


def test_who_signs_a_quote_set_apart_is_not_quoted() -> None:
    lines = ("« Elle avait les clés de nos maisons. »", "Anne Petit, présidente du club")
    assert name_of(laid_out(*lines, words="présidente"), Zone.QUOTEBOX) == ("paper", None)


def test_a_title_without_attribution_is_the_papers() -> None:
    span = marked("Balcon effondré à Niort : [[deux ans de prison]] requis")
    assert name_of(span, Zone.TITLE) == ("paper", None)


def test_a_title_that_quotes_is_a_quotation() -> None:
    span = marked("Mathilde Escoubas : « [[On continue de bâtir des hangars]] »")
    assert name_of(span, Zone.TITLE) == ("quotation", "Mathilde Escoubas")
