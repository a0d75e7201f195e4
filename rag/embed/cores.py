"""How many physical cores this process may use.

Two threads of one core share its arithmetic units, so that a matrix product gains nothing from the
second; and a container's quota is not seen by the libraries that count processors.
"""

import os
from pathlib import Path

TOPOLOGY = Path("/sys/devices/system/cpu")
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def available_cores(topology: Path = TOPOLOGY, quota: Path = QUOTA) -> int:
    """Count the physical cores among the processors allowed, within the container's quota.

    Args:
        topology: Linux's description of the processors.
        quota: Linux's limit of the control group, "max 100000" or "200000 100000".

    Returns:
        At least 1. Where the system does not tell cores from processors, processors are counted.
    """
    allowed = _processors()
    cores = {_siblings(topology, number) for number in allowed}
    return max(1, min(len(cores), _granted(quota) or len(cores)))


def _processors() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))


def _siblings(topology: Path, number: int) -> str:
    try:
        return (topology / f"cpu{number}/topology/thread_siblings_list").read_text(encoding="ascii")
    except (OSError, ValueError):
        return str(number)


def _granted(quota: Path) -> int | None:
    try:
        granted, period = quota.read_text(encoding="ascii").split()
        return int(granted) // int(period) or 1
    except (OSError, ValueError, ZeroDivisionError):  # no quota reads "max"
        return None
