"""The vectors of what one message says, each made once, and what they tell of its writer."""

from rag.courtesy import Meaning, Told
from rag.embed import Encoder
from rag.embed.encoder import Vectors
from rag.text.fold import spoken


class Hearing:
    """Embeds the wordings of one message. `meaning` is None where the encoder tells nothing."""

    def __init__(self, encoder: Encoder, meaning: Meaning | None) -> None:
        self._encoder = encoder
        self._meaning = meaning
        self._known: dict[str, Vectors] = {}

    def vector(self, text: str) -> Vectors:
        """Return the vector that a wording is searched by, float32 (dimension,)."""
        words = spoken(text)
        if words not in self._known:
            self._known[words] = self._encoder.query(words)
        return self._known[words]

    def told(self, text: str) -> Told | None:
        """Return what a wording tells of a distress of its writer's own, where that is known."""
        return None if self._meaning is None else self._meaning.told(text, self.vector(text))
