"""Answers kept by what was asked, so that nothing is paid twice: not by a rerun, nor by two that ask at the same time."""

import contextlib
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.drafting.model.answers import Answer
from assistant.drafting.model.prompting import Message
from assistant.settings import ModelSettings


class Answers(Protocol):
    """Answers shared by those that ask: who claims a request asks it, and keeps its answer or releases it."""

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key."""

    def claim(self, key: str) -> bool:
        """Whether to ask oneself; else another is asking or has just kept the answer, and it is to be looked for again."""

    def renew(self, key: str) -> None:
        """Say of a claimed request that it is still being asked."""

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Keep the answer to a claimed request."""

    def release(self, key: str) -> None:
        """Give up a claimed request that has no answer."""


class Cache:
    """Answers as files, one a request; a folder that cannot be written is none at all. Claims are those of its threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._claimed: set[str] = set()
        self._lock = threading.Lock()

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key."""
        try:
            answer = json.loads((self._folder / key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def claim(self, key: str) -> bool:
        """Whether to ask oneself; else another thread is asking or has just kept the answer."""
        with self._lock:
            if key in self._claimed or self.find(key) is not None:
                return False
            self._claimed.add(key)
        return True

    def renew(self, key: str) -> None:
        """Nothing: a claim ends with its thread, which releases it."""

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer; the file is whole or absent."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(answer, file, ensure_ascii=False)
            os.replace(name, self._folder / key)
        self.release(key)

    def release(self, key: str) -> None:
        """Give up a claim."""
        with self._lock:
            self._claimed.discard(key)


class NoAnswers:
    """Nothing is kept: everything is asked."""

    def find(self, key: str) -> None:
        """Nothing."""

    def claim(self, key: str) -> bool:
        """Always."""
        return True

    def renew(self, key: str) -> None:
        """Nothing."""

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Nothing."""

    def release(self, key: str) -> None:
        """Nothing."""


def default_cache() -> Cache:
    """The cache in the user's own folder."""
    import platformdirs

    return Cache(Path(platformdirs.user_cache_dir("juesuan")) / "model")


def request_key(settings: ModelSettings, messages: Sequence[Message], kind: type[Answer]) -> str:
    """What tells a request from every other: where it goes, how it is asked, its words; not the key."""
    asked = [settings.model, settings.base_url, settings.method, settings.temperature, kind.schema_of_answer(), messages]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
