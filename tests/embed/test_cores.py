"""Physical cores, as the system describes them."""

import os

import pytest

from rag.embed.cores import available_cores


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def topology(folder, siblings):
    for number in range(1024):
        place = folder / f"cpu{number}" / "topology"
        place.mkdir(parents=True)
        (place / "thread_siblings_list").write_text(siblings(number))
    return folder


def test_threads_of_one_core_count_once(tmp_path):
    folder = topology(tmp_path, lambda _: "0-1023\n")
    assert available_cores(folder, tmp_path / "absent") == 1


def test_without_a_description_processors_are_counted(tmp_path):
    assert available_cores(tmp_path, tmp_path / "absent") == processors()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100000 100000\n", 1),
        ("50000 100000\n", 1),
        ("max 100000\n", None),
        ("100000000 100000\n", None),
        ("", None),
        ("1 0", None),
    ],
)
def test_the_quota_of_a_container_limits(text, expected, tmp_path):
    quota = tmp_path / "cpu.max"
    quota.write_text(text)
    assert available_cores(tmp_path, quota) == (expected or processors())
