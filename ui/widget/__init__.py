"""The widget: `<sourcier-chat>`, one file for anyone's page, and the lines that put it there.

The file is built from `src/` by `make widget` and kept here, so that serving it needs no Node.
"""

from ui.widget.built import Built, built, demonstration
from ui.widget.paste import Paste, paste

__all__ = ["Built", "Paste", "built", "demonstration", "paste"]
