"""Other ways to answer, put on the same cases over the same sources: what a run is held against.

    bm25       the best paragraph of our index by BM25 alone, whole
    dense      the best paragraph of our index by cosine alone, whole
    cairn      cairn-assistant: TF-IDF over paragraphs, refuses under its own threshold
    haystack   Haystack's extractive pipeline, with our encoder and our reader in it

Each keeps its own defaults, and leaves a run folder like any other (`eval.folder`). The last two
need a package of the extra `peers`.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from eval import texts
from eval.peers.ground import Ground
from eval.peers.peer import Peer
from rag.errors import ConfigError

PEERS: Mapping[str, str | None] = MappingProxyType(
    {
        "bm25": None,
        "dense": None,
        "cairn": "cairn-assistant==0.3.0",
        "haystack": "haystack-ai==3.4.0",
    }
)
"""By name, which is that of its module here and of what it imports: the package it needs."""

__all__ = ["PEERS", "Ground", "Peer", "open_peer"]


def open_peer(name: str, ground: Ground) -> Peer:
    """Make a peer ready to be asked.

    Args:
        name: one of `PEERS`.
        ground: the sources it answers from.

    Raises:
        ConfigError: no peer has that name, or its package is not installed.
        SourcierError: the sources, the model or the index cannot be used.
    """
    if name not in PEERS:
        raise ConfigError(texts.peer_unknown(name, list(PEERS)))
    needed = PEERS[name]
    try:
        module = import_module(f"eval.peers.{name}")
    except ModuleNotFoundError as error:
        if needed is None or (error.name or "").partition(".")[0] != name:
            raise
        raise ConfigError(texts.peer_missing(name, needed)) from error
    peer: Peer = module.open_peer(ground)
    return peer
