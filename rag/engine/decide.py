"""From a question taken to its candidates to an answer, or to a refusal."""

from rag.agree import gather
from rag.answer import Told, compose, compose_list, compose_parts, refuse
from rag.engine.considered import Considered, Heard
from rag.lists import asks_list, items
from rag.scope import sides
from rag.types import Outcome, Reason


def decide(considered: Considered, threshold: float) -> Outcome:
    """Give the best candidate when its confidence reaches the threshold; refuse otherwise."""
    if considered.reason is not None:
        return refuse(considered.asked, considered.reason, considered.hits, text=considered.text)
    if considered.asked.confidence < threshold:
        return refuse(considered.asked, Reason.LOW_CONFIDENCE, considered.hits)
    if len(considered.heard) > 1:
        parts = [_told(heard, threshold) for heard in considered.heard]
        return compose_parts(considered.asked, parts)
    if considered.across:
        told, at_odds = sides(considered.words, considered.candidates)
        put = compose if at_odds else compose_list
        return put(considered.asked, told)
    if asks_list(considered.words):
        listed = items(considered.words, considered.candidates)
        return compose_list(considered.asked, listed)
    positions = gather(considered.words, considered.candidates)
    return compose(considered.asked, positions)


def _told(heard: Heard, threshold: float) -> Told:
    """Return what the sources say of a part of a question, nothing where it is refused."""
    half = heard.half
    if not heard.candidates:
        return Told(half.label, half.question)
    best = heard.candidates[0]
    if heard.confidence < threshold:
        return Told(half.label, half.question, best=best)
    return Told(half.label, half.question, gather(half.question, heard.candidates), best)
