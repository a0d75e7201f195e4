"""Questions that the corpus really answers: made of its own words, each asked beforehand."""

from rag.suggest.choose import choose
from rag.suggest.kinds import Proposed
from rag.suggest.pool import Pool, key_of, load, save
from rag.suggest.propose import RULES, proposed
from rag.suggest.prove import proven

__all__ = ["RULES", "Pool", "Proposed", "choose", "key_of", "load", "proposed", "proven", "save"]
