"""What a batch needs to keep beyond itself; a room that knows a database hands it in."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from schemas.batch import KeptBatch, Outcome

if TYPE_CHECKING:
    from assistant.drafting.model.cache import Answers
    from assistant.drafting.model.throttle import Throttle
    from assistant.settings import ModelSettings


class Ledger(Protocol):
    """Where outcomes are kept by the key of their job."""

    def find(self, key: str) -> Outcome | None:
        """The outcome of a job that was settled or begun."""

    def last(self, folder: Path) -> Outcome | None:
        """The outcome of what was done into a folder last, whatever the unit's files are now."""

    def record(self, key: str, folder: Path, outcome: Outcome) -> None:
        """Keep the outcome of a job that was done into a folder, in place of whatever was done into it before."""


class Books(Protocol):
    """The ledger, the model's answers and pace, and the batches that were begun."""

    @property
    def ledger(self) -> Ledger:
        """Where outcomes are kept."""

    def answers(self, settings: "ModelSettings") -> "AbstractContextManager[Answers]":
        """The answers of models."""

    def throttle(self, settings: "ModelSettings") -> "Throttle":
        """The pace at which a model may be asked by all."""

    def begin(self, batch: KeptBatch) -> None:
        """Keep that a batch was begun."""

    def knows(self, mark: str) -> bool:
        """Whether the batch of this mark was begun in these books."""
