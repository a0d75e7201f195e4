"""A false quotation cannot be built, and what can be built is true."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest
from core_values import TEXTS, ZONES, source, sources, spans
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import Answer, Candidate, Citation, GroundingError, Question, Reason, Refusal, Source, Span
from rag.types import (
    EDITORIAL,
    Agreement,
    AgreementKind,
    Asked,
    Block,
    Frame,
    Hit,
    Passage,
    Position,
    Quoted,
    Segment,
    Zone,
)

ASKED = Asked(Question("Qui ?"))


def _hit(span: Span) -> Hit:
    return Hit(Passage(0, Zone.BODY, (span,)), 0.5, 1.0, 0.6)


def _candidate(mark: Span, quote: Span) -> Candidate:
    return Candidate(mark, quote, _hit(quote), 0.9)


@st.composite
def citations(draw: st.DrawFn, number: int, of: st.SearchStrategy[Source] = sources) -> Citation:
    """Draw a citation with one to three marks."""
    quote = draw(spans(draw(of)))
    bounds = st.integers(quote.start, quote.end)
    cuts = sorted(draw(st.sets(bounds, min_size=2, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return Citation(number, quote, tuple(Span(quote.source, *pair) for pair in pairs), Zone.BODY)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw an answer of one to three citations, framed."""
    several = st.builds(source, TEXTS, st.sampled_from("abc"))
    # One text an id, as in a corpus.
    texts: dict[str, Source] = {}
    one_text = several.map(lambda found: texts.setdefault(found.id, found))
    cited = [draw(citations(n, one_text)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    quoted = [Quoted(draw(st.sampled_from(one.marks)), one.number) for one in cited]
    frames = st.builds(Frame, st.text(max_size=8))
    parts = [part for one in quoted for part in (draw(frames), one, draw(frames))]
    found = tuple(
        _candidate(part.span, citation.quote) for part, citation in zip(quoted, cited, strict=True)
    )
    positions = tuple(Position(part.span, (part.citation,), 1) for part in quoted)
    return Answer(ASKED, tuple(parts), found, tuple(cited), Agreement(positions))


@given(TEXTS, st.integers(-3, 70), st.integers(-3, 70))
def test_a_span_is_a_slice_or_nothing(text: str, start: int, end: int) -> None:
    of = source(text)
    if 0 <= start < end <= len(text):
        assert Span(of, start, end).text == text[start:end] != ""
    else:
        with pytest.raises(GroundingError):
            Span(of, start, end)


def test_offsets_count_code_points() -> None:
    of = source("🏛️ Le 𝒜 d’été")
    assert Span(of, 6, 7).text == "𝒜"
    assert Span(of, 0, 1).text == "🏛"
    assert Span(of, 8, len(of.text)).text == "d’été"


@given(st.data())
def test_a_span_contains_what_stands_inside_it(data: st.DataObject) -> None:
    of = data.draw(sources)
    outer = data.draw(spans(of))
    inner, other = data.draw(spans(outer)), data.draw(spans(of))
    assert outer.contains(inner)
    assert outer.contains(other) == (set(_range(other)) <= set(_range(outer)))
    elsewhere = Span(replace(of, id="b"), inner.start, inner.end)
    assert not outer.contains(elsewhere)


def _range(span: Span) -> range:
    return range(span.start, span.end)


def test_two_texts_under_one_identifier_are_not_one_source() -> None:
    ours, theirs = source("Le maire a tort.", digest="1"), source("Le maire a dit.", digest="2")
    with pytest.raises(GroundingError):
        Citation(1, Span(ours, 0, 15), (Span(theirs, 11, 14),), Zone.BODY)


def test_a_passage_stands_somewhere() -> None:
    with pytest.raises(GroundingError):
        Passage(0, Zone.BODY, ())
    span = Span(source("Un mot."), 0, 7)
    passage = Passage(0, Zone.BODY, (span,))
    assert (passage.span, passage.text) == (span, "Un mot.")


@given(st.data())
def test_a_candidate_stands_in_its_sentence_and_in_its_passage(data: st.DataObject) -> None:
    of = data.draw(sources)
    span, sentence, passage = (data.draw(spans(of)) for _ in range(3))
    if sentence.contains(span) and passage.contains(span):
        assert Candidate(span, sentence, _hit(passage), 0.0).span == span
    else:
        with pytest.raises(GroundingError):
            Candidate(span, sentence, _hit(passage), 0.0)


@given(st.data(), ZONES)
def test_marks_are_ordered_apart_and_inside_their_quote(data: st.DataObject, zone: Zone) -> None:
    of = data.draw(sources)
    quote = data.draw(spans(of))
    marks = tuple(data.draw(st.lists(spans(of), max_size=3)))
    taken = [set(_range(mark)) for mark in marks]
    inside = all(one <= set(_range(quote)) for one in taken)
    apart = sum(map(len, taken)) == len(set().union(*taken))
    if inside and apart and sorted(marks, key=lambda mark: mark.start) == list(marks):
        assert Citation(1, quote, marks, zone).marks == marks
    else:
        with pytest.raises(GroundingError):
            Citation(1, quote, marks, zone)


@given(st.data())
def test_a_mark_of_another_source_marks_nothing(data: st.DataObject) -> None:
    cited = data.draw(citations(1))
    mark = replace(cited.marks[0], source=replace(cited.quote.source, id="b"))
    with pytest.raises(GroundingError):
        replace(cited, marks=(mark,))


@given(citations(1))
def test_the_pieces_of_a_quote_joined_are_the_quote(cited: Citation) -> None:
    pieces = list(cited.pieces())
    text = cited.quote.source.text
    assert "".join(piece.text for piece in pieces) == cited.quote.text
    assert cited.quote.text == text[cited.quote.start : cited.quote.end]
    assert [piece.text for piece in pieces if piece.mark] == [mark.text for mark in cited.marks]
    assert all(piece.text for piece in pieces)


@given(citations(1), st.integers(0, 70))
def test_what_stands_around_a_quote_is_the_source_s(cited: Citation, width: int) -> None:
    before, after = cited.around(width)
    quote, text = cited.quote, cited.quote.source.text
    assert len(before) == min(width, quote.start)
    assert len(after) == min(width, len(text) - quote.end)
    start = quote.start - len(before)
    assert text[start : quote.end + len(after)] == before + quote.text + after


@given(answers())
def test_an_answer_that_can_be_built_is_true(answer: Answer) -> None:
    assert answer.text == "".join(part.text for part in answer.parts)
    cited = {citation.number: citation for citation in answer.citations}
    for part in answer.parts:
        if isinstance(part, Quoted):
            quote = cited[part.citation].quote
            at = part.span.start - quote.start
            assert part.text == part.span.source.text[part.span.start : part.span.end]
            assert quote.text[at : at + len(part.text)] == part.text
    for candidate in answer.candidates:
        assert candidate.span in answer.citation_of(candidate).marks


def _without_citation(answer: Answer) -> Answer:
    return replace(answer, citations=answer.citations[1:])


def _without_candidate(answer: Answer) -> Answer:
    return replace(answer, candidates=())


def _without_quoted_part(answer: Answer) -> Answer:
    frames = tuple(Frame(part.text) for part in answer.parts)
    return replace(answer, parts=frames, citations=())


def _with_a_citation_nobody_quotes(answer: Answer) -> Answer:
    spare = replace(answer.citations[0], number=9)
    return replace(answer, citations=(*answer.citations, spare))


def _with_one_number_twice(answer: Answer) -> Answer:
    return replace(answer, citations=(*answer.citations, answer.citations[0]))


def _with_an_unknown_number(answer: Answer) -> Answer:
    quoted = next(part for part in answer.parts if isinstance(part, Quoted))
    return replace(answer, parts=(*answer.parts, replace(quoted, citation=9)))


def _with_a_part_outside_its_citation(answer: Answer) -> Answer:
    quote = answer.citations[0].quote
    longer = replace(quote.source, text=quote.source.text + "!")
    outside = Quoted(Span(longer, quote.start, quote.end + 1), 1)
    return replace(answer, parts=(*answer.parts, outside))


def _with_a_part_of_another_source(answer: Answer) -> Answer:
    quote = answer.citations[0].quote
    elsewhere = Quoted(replace(quote, source=replace(quote.source, id="z")), 1)
    return replace(answer, parts=(*answer.parts, elsewhere))


def _with_an_uncited_position(answer: Answer) -> Answer:
    spare = replace(answer.agreement.positions[0], citations=(9,))
    return replace(answer, agreement=Agreement((*answer.agreement.positions, spare)))


def _with_words_that_no_citation_marks(answer: Answer) -> Answer:
    first, *others = answer.agreement.positions
    elsewhere = replace(first.value, source=replace(first.value.source, id="z"))
    return replace(answer, agreement=Agreement((replace(first, value=elsewhere), *others)))


def _without_position(answer: Answer) -> Answer:
    return replace(answer, agreement=Agreement(()))


def _with_an_unmarked_candidate(answer: Answer) -> Answer:
    return replace(answer, citations=tuple(replace(one, marks=()) for one in answer.citations))


BREAKS = (
    _without_citation,
    _without_candidate,
    _without_quoted_part,
    _with_a_citation_nobody_quotes,
    _with_one_number_twice,
    _with_an_unknown_number,
    _with_a_part_outside_its_citation,
    _with_a_part_of_another_source,
    _with_an_unmarked_candidate,
    _with_an_uncited_position,
    _with_words_that_no_citation_marks,
    _without_position,
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__.strip("_"))
@given(answer=answers())
@settings(max_examples=20)
def test_an_answer_that_would_be_false_cannot_be_built(broken, answer: Answer) -> None:
    with pytest.raises(GroundingError):
        broken(answer)


@given(st.sampled_from(Reason), st.text(max_size=5))
def test_a_refusal_says_its_sentence(reason: Reason, text: str) -> None:
    if text.strip():
        assert Refusal(ASKED, reason, text).text == text
    else:
        with pytest.raises(GroundingError):
            Refusal(ASKED, reason, text)


def _everything() -> list[object]:
    of = source("Un mot.")
    span = Span(of, 0, 2)
    cited = Citation(1, Span(of, 0, 7), (span,), Zone.BODY)
    candidate = _candidate(span, cited.quote)
    agreement = Agreement((Position(span, (1,), 1),))
    answer = Answer(ASKED, (Frame("« "), Quoted(span, 1)), (candidate,), (cited,), agreement)
    refusal = Refusal(ASKED, Reason.NO_SPAN, "Non.")
    return [
        *(of, span, cited, candidate, candidate.hit, candidate.hit.passage, answer, refusal),
        *(agreement, *agreement.positions),
        *(*answer.parts, ASKED, ASKED.timings, ASKED.question, *cited.pieces()),
        *(Block(0, 1), Segment(0, 1, Zone.BODY)),
    ]


@pytest.mark.parametrize("value", _everything(), ids=lambda value: type(value).__name__)
def test_every_value_is_frozen(value) -> None:
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, None)
    hash(value)


def test_only_the_paper_s_own_zones_answer_by_default() -> None:
    apart = {Zone.COMMENT, Zone.RELATED, Zone.ADVERT, Zone.NAVIGATION, Zone.BIOGRAPHY}
    assert set(Zone) - apart == EDITORIAL


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_agreement_is_what_its_positions_make_it(independent: list[int]) -> None:
    span = Span(source("Un mot."), 0, 2)
    found = Agreement(tuple(Position(span, (1,), count) for count in independent)).kind
    if len(independent) > 1:
        assert found is AgreementKind.DISAGREEMENT
    else:
        assert (found is AgreementKind.CORROBORATED) == (independent[0] > 1)
