"""How many questions one client may ask in a minute."""

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 60.0
"""Seconds."""

_CLIENTS = 10_000
"""Clients remembered at once, so that forged addresses cannot fill the memory."""


class Allowance:
    """Counts each client's questions over the last minute. For one event loop, not for threads.

    `clock` gives seconds that only grow.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}

    def take(self, client: str) -> bool:
        """Count one question of a client; False, and nothing counted, when it is one too many."""
        if not self._per_minute:
            return True
        now = self._clock()
        asked = self._asked.pop(client, None) or deque()
        while asked and asked[0] <= now - _WINDOW:
            asked.popleft()
        # Put back last: the first of the dict is the client heard of longest ago.
        self._asked[client] = asked
        if len(self._asked) > _CLIENTS:
            del self._asked[next(iter(self._asked))]
        if len(asked) >= self._per_minute:
            return False
        asked.append(now)
        return True
