"""Asking: one request, paid once, in its turn, and again where that may help."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from assistant.drafting.model.answers import Answer
from assistant.drafting.model.cache import Answers, NoAnswers, request_key
from assistant.drafting.model.client import Client, Reply
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.prompting import Message, estimate_tokens
from assistant.drafting.model.spending import Spending
from assistant.drafting.model.throttle import Throttle, local_throttle, wait_for_turn

_LONGEST_WAIT = 60.0
_LOOK_AGAIN = 1.0
"""Seconds after which an answer that another is asking for is looked for again."""

_wait = wait_exponential_jitter(initial=1, max=20)


class Request(NamedTuple):
    """What is asked: for so many pieces, with an answer of about so many tokens."""

    messages: Sequence[Message]
    kind: type[Answer]
    pieces: int
    expected: int

    @property
    def tokens(self) -> int:
        """About how many tokens it takes with its answer."""
        return self.expected + sum(estimate_tokens(message.text) for message in self.messages)


@dataclass(frozen=True, slots=True)
class Access:
    """What all that ask a provider share: its answers, and its limits, by default those of this process. ``sleep`` waits."""

    answers: Answers = field(default_factory=NoAnswers)
    throttle: Throttle | None = None
    sleep: Callable[[float], None] = time.sleep


class Asker:
    """Asks a client for answers on account of a run; safe to use from several threads."""

    def __init__(self, client: Client, spending: Spending, access: Access) -> None:
        self._client, self._spending, self._answers, self._sleep = client, spending, access.answers, access.sleep
        self._settings = spending.settings
        self._throttle = access.throttle or local_throttle(self._settings.provider, self._settings.limits)

    def answer(self, request: Request) -> tuple[dict[str, Any], int]:
        """The answer to a request, and the tokens that were paid for it: none where it was kept, or another has paid.

        Raises:
            ModelFault: No try gave an answer.
            Stopped: Nothing is asked any more.
        """
        key = request_key(self._settings, request.messages, request.kind)
        while (kept := self._answers.find(key)) is None:
            if self._answers.claim(key):
                reply = self._pay(key, request)
                return reply.answer, reply.tokens_in + reply.tokens_out
            self._sleep(_LOOK_AGAIN)
        self._spending.reuse()
        return kept, 0

    def _pay(self, key: str, request: Request) -> Reply:
        """Ask for a request that was claimed; its answer is kept, or the claim given up."""
        try:
            reply = self._persist(request, partial(self._rest, key))
        except BaseException:
            self._answers.release(key)
            raise
        self._answers.keep(key, reply.answer)
        return reply

    def _rest(self, key: str, seconds: float) -> None:
        if seconds:
            self._sleep(seconds)
            self._answers.renew(key)

    def _persist(self, request: Request, rest: Callable[[float], None]) -> Reply:
        """Ask until there is an answer or no hope; a single piece that is too long lies with the provider."""
        retrying = Retrying(
            stop=stop_after_attempt(self._settings.retries + 1),
            wait=_alone,
            after=self._back_off,
            retry=retry_if_exception(lambda error: isinstance(error, ModelFault) and error.may_be_retried),
            sleep=rest,
            reraise=True,
        )
        try:
            return retrying(self._ask_once, request, rest)
        except ModelFault as fault:
            self._spending.fail(fault, of_provider=not fault.is_of_piece or (fault.is_of_length and request.pieces == 1))
            raise

    def _ask_once(self, request: Request, rest: Callable[[float], None]) -> Reply:
        self._spending.check()
        tokens = request.tokens
        wait_for_turn(self._throttle, tokens, rest)
        self._spending.begin()
        reply = self._client.ask(request.messages, request.kind)
        self._spending.succeed(reply)
        used = reply.tokens_in + reply.tokens_out
        if used:
            self._throttle.settle(used - tokens)
        return reply

    def _back_off(self, state: RetryCallState) -> None:
        """After a try, be it the last: a fault of load has all wait, this thread like any other when it next asks for its turn."""
        fault = _fault(state)
        if fault and fault.is_of_load:
            self._throttle.back_off(_seconds(fault, state))


def _alone(state: RetryCallState) -> float:
    """How long a thread waits by itself before its next try."""
    fault = _fault(state)
    return 0.0 if fault is None or fault.is_of_load else _seconds(fault, state)


def _seconds(fault: ModelFault, state: RetryCallState) -> float:
    """How long to wait before the next try: what the provider asks for, else longer each time."""
    return _wait(state) if fault.wait is None else min(fault.wait, _LONGEST_WAIT)


def _fault(state: RetryCallState) -> ModelFault | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, ModelFault) else None
