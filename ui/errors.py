"""Errors that only a user interface can meet; each text is one French line."""

from rag import SourcierError


class PortError(SourcierError):
    """The address asked for cannot be listened on."""
