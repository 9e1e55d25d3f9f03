"""Model jobs: a draft worded by a model in the background, with its progress, to be waited for or cancelled."""

from dataclasses import dataclass, field
from threading import Event, Thread

from assistant.desks.desk import Desk, decimals_of
from assistant.drafting.model.cache import default_cache
from assistant.errors import JuesuanError
from assistant.model_drafts import draft_unit_with_model
from assistant.pipeline import DEFAULT_OUTLINE
from assistant.settings import ModelSettings
from schemas.narrative import Narrative


class _Cancelled(Exception):
    """A person wants it no more."""


@dataclass
class ModelJob:
    """A running or finished job; ``narrative`` or ``trouble`` tells how it ended, neither that it was cancelled."""

    desk: Desk
    settings: ModelSettings
    done: int = 0
    total: int = 0
    narrative: Narrative | None = None
    trouble: str = ""
    _stop: Event = field(default_factory=Event)
    _ended: Event = field(default_factory=Event)

    def start(self) -> "ModelJob":
        """Begin, in a thread that does not keep the process alive."""
        Thread(target=self._run, daemon=True).start()
        return self

    def cancel(self) -> None:
        """End after the request that is under way; what was answered is in the cache."""
        self._stop.set()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; whether it came."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        items, material = self.desk.workspace.items, self.desk.draft.material
        cache = default_cache() if self.settings.cache else None
        try:
            draft = draft_unit_with_model(
                material,
                self.settings,
                items.get("outline", DEFAULT_OUTLINE),
                self._progress,
                cache=cache,
                decimals=decimals_of(items),
            )
            self.narrative = draft.narrative
        except _Cancelled:
            pass
        except JuesuanError as error:
            self.trouble = str(error)
        finally:
            self._ended.set()

    def _progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._stop.is_set():
            raise _Cancelled
