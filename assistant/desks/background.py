"""Work in the background of a server: begun, looked at, waited for, cancelled."""

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Self

from assistant.errors import JuesuanError, tell_bug


@dataclass(kw_only=True)
class Background(ABC):
    """Something that runs in a thread, which does not keep the process alive. ``trouble`` tells why it could not go on."""

    trouble: str = ""
    _stop: Event = field(default_factory=Event)
    _ended: Event = field(default_factory=Event)

    def start(self) -> Self:
        """Begin, or begin again."""
        self.trouble = ""
        self._stop.clear()
        self._ended.clear()
        Thread(target=self._run, daemon=True).start()
        return self

    def cancel(self) -> None:
        """Let it end as soon as it can."""
        self._stop.set()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; whether it came."""
        return self._ended.wait(seconds)

    def is_cancelled(self) -> bool:
        """Whether a person wants it no more."""
        return self._stop.is_set()

    @abstractmethod
    def work(self) -> None:
        """What it does; looks at ``is_cancelled`` from time to time."""

    def _run(self) -> None:
        try:
            self.work()
        except JuesuanError as error:
            self.trouble = str(error)
        except Exception as error:  # the rim of a thread: nobody else would tell
            logging.getLogger("juesuan").exception("in the background")
            self.trouble = tell_bug(error)
        finally:
            self._ended.set()
