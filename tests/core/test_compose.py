"""How an answer is put: who speaks leads in small letters, but where the answer begins."""

from rag.agree import Held
from rag.answer.compose import compose
from rag.answer.several import compose_list
from rag.types import Answer, Asked, Candidate, Frame, Hit, Passage, Question, Source, Span, Zone

ASKED = Asked(Question("Combien de plaintes ?"))


def held(name: str, sentence: str, words: str) -> Held:
    source = Source(name, f"{name}.txt", sentence, digest=name)
    whole = Span(source, 0, len(sentence))
    start = sentence.index(words)
    hit = Hit(Passage(0, Zone.BODY, (whole,)), 0.9, 1.0, 0.9)
    found = Candidate(Span(source, start, start + len(words)), whole, hit, score=0.5)
    return Held((found,), 1)


PLAIN = held("a", "La justice a reçu 51 plaintes.", "51")
HEARSAY = held("b", "Selon la préfecture, 58 plaintes ont été déposées.", "58")


def frames(answer: Answer) -> list[str]:
    return [part.text for part in answer.parts if isinstance(part, Frame)]


def test_an_answer_begins_with_a_capital() -> None:
    assert frames(compose(ASKED, [HEARSAY]))[0].startswith("Selon la préfecture")


def test_a_position_inside_a_sentence_does_not() -> None:
    found = frames(compose(ASKED, [HEARSAY, PLAIN]))
    assert found[0].startswith("Les sources divergent")
    assert found[1].startswith("selon la préfecture")


def test_nor_does_an_item_after_another() -> None:
    found = frames(compose_list(ASKED, [PLAIN, HEARSAY]))
    assert [one.startswith("Selon") for one in found].count(True) == 0
    assert any(one.startswith("selon la préfecture") for one in found)
