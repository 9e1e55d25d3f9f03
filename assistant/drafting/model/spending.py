"""Spending: what a run has asked for so far, its caps, and the breaker that stops asking a provider that only fails."""

import threading
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.drafting.model.client import Reply
from assistant.drafting.model.faults import ModelFault
from assistant.settings import ModelSettings

_MOST_FAULTS = 3
"""Requests one after the other that may fail, each after its retries."""

_MILLION = Decimal(1_000_000)


class Stopped(Exception):
    """Nothing more is asked in this run; ``str()`` says why."""


@dataclass
class Spending:
    """Counts of one run, shared by its threads."""

    settings: ModelSettings
    calls: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    stopped: str = ""
    _faults: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def cost(self) -> Decimal:
        """What the tokens cost at the prices of the settings."""
        return (self.tokens_in * self.settings.price_in + self.tokens_out * self.settings.price_out) / _MILLION

    def begin(self) -> None:
        """Count a call that is about to be made.

        Raises:
            Stopped: A cap is reached, or the breaker is open.
        """
        with self._lock:
            self._check()
            self.calls += 1

    def check(self) -> None:
        """Make sure that something may still be asked, before it is waited for.

        Raises:
            Stopped: A cap is reached, or the breaker is open.
        """
        with self._lock:
            self._check()

    def reuse(self) -> None:
        """Count an answer that was kept from an earlier run."""
        with self._lock:
            self.kept += 1

    def succeed(self, reply: Reply) -> None:
        """Count a reply."""
        with self._lock:
            self.tokens_in += reply.tokens_in
            self.tokens_out += reply.tokens_out
            self._faults = 0

    def fail(self, fault: ModelFault, of_provider: bool) -> None:
        """Count a request that failed for good.

        Too many that lie with the provider, or one that shows that none can succeed, open the breaker.
        """
        with self._lock:
            self._faults += of_provider
            if not self.stopped and (fault.is_hopeless or self._faults >= _MOST_FAULTS):
                self.stopped = f"{fault}，其余段落改用离线句式"

    def _check(self) -> None:
        self.stopped = self.stopped or self._reached()
        if self.stopped:
            raise Stopped(self.stopped)

    def _reached(self) -> str:
        settings = self.settings
        if self.calls >= settings.max_calls:
            return f"已达到本次的调用上限 {settings.max_calls} 次，其余段落改用离线句式"
        if self.tokens_in + self.tokens_out >= settings.max_tokens:
            return f"已达到本次的词元上限 {settings.max_tokens:,}，其余段落改用离线句式"
        if settings.max_cost is not None and self.cost >= settings.max_cost:
            return f"已达到本次的费用上限 {settings.max_cost} {settings.currency}，其余段落改用离线句式"
        return ""
