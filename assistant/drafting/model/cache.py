"""Answers kept in the user's folder by what was asked, so that a rerun, or one that was broken off, asks nothing twice."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.drafting.model.answers import Answer
from assistant.drafting.model.prompting import Message
from assistant.settings import ModelSettings


class Cache:
    """Answers as files, one a request; a folder that cannot be written is none at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key."""
        try:
            answer = json.loads((self._folder / key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer; the file is whole or absent."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(answer, file, ensure_ascii=False)
            os.replace(name, self._folder / key)


def default_cache() -> Cache:
    """The cache in the user's own folder."""
    import platformdirs

    return Cache(Path(platformdirs.user_cache_dir("juesuan")) / "model")


def request_key(settings: ModelSettings, messages: Sequence[Message], kind: type[Answer]) -> str:
    """What tells a request from every other: where it goes, how it is asked, its words; not the key."""
    asked = [settings.model, settings.base_url, settings.method, settings.temperature, kind.schema_of_answer(), messages]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
