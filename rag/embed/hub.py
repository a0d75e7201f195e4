"""Models of the Hugging Face hub: found in the local cache, downloaded only when asked to.

A download happens in a child process: this one stays offline throughout.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from rag import messages
from rag.embed.fetch import last_line
from rag.errors import ModelError

NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
"""What the hub calls a model: owner/model."""

# Weights in safetensors only: the older format of PyTorch is a pickle.
_SCRIPT = """
import sys
from huggingface_hub import snapshot_download
snapshot_download(sys.argv[1], allow_patterns=["*.json", "*.txt", "*.model", "*.safetensors"])
"""


def is_hub_name(name: str) -> bool:
    """Say whether a setting reads as the hub's "owner/model"."""
    return NAME.fullmatch(name) is not None


def snapshot(name: str) -> Path:
    """Return the folder of a model in the hub's local cache; its name is the commit.

    Raises:
        ModelError: it is not there.
    """
    from huggingface_hub import try_to_load_from_cache

    try:
        # A model of sentence-transformers has the first, a bare one of transformers the second.
        for file in ("modules.json", "config.json"):
            if isinstance(found := try_to_load_from_cache(name, file), str):
                return Path(found).parent
    except ValueError as error:  # not a name that the hub allows
        raise ModelError(messages.model_unknown(name)) from error
    raise ModelError(messages.model_not_cached(name))


def download(name: str) -> None:
    """Download a model into the hub's local cache.

    Raises:
        ModelError: it cannot be had.
    """
    child = subprocess.run(  # noqa: S603 - our own interpreter; the name is an argument, not code
        [sys.executable, "-P", "-c", _SCRIPT, name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "1"},
        check=False,
    )
    if child.returncode:
        raise ModelError(messages.model_hub_unreachable(name, last_line(child.stderr)))
