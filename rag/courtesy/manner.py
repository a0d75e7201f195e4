"""Answer what is no question to the sources with a sentence of its own."""

from dataclasses import dataclass

from rag.courtesy import signs, texts
from rag.courtesy.plain import plain
from rag.messages import REFUSALS
from rag.types import Reason


@dataclass(frozen=True, slots=True)
class Manner:
    """Why a message is no question to the sources, and the French sentence that answers it."""

    reason: Reason
    text: str


def manner_of(question: str) -> Manner | None:
    """Return the courteous answer to a message that asks nothing of the sources.

    None is an ordinary question, answered from the sources however grave its subject: what happened
    to others is a question, what the person suffers is told in the first person. A greeting, thanks
    or an insult beside a question leave it a question; a distress, a harmful request or an order to
    change the assistant never do.
    """
    text = plain(question)
    themes = signs.distress(text)
    if themes and not signs.asks_beside(text, themes):
        said = REFUSALS[Reason.DISTRESS] if signs.DANGER in themes else texts.SORROW
        return Manner(Reason.DISTRESS, said)
    kind = signs.order(text) or signs.said(text)
    return None if kind is None else Manner(Reason(kind), REFUSALS[Reason(kind)])
