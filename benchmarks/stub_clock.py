"""A clock that those who sleep by it move on: waiting takes no time, and what was waited for can be read."""

import threading
from dataclasses import dataclass, field


@dataclass
class StubClock:
    """Seconds since it was made; ``waits`` are the sleeps, of all threads, that were longer than none."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> float:
        """The present second."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on by so many seconds."""
        with self._lock:
            self.now += seconds
            self.waits += [seconds] if seconds else []
