"""Model jobs: a draft worded by a model in the background, with its progress, to be waited for or cancelled."""

import contextlib
from dataclasses import dataclass

from assistant.desks.background import Background
from assistant.desks.desk import Desk, decimals_of
from assistant.drafting.model.cache import default_cache
from assistant.model_drafts import draft_unit_with_model
from assistant.pipeline import DEFAULT_OUTLINE
from assistant.settings import ModelSettings
from schemas.narrative import Narrative


class _Cancelled(Exception):
    """A person wants it no more."""


@dataclass
class ModelJob(Background):
    """A running or finished job; ``narrative`` or ``trouble`` tells how it ended, neither that it was cancelled."""

    desk: Desk
    settings: ModelSettings
    done: int = 0
    total: int = 0
    narrative: Narrative | None = None

    def work(self) -> None:
        """Have the draft worded; when cancelled, it ends after the request under way, and what was answered is in the cache."""
        items = self.desk.workspace.items
        with contextlib.suppress(_Cancelled):
            self.narrative = draft_unit_with_model(
                self.desk.draft.material,
                self.settings,
                items.get("outline", DEFAULT_OUTLINE),
                self._progress,
                cache=default_cache() if self.settings.cache else None,
                decimals=decimals_of(items),
            ).narrative

    def _progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.is_cancelled():
            raise _Cancelled
