"""How many requests one client may make in a minute.

Not the library `limits`: in one process it keeps a client for each forged address until its minute
ends, without a bound, and a timer's thread to forget them.
"""

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

_WINDOW = 60.0
"""Seconds."""

_CLIENTS = 10_000
"""Clients remembered at once, so that forged addresses cannot fill the memory."""

_HOME_BITS = 64
"""A home or a machine is given a whole IPv6 network of that prefix: it counts for one client."""


class Allowance:
    """Counts each client's requests over the last minute. For one event loop, not for threads.

    `clock` gives seconds that only grow.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}

    def take(self, client: str) -> float:
        """Count one request of a client, or nothing when it is one too many.

        Returns:
            The seconds to wait before the next one can be counted; 0 when this one was.
        """
        if not self._per_minute:
            return 0.0
        now = self._clock()
        self.forget()
        client = household(client)
        taken = self._taken.pop(client, None) or deque()
        while taken and taken[0] <= now - _WINDOW:
            taken.popleft()
        # Put back last: the first of the dict is the client heard of longest ago.
        self._taken[client] = taken
        if len(self._taken) > _CLIENTS:
            del self._taken[next(iter(self._taken))]
        if len(taken) >= self._per_minute:
            return max(taken[0] + _WINDOW - now, 0.001)
        taken.append(now)
        return 0.0

    def forget(self) -> None:
        """Drop the clients that were not heard of for a minute."""
        since = self._clock() - _WINDOW
        while self._taken:
            client, taken = next(iter(self._taken.items()))
            if taken and taken[-1] > since:
                break
            del self._taken[client]


def household(client: str) -> str:
    """Return what counts for one client: an address, or the network of an IPv6 address."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(int(address) >> (128 - _HOME_BITS))
