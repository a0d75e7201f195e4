"""Texts to vectors: the encoders, and the model behind the default one.

Importing this package imports neither torch nor any model; `load_encoder` does.
"""

from rag.embed.encoder import Encoder
from rag.embed.hashing import HashingEncoder
from rag.embed.model import ensure_model, ensure_packaged, load_encoder

__all__ = ["Encoder", "HashingEncoder", "ensure_model", "ensure_packaged", "load_encoder"]
