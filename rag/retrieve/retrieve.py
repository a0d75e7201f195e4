"""From a question to its hits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.config import Settings
from rag.embed import Encoder
from rag.embed.encoder import Vectors
from rag.index import Index
from rag.index.cover import Cover, everywhere
from rag.index.fuse import fuse, raised
from rag.text.fold import terms
from rag.types import Hit, Passage, Zone

HEADING_MALUS = 0.05
"""What a title, a subheading, a caption, a byline or a mere name loses against prose: short, and
made of the subject's own words, it comes near every question and answers few (docs/recherche.md).
"""

FEW_WORDS = 5
"""Words under which a passage is no prose, whatever its zone."""

Floats = NDArray[np.float32]

_PROSE = frozenset(Zone) - {Zone.TITLE, Zone.SUBHEADING, Zone.CAPTION, Zone.BYLINE}


def retrieve(
    question: str,
    index: Index,
    encoder: Encoder,
    settings: Settings,
    sources: frozenset[str] | None = None,
    vector: Vectors | None = None,
) -> tuple[Hit, ...]:
    """Return the best passages of the zones that may answer, best first.

    Only those quoted from the sources of these ids, when any are given. Never more than
    `settings.read_passages`, nor than there are passages. A foreign question shares few terms with
    the sources: it is found by its vector, which is `vector` when the caller has it already.
    """
    found = scores(question, index, encoder, vector)
    allowed = np.array([_may_answer(passage, settings, sources) for passage in index.passages])
    order = np.argsort(-found.fused, kind="stable")
    order = order[allowed[order]][: settings.read_passages]
    return tuple(
        Hit(
            index.passages[n], float(found.dense[n]), float(found.lexical[n]), float(found.fused[n])
        )
        for n in order.tolist()
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """What each side, and all together, say of every passage: float32, (n_passages,)."""

    dense: Floats
    lexical: Floats
    fused: Floats


def scores(question: str, index: Index, encoder: Encoder, vector: Vectors | None = None) -> Scores:
    """Score every passage of an index for a question, whatever its zone."""
    keys, query = terms(question), encoder.query(question) if vector is None else vector
    dense, lexical = index.dense.scores(query), index.lexical.scores(keys)
    bound = sum(index.lexical.weight(key) for key in set(keys))
    prose = np.array([_is_prose(passage) for passage in index.passages])
    fused = fuse(dense, lexical, bound) - (HEADING_MALUS * ~prose).astype(np.float32)
    return Scores(
        dense, lexical, raised(fused, index.near.scores(query), _sources(question, index))
    )


def _sources(question: str, index: Index) -> Floats:
    """Return the share of a question's terms that the source of each passage has, (n_passages,)."""
    cover = Cover.of(question, index.lexical)
    of = {one.span.source.id: one for one in index.passages}
    shares = {name: cover.share(*everywhere(passage)) for name, passage in of.items()}
    return np.array([shares[one.span.source.id] for one in index.passages], dtype=np.float32)


def _may_answer(passage: Passage, settings: Settings, sources: frozenset[str] | None) -> bool:
    asked = sources is None or passage.span.source.id in sources
    return asked and passage.zone in settings.zones


def _is_prose(passage: Passage) -> bool:
    return passage.zone in _PROSE and len(passage.text.split()) >= FEW_WORDS
