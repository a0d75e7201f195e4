"""How many questions are answered at once, and how many one client may ask; conversations."""

import threading
from collections.abc import Awaitable, Callable

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Engine, Question
from ui.web import texts
from ui.web.conversation import Exchange, history, messages
from ui.web.desk import DeclinedError, Desk
from ui.web.limits import Allowance
from ui.web.settings import WebSettings


@given(st.integers(1, 5), st.lists(st.floats(0, 40), max_size=40))
def test_no_minute_holds_more_questions_than_allowed(allowed: int, waits: list[float]) -> None:
    now = 0.0
    allowance = Allowance(allowed, clock=lambda: now)
    taken: list[float] = []
    for wait in waits:
        now += wait
        recent = [at for at in taken if at > now - 60]
        left = allowance.take("a")
        assert (left == 0) == (len(recent) < allowed)
        if left:
            # After that wait, and not before, there is room again.
            assert min(recent) + 60 == pytest.approx(now + left)
        if len(recent) < allowed:
            taken.append(now)


def test_clients_do_not_count_for_each_other() -> None:
    allowance = Allowance(1, clock=lambda: 0.0)
    assert not allowance.take("192.0.2.1")
    assert allowance.take("192.0.2.1") == 60
    assert not allowance.take("192.0.2.2")


def test_no_limit_when_none_is_set() -> None:
    allowance = Allowance(0, clock=lambda: 0.0)
    assert not any(allowance.take("a") for _ in range(1000))


class Slow:
    """An engine whose questions wait until they are let go; it counts those at work."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self.go = threading.Event()
        self.working = self.most = 0
        self.threads: set[int] = set()

    def ask(self, question: Question) -> object:
        with self._lock:
            self.working += 1
            self.most = max(self.most, self.working)
            self.threads.add(threading.get_ident())
        self.go.wait(20)
        with self._lock:
            self.working -= 1
        return self._engine.ask(question)


def test_questions_wait_their_turn_and_too_many_are_declined(engine: Engine) -> None:
    slow = Slow(engine)
    web = WebSettings(max_concurrent=2, max_waiting=3, requests_per_minute=0)
    declined: list[DeclinedError] = []
    answered: list[str] = []

    async def ask(desk: Desk) -> None:
        try:
            record = await desk.ask("a", "Où est le musée ?")
        except DeclinedError as error:
            declined.append(error)
        else:
            answered.append(record["status"])

    async def main() -> None:
        desk = Desk(slow, web)
        with anyio.fail_after(20):
            async with anyio.create_task_group() as group:
                # All at one moment: each must see those that came with it.
                for _ in range(8):
                    group.start_soon(ask, desk)
                # The loop is free while questions are answered: this runs now.
                while slow.working < 2:
                    await anyio.sleep(0.01)
                slow.go.set()

    anyio.run(main)
    assert slow.most == 2
    assert threading.get_ident() not in slow.threads
    assert answered == ["answered"] * 5
    assert [(error.status, error.sentence) for error in declined] == [(503, texts.BUSY)] * 3
    assert all(error.retry_after > 0 for error in declined)


def test_the_history_reaches_the_engine(engine: Engine) -> None:
    asked: list[Question] = []

    class Listening:
        def ask(self, question: Question) -> object:
            asked.append(question)
            return engine.ask(question)

    put: Callable[..., Awaitable[object]] = Desk(Listening(), WebSettings()).ask
    anyio.run(put, "a", "Et son prix ?", ["Où est le musée ?"])
    assert asked == [Question("Et son prix ?", ("Où est le musée ?",))]


def test_only_questions_that_were_put_are_the_history_of_the_next() -> None:
    conversation = (
        Exchange("un", "<p>1</p>", {"reason": None}),
        Exchange("x" * 5000, "<p>trop long</p>", {"reason": "too_long"}),
        Exchange("perdue", "<p>occupé</p>"),
        Exchange("deux", "<p>2</p>", {"reason": "low_confidence"}),
    )
    assert history(conversation) == ["un", "deux"]
    many = tuple(Exchange(str(n), "", {"reason": None}) for n in range(20))
    assert history(many) == [str(n) for n in range(12, 20)]


def test_the_chat_shows_every_exchange_in_order() -> None:
    shown = messages((Exchange("un *", "<p>1</p>"),), ("user", "<p>deux</p>"))
    assert shown == [
        {"role": "user", "content": '<h2 class="question">un &#42;</h2>'},
        {"role": "assistant", "content": "<p>1</p>"},
        {"role": "user", "content": "<p>deux</p>"},
    ]
