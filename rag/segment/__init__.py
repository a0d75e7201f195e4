"""From sources to passages: zones, sentences, copies collapsed."""

from rag.segment.passages import passages
from rag.segment.segments import SEGMENTER, segment
from rag.segment.sentences import sentences

__all__ = ["SEGMENTER", "passages", "segment", "sentences"]
