"""What units are done by: an executor that can say how many it does at a time, and drop what it does."""

from abc import abstractmethod
from concurrent.futures import BrokenExecutor, Executor


class WorkerLost(BrokenExecutor):
    """What did a unit has ended before the unit was done; ``log`` is what it said in the end."""

    def __init__(self, reason: str, log: str = "") -> None:
        super().__init__(reason)
        self.reason, self.log = reason, log


class Crew(Executor):
    """An executor of units. Its futures raise ``WorkerLost`` for a unit whose process ended."""

    @property
    @abstractmethod
    def at_a_time(self) -> int:
        """How many units to hand it at a time."""

    def require_alive(self) -> None:  # most crews live as long as this process
        """Make sure that what was handed over can still come back.

        Raises:
            JuesuanError: It cannot.
        """

    @abstractmethod
    def abandon(self) -> None:
        """End at once what is under way, and begin nothing more: all futures come to an end."""
