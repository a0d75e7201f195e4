"""What our own retriever brings beside the right paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from rag.embed.hashing import HashingEncoder
from rag.text.fold import fold
from rag.training.beside import DEPTH, Beside
from rag.training.data import Example

ANSWER = "Brest"


def example(
    number: int, context: str, *, title: str = "", question: str = "", answer: str = ""
) -> Example:
    start = context.index(answer) if answer else 0
    return Example(
        str(number), question, title, context, ((start, start + len(answer)),) if answer else ()
    )


ASKED = example(
    0, f"Le voilier mouille à {ANSWER}.", question="Où mouille le voilier de Léa ?", answer=ANSWER
)


def beside(*others: Example, asked: Example = ASKED) -> list[str]:
    return [one.context for one in Beside([asked, *others], HashingEncoder()).of(asked)]


def test_the_nearest_comes_first_and_those_that_answer_never() -> None:
    near = example(1, "Le voilier de Léa ne mouille plus.")
    far = example(2, "La récolte commence.")
    holds = example(3, "Le voilier de Léa mouille à BREST.")
    assert beside(far, holds, near) == [near.context, far.context]


def test_a_question_that_names_nothing_keeps_to_its_article() -> None:
    asked = example(
        0, f"Il mouille à {ANSWER}.", title="A", question="Où mouille-t-il ?", answer=ANSWER
    )
    inside, outside = example(1, "Il repart.", title="A"), example(2, "Il repart vite.", title="B")
    assert beside(inside, outside, asked=asked) == [inside.context]


def test_an_unanswerable_question_keeps_out_of_its_article() -> None:
    asked = example(0, "Il mouille.", title="A", question="Que dit Léa ?")
    inside, outside = example(1, "Léa rit.", title="A"), example(2, "Léa parle.", title="B")
    assert beside(inside, outside, asked=asked) == [outside.context]


@given(st.lists(st.sampled_from(["voilier", "Léa", "port", ANSWER, "brest"]), max_size=60))
def test_none_answers_none_is_the_paragraph_itself_and_they_are_few(said: list[str]) -> None:
    others = [example(at + 1, f"{word} {at}") for at, word in enumerate(said)]
    found = Beside([ASKED, *others], HashingEncoder()).of(ASKED)
    assert len(found) <= DEPTH
    for one in found:
        assert one.question == ASKED.question
        assert one.answers == ()
        assert one.context != ASKED.context
        assert fold(ANSWER) not in fold(one.context)
