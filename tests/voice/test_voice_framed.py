"""The words that lead an answer: French, faithful to the name, and never without the hedge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources import marked

from rag.types import Block, Source, Span, Zone
from rag.voice import Voice, framed, voice_of

PIECES = [
    *'«»“”"’‘,:.;?!()\n ',
    "selon ",
    "d’après ",
    "le maire ",
    "Anne Petit ",
    "M. Roux ",
    "a dit ",
    "affirme que ",
    "il ",
    "aurait ",
    "serait ",
    "présumé ",
    "dit-elle ",
    "je ",
    "qui ",
    "du ",
    "\n\n",
    "source policière ",
]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Le pont [[rouvre]] lundi.", None),
        ("« [[Le pont rouvre lundi]] », dit Anne Petit.", "Selon Anne Petit,"),
        ("Le préfet assure que [[le pont]] tient.", "Selon le préfet,"),
        ("Selon une source proche du dossier, [[il]] rit.", "Selon une source proche du dossier,"),
        ("[[Il]] est mort, a-t-on appris de source policière.", "De source policière,"),
        ("[[Il]] est mort, a-t-on appris auprès du parquet.", "Selon le parquet,"),
        ("[[Il]] est mort, a-t-on appris auprès des pompiers.", "Selon les pompiers,"),
        ("Le suspect aurait [[fui]].", "Sous toutes réserves, d’après la source,"),
        ("Selon Anne Petit, il aurait [[fui]].", "Selon Anne Petit, sous toutes réserves,"),
        ("« [[On verra bien.]] » Le public rit.", "Selon une personne que la source cite,"),
        ("On raconte que [[le pont]] tient.", "Selon ce que rapporte la source,"),
    ],
)
def test_the_lead_says_who_speaks(text: str, lead: str | None) -> None:
    assert framed(voice_of(marked(text), Zone.BODY)) == lead


def test_a_name_over_a_line_end_is_led_in_one_line() -> None:
    text = "Selon Anne\nPetit, le pont tient."
    source = Source("s", "s.txt", text, "0", (Block(0, len(text)),))
    assert framed(voice_of(Span(source, 18, 25), Zone.BODY)) == "Selon Anne Petit,"


def test_a_comment_is_led_as_its_readers_opinion() -> None:
    lead = framed(Voice("comment", None, hedged=False))
    assert lead is not None
    assert "commentaire" in lead


@st.composite
def spans(draw: st.DrawFn) -> Span:
    text = "".join(draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1)))
    text = text or "a"
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(Source("s", "s.txt", text, "0"), start, end)


@given(spans(), st.sampled_from(Zone))
def test_any_text_has_a_voice(span: Span, zone: Zone) -> None:
    voice = voice_of(span, zone)
    assert (voice.kind == "comment") == (zone is Zone.COMMENT)
    lead = framed(voice)
    assert (lead is None) == (voice.kind == "paper")
    if voice.kind == "paper":
        assert voice.name is None
        assert not voice.hedged
    if voice.name is not None:
        assert voice.name.source == span.source
        assert voice.name.text == voice.name.text.strip()
        assert lead is not None
        assert " ".join(voice.name.text.split())[1:] in lead
    if voice.hedged and lead is not None:
        assert "réserves" in lead


@given(spans())
def test_a_voice_is_the_same_when_asked_again(span: Span) -> None:
    assert voice_of(span, Zone.BODY) == voice_of(span, Zone.BODY)


@given(st.sampled_from(["aurait fui", "serait mort", "présumé coupable"]), spans())
def test_a_hedge_beside_the_answer_is_never_lost(words: str, other: Span) -> None:
    noise = "".join(char for char in other.text if char.isalnum() or char == " ")
    noise = " ".join(word for word in noise.split() if word.islower() and word not in {"si", "s"})
    span = marked(f"Le voisin, {noise}, {words} [[à Lens]].")
    voice = voice_of(span, Zone.BODY)
    assert voice.hedged
    assert voice.kind == "reported"
