"""The writer: pieces in, wordings out that have passed the gate, each with how it came about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from assistant.drafting.clauses import STOPS, trim_clause
from assistant.drafting.model.answers import Answer, SentenceGroup
from assistant.drafting.model.cache import Cache, request_key
from assistant.drafting.model.client import Client, Reply
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.gate import Gate
from assistant.drafting.model.pieces import Piece
from assistant.drafting.model.prompting import Fault, Message, write_messages
from assistant.drafting.model.sameness import load_sameness
from assistant.drafting.model.spending import Spending, Stopped
from assistant.drafting.reasons import LEADS
from assistant.settings import ModelSettings

_LONGEST_WAIT = 60.0
_wait = wait_exponential_jitter(initial=1, max=20)


@dataclass(slots=True)
class Wording:
    """What became of a piece: its new wording, still with slots, or None where the offline wording stays.

    ``problems`` are those of the last try, ``first_problems`` of the first: what would have passed without a gate.
    """

    piece: Piece
    text: str | None = None
    tries: int = 0
    tokens: int = 0
    problems: list[str] = field(default_factory=list)
    first_problems: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Literal["first", "repaired", "offline"]:
        """Whether it passed at once, after repair, or not at all."""
        if self.text is None:
            return "offline"
        return "first" if self.tries == 1 else "repaired"


class Writer:
    """Asks a client for pieces, and again with what was wrong; ``sleep`` waits between retries."""

    def __init__(
        self, settings: ModelSettings, client: Client, spending: Spending, cache: Cache | None, sleep: Callable[[float], None]
    ) -> None:
        self._settings, self._client, self._spending, self._cache = settings, client, spending, cache
        self._gate = Gate(load_sameness())
        self._sleep = sleep

    def write(self, pieces: Sequence[Piece]) -> list[Wording]:
        """The wordings of pieces of one kind; what does not pass after the last repair stays offline, and so does what cannot be asked.

        Pieces that are too long together are asked for in two parts.
        """
        wordings = [Wording(piece) for piece in pieces]
        try:
            self._improve(wordings)
        except (ModelFault, Stopped) as error:
            middle = len(pieces) // 2
            if isinstance(error, ModelFault) and error.is_of_length and middle:
                return [*self.write(pieces[:middle]), *self.write(pieces[middle:])]
            for wording in wordings:
                wording.problems = wording.problems or [str(error)]
        return wordings

    def _improve(self, wordings: Sequence[Wording]) -> None:
        """Ask for wordings, and again for those that did not pass.

        Raises:
            ModelFault: A request gave no usable answer.
            Stopped: Nothing is asked any more.
        """
        open_ones = wordings
        faults: dict[int, Fault] | None = None
        for _ in range(self._settings.repairs + 1):
            faults = self._try(open_ones, faults)
            open_ones = [open_ones[number] for number in faults]
            faults = dict(enumerate(faults.values()))
            if not open_ones:
                break

    def _try(self, wordings: Sequence[Wording], faults: dict[int, Fault] | None) -> dict[int, Fault]:
        """Ask once for wordings; what did not pass, by the number of the wording."""
        kind = wordings[0].piece.kind
        messages = write_messages([wording.piece for wording in wordings], faults)
        key = request_key(self._settings, messages, kind)
        answer = self._cache.find(key) if self._cache else None
        tokens = 0
        if answer is None:
            reply = self._ask(messages, kind, len(wordings))
            answer, tokens = reply.answer, reply.tokens_in + reply.tokens_out
            if self._cache:
                self._cache.keep(key, answer)
        else:
            self._spending.reuse()
        found: dict[int, Fault] = {}
        for number, (wording, said) in enumerate(zip(wordings, _texts(answer, kind, len(wordings)), strict=True)):
            text = _tidy(wording.piece, said)
            wording.tries += 1
            wording.tokens += tokens // len(wordings)
            wording.problems = self._gate.problems(wording.piece.template, text)
            wording.first_problems = wording.first_problems if wording.tries > 1 else wording.problems
            if wording.problems:
                found[number] = Fault(text, wording.problems)
            else:
                wording.text = text
        return found

    def _ask(self, messages: Sequence[Message], kind: type[Answer], count: int) -> Reply:
        """Ask the client for ``count`` pieces, again where that may help; one that is too long alone lies with the provider.

        Raises:
            ModelFault: No try gave an answer.
            Stopped: Nothing is asked any more.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._settings.retries + 1),
            wait=_seconds,
            retry=retry_if_exception(lambda error: isinstance(error, ModelFault) and error.may_be_retried),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._ask_once, messages, kind)
        except ModelFault as fault:
            self._spending.fail(fault, of_provider=not fault.is_of_piece or (fault.is_of_length and count == 1))
            raise

    def _ask_once(self, messages: Sequence[Message], kind: type[Answer]) -> Reply:
        self._spending.begin()
        reply = self._client.ask(messages, kind)
        self._spending.succeed(reply)
        return reply


def _seconds(state: RetryCallState) -> float:
    """How long to wait before the next try: what the provider asks for, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, ModelFault) and error.wait is not None:
        return min(error.wait, _LONGEST_WAIT)
    return _wait(state)


def _texts(answer: dict[str, Any], kind: type[Answer], count: int) -> Sequence[str]:
    """The texts of an answer; empty ones where it is not what its schema asks for."""
    try:
        texts = kind.model_validate(answer).texts
    except ValidationError:
        texts = []
    return texts if len(texts) == count else [""] * count


def _tidy(piece: Piece, text: str) -> str:
    """A text with slots for what they show and without blanks or quotes; of a clause, no lead that the sentence has, and its stop."""
    plain = piece.template.rename(text.strip().strip("「」"))
    if piece.kind is SentenceGroup:
        return plain
    source = piece.template.text
    return trim_clause(plain, *LEADS) + source[len(source.rstrip(STOPS)) :]
