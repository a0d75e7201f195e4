"""What a conversation leaves in the engine: kept a while, then dropped."""

from rag.answer import refuse
from rag.engine.turns import KEPT, Turns
from rag.types import Asked, Outcome, Question, Reason


def test_a_turn_is_kept_while_it_is_needed_and_dropped_an_hour_after() -> None:
    now, asked = [0.0], []

    def ask(question: Question) -> Outcome:
        asked.append(question.text)
        return refuse(Asked(question), Reason.NO_SPAN)

    turns = Turns(ask, clock=lambda: now[0])
    follow = Question("Et quand ?", ("Où est le musée ?",))
    turns.completed(follow)
    now[0] = KEPT - 1
    turns.completed(follow)
    assert asked == ["Où est le musée ?"]
    now[0] += KEPT - 1
    turns.forget()
    turns.completed(follow)
    assert len(asked) == 1
    now[0] += KEPT + 1
    turns.forget()
    turns.completed(follow)
    assert len(asked) == 2
