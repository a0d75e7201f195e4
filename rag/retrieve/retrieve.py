"""From a question to its hits."""

import numpy as np

from rag.config import Settings
from rag.embed import Encoder
from rag.index import Index
from rag.index.fuse import fuse
from rag.text.fold import terms
from rag.types import Hit, Passage, Zone

HEADING_MALUS = 0.05
"""What a title, a subheading, a caption, a byline or a mere name loses against prose: short, and
made of the subject's own words, it comes near every question and answers few (docs/recherche.md).
"""

FEW_WORDS = 5
"""Words under which a passage is no prose, whatever its zone."""

_PROSE = frozenset(Zone) - {Zone.TITLE, Zone.SUBHEADING, Zone.CAPTION, Zone.BYLINE}


def retrieve(
    question: str,
    index: Index,
    encoder: Encoder,
    settings: Settings,
    sources: frozenset[str] | None = None,
) -> tuple[Hit, ...]:
    """Return the best passages of the zones that may answer, best first.

    Only those quoted from the sources of these ids, when any are given. Never more than
    `settings.read_passages`, nor than there are passages. A foreign question shares few terms with
    the sources: it is found by its vector.
    """
    keys = terms(question)
    dense = index.dense.scores(encoder.query(question))
    lexical = index.lexical.scores(keys)
    bound = sum(index.lexical.weight(key) for key in set(keys))
    prose = np.array([_is_prose(passage) for passage in index.passages])
    fused = fuse(dense, lexical, bound) - HEADING_MALUS * ~prose
    allowed = np.array([_may_answer(passage, settings, sources) for passage in index.passages])
    order = np.argsort(-fused, kind="stable")
    order = order[allowed[order]][: settings.read_passages]
    return tuple(
        Hit(index.passages[n], float(dense[n]), float(lexical[n]), float(fused[n]))
        for n in order.tolist()
    )


def _may_answer(passage: Passage, settings: Settings, sources: frozenset[str] | None) -> bool:
    asked = sources is None or passage.span.source.id in sources
    return asked and passage.zone in settings.zones


def _is_prose(passage: Passage) -> bool:
    return passage.zone in _PROSE and len(passage.text.split()) >= FEW_WORDS
