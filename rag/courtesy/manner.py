"""Answer what is no question to the sources with a sentence of its own."""

from dataclasses import dataclass

from rag.courtesy import signs, texts
from rag.courtesy.meaning import Told
from rag.courtesy.plain import plain
from rag.messages import REFUSALS
from rag.types import Reason


@dataclass(frozen=True, slots=True)
class Manner:
    """Why a message is no question to the sources, and the French sentence that answers it."""

    reason: Reason
    text: str


def manner_of(question: str, told: Told | None = None) -> Manner | None:
    """Return the courteous answer to a message that asks nothing of the sources.

    None is an ordinary question, answered from the sources however grave its subject: what happened
    to others is a question, what the person suffers is told in the first person. A greeting, thanks
    or an insult beside a question leave it a question; a distress, a harmful request or an order to
    change the assistant never do, nor does what the assistant would think. `told` is what the
    meaning of the message tells, when an encoder says it: it makes a distress only of what is said
    in the first person and asks nothing, and a figure of speech (« mon professeur m’a piégé sur la
    date ») none, though never against a word of suicide.
    """
    text = plain(question)
    themes = signs.distress(text, loose=told is None or told.instead)
    figured = told is not None and told.unlikely and signs.SUICIDE not in themes
    if themes and not figured and not signs.asks_beside(text, themes):
        return _distress(themes)
    kind = signs.order(text) or signs.said(text)
    if kind is not None:
        return Manner(Reason(kind), REFUSALS[Reason(kind)])
    if signs.asks_view(text):
        return Manner(Reason.INSTRUCTION, texts.NO_VIEW)
    if not themes and told is not None and told.instead and signs.tells(text):
        return _distress(signs.completed(text, told.themes))
    return None


def _distress(themes: tuple[str, ...]) -> Manner:
    said = REFUSALS[Reason.DISTRESS] if signs.DANGER in themes else texts.SORROW
    return Manner(Reason.DISTRESS, said)
