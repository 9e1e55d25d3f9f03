"""The throttle: when the next call may be made, for all that ask one provider."""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Protocol

from assistant.pacing import Limits, Pace, Turn, close, closed_for, settle_tokens, take_turn

_NEGLIGIBLE = 0.01
"""Seconds of a back-off that are not waited for again: the clocks of two machines run apart by as much."""


class Throttle(Protocol):
    """Spaces the calls of all that share it, be they threads, processes or machines. Nobody sleeps in it."""

    def reserve(self, tokens: int) -> Turn:
        """The turn of a call of about so many tokens."""

    def settle(self, difference: int) -> None:
        """Count the tokens that a call used beyond (or, negative, below) those reserved for it."""

    def back_off(self, seconds: float) -> None:
        """Let nobody make a call for so many seconds; what was reserved within them is void."""

    def closed(self) -> float:
        """The seconds for which nobody may make a call."""


class LocalThrottle:
    """A throttle of the threads of one process."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._pace = Pace()
        self._lock = threading.Lock()

    def reserve(self, tokens: int) -> Turn:
        """The turn of a call of about so many tokens."""
        with self._lock:
            self._pace, turn = take_turn(self._pace, self._limits, tokens, self._clock())
        return turn

    def settle(self, difference: int) -> None:
        """Count the tokens that a call used beyond (or, negative, below) those reserved for it."""
        with self._lock:
            self._pace = settle_tokens(self._pace, self._limits, difference, self._clock())

    def back_off(self, seconds: float) -> None:
        """Let no thread make a call for so many seconds."""
        with self._lock:
            self._pace = close(self._pace, seconds, self._clock())

    def closed(self) -> float:
        """The seconds for which no thread may make a call."""
        return closed_for(self._pace, self._clock())


@cache
def local_throttle(provider: str, limits: Limits) -> LocalThrottle:
    """The throttle that all drafts of this process share for a provider."""
    return LocalThrottle(limits)


def wait_for_turn(throttle: Throttle, tokens: int, sleep: Callable[[float], None]) -> None:
    """Sleep until a call of about so many tokens may be made; a back-off that began meanwhile is waited out in turn."""
    while True:
        turn = throttle.reserve(tokens)
        if turn.is_granted and not turn.wait:
            return
        sleep(turn.wait)
        if turn.is_granted and throttle.closed() <= _NEGLIGIBLE:
            return
