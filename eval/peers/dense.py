"""The best paragraph of our index by cosine alone, given whole.

It has no threshold, and never refuses while a zone may answer. Its confidence is the cosine, none
below 0. It keeps no thread: earlier questions are not read.
"""

import numpy as np

from eval import texts
from eval.peers.ground import Ground
from eval.peers.peer import Identity, Said, whole
from rag import Question
from rag.types import Hit


class Dense:
    """Ranks the paragraphs of the zones that may answer, by cosine."""

    def __init__(self, ground: Ground) -> None:
        self._index = ground.index
        self._encoder = ground.encoder
        self._allowed = ground.paragraphs
        self._most = ground.settings.read_passages
        settings = {"read_passages": self._most, "model": ground.settings.model}
        self.identity = Identity(
            "dense", 0.0, settings, index=self._index.manifest.model_dump(mode="json")
        )

    def ask(self, question: Question) -> Said:
        """Give the nearest paragraph, whole."""
        scores = self._index.dense.scores(self._encoder.query(question.text))
        order = np.argsort(-scores, kind="stable")
        order = order[self._allowed[order]][: self._most]
        hits = tuple(
            Hit(self._index.passages[n], float(scores[n]), 0.0, float(scores[n]))
            for n in order.tolist()
        )
        if not hits:
            return Said(texts.PEER_SILENT, 0.0)
        best = whole(hits[0])
        return Said(best.span.text, min(1.0, max(0.0, hits[0].score)), hits, (best,), 1)


def open_peer(ground: Ground) -> Dense:
    """Take the index of the sources, made when it has to be.

    Raises:
        SourcierError: the sources, the model or the saved index cannot be used.
    """
    return Dense(ground)
