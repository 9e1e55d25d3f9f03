"""Settings of the language model and of the store, from the environment (``JUESUAN_…``) and a file ``.env`` in the working folder."""

from decimal import Decimal
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import Hindrance
from assistant.pacing import Limits

LOCAL = "local:"
"""What a model's name begins with where it is a file: local:PATH.gguf."""

_OF_NO_DRAFT = {"api_key", "time_limit", "concurrency", "retries", "cache", "calls_per_minute", "tokens_per_minute"}


class ModelSettings(BaseSettings):
    """Where the model is and how it is asked. Prices are per million tokens, in ``currency``; caps are those of one run.

    What is limited a minute is that of all workers that share a throttle.
    """

    model_config = SettingsConfigDict(env_prefix="JUESUAN_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    model: str = ""
    base_url: str = ""
    api_key: SecretStr = SecretStr("")
    method: Literal["json_schema", "function_calling", "json_mode"] = "json_schema"
    temperature: float = Field(default=0.2, ge=0, le=2)
    time_limit: float = Field(default=60, gt=0)
    concurrency: int = Field(default=4, ge=1, le=64)
    calls_per_minute: int | None = Field(default=None, gt=0)
    tokens_per_minute: int | None = Field(default=None, gt=0)
    retries: int = Field(default=3, ge=0, le=10)
    repairs: int = Field(default=2, ge=0, le=5)
    max_calls: int = Field(default=100, ge=1)
    max_tokens: int = Field(default=60_000, ge=1)
    max_cost: Decimal | None = None
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    currency: str = "元"
    cache: bool = True

    @property
    def identity(self) -> str:
        """All that a draft by the model depends on, as JSON; not the key, and not how fast or how often it is asked."""
        return self.model_dump_json(exclude=_OF_NO_DRAFT)

    @property
    def is_local(self) -> bool:
        """Whether the model is a weights file that runs within this process."""
        return self.model.startswith(LOCAL)

    @property
    def limits(self) -> Limits:
        """How many calls and tokens may start in any minute."""
        return Limits(self.calls_per_minute, self.tokens_per_minute)

    @property
    def provider(self) -> str:
        """What the limits are those of."""
        return f"{self.model} {self.base_url}".strip()


class StoreSettings(BaseSettings):
    """Where workspaces are kept; empty is a SQLite file in the user's data folder. ``author`` is who changes them."""

    model_config = SettingsConfigDict(env_prefix="JUESUAN_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: SecretStr = SecretStr("")
    author: str = ""


class Misconfigured(Hindrance):
    """A setting is missing, or not what it must be."""


def load_settings(any_model: bool = False) -> ModelSettings:
    """The settings as they are now; ``any_model`` asks for no model, as where nothing is sent.

    Raises:
        Misconfigured: A value cannot be used, or no model is named.
    """
    try:
        settings = ModelSettings()
    except ValidationError as error:
        names = "、".join(f"JUESUAN_{'_'.join(map(str, fault['loc'])).upper()}" for fault in error.errors())
        raise Misconfigured("模型设置", f"{names} 的值不合要求") from None
    if not settings.model and not any_model:
        raise Misconfigured("模型设置", "没有指定模型：请在环境变量或 .env 文件中写 JUESUAN_MODEL、JUESUAN_BASE_URL、JUESUAN_API_KEY")
    return settings
