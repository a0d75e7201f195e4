"""The best paragraph of our index by BM25 alone, given whole.

It has no threshold: it refuses only a question none of whose terms stands in any passage. Its
confidence is its score over the most that the question's terms could earn. It keeps no thread:
earlier questions are not read.
"""

import numpy as np

from eval import texts
from eval.peers.ground import Ground
from eval.peers.peer import Identity, Said, whole
from rag import Question
from rag.index.build import embedded_text
from rag.index.lexical import LexicalIndex
from rag.text.fold import terms
from rag.types import Hit


class Lexical:
    """Ranks the paragraphs of the zones that may answer, by BM25."""

    def __init__(self, ground: Ground) -> None:
        self._passages = ground.passages
        self._lexical = LexicalIndex.build([embedded_text(one) for one in ground.passages])
        self._allowed = ground.paragraphs
        self._most = ground.settings.read_passages
        self.identity = Identity(
            "bm25", 0.0, {"read_passages": self._most}, index={"passages": len(ground.passages)}
        )

    def ask(self, question: Question) -> Said:
        """Give the best paragraph, whole; refuse when no word is shared."""
        keys = terms(question.text)
        bound = sum(self._lexical.weight(key) for key in set(keys))
        scores = np.where(self._allowed, self._lexical.scores(keys), 0)
        order = np.argsort(-scores, kind="stable")[: self._most]
        hits = tuple(
            Hit(self._passages[n], 0.0, float(scores[n]), float(scores[n]))
            for n in order.tolist()
            if scores[n] > 0
        )
        if not hits:
            return Said(texts.PEER_SILENT, 0.0)
        best = whole(hits[0])
        return Said(best.span.text, min(1.0, hits[0].score / bound), hits, (best,), 1)


def open_peer(ground: Ground) -> Lexical:
    """Index the passages by their terms; no model is loaded.

    Raises:
        SourcesError: the sources cannot be used.
    """
    return Lexical(ground)
