"""Who speaks: the paper itself, someone it quotes or reports, or a reader."""

from rag.voice.frame import framed
from rag.voice.voice import Kind, Voice, voice_of

__all__ = ["Kind", "Voice", "framed", "voice_of"]
