"""Faults of a provider: what went wrong, whether asking again may help, and how it is told."""

import json
import math
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "rate_limited",
    "overloaded",
    "server",
    "timeout",
    "connection",
    "garbled",
    "truncated",
    "refused",
    "filtered",
    "too_long",
    "unauthorised",
    "not_found",
    "rejected",
]

TOLD: dict[FaultKind, str] = {
    "rate_limited": "请求过于频繁或额度用完（429）",
    "overloaded": "模型服务过载或停用（503、529）",
    "server": "模型服务出错（5xx）",
    "timeout": "在限定时间内没有答复",
    "connection": "连接不上或连接中断",
    "garbled": "答复不是约定的格式（网页、残缺的 JSON 或空答复）",
    "truncated": "答复太长被截断",
    "refused": "模型拒绝回答",
    "filtered": "被服务方的内容过滤拦下",
    "too_long": "内容超过模型的长度限制",
    "unauthorised": "密钥无效或没有权限（401、403），请检查 JUESUAN_API_KEY",
    "not_found": "没有这个模型或地址（404），请检查 JUESUAN_MODEL 和 JUESUAN_BASE_URL",
    "rejected": "服务方不接受这个请求（400），可换一种 JUESUAN_METHOD 再试",
}
_AGAIN: frozenset[FaultKind] = frozenset({"rate_limited", "overloaded", "server", "timeout", "connection", "garbled"})
_OF_LOAD: frozenset[FaultKind] = frozenset({"rate_limited", "overloaded"})
_OF_PIECE: frozenset[FaultKind] = frozenset({"truncated", "refused", "filtered", "too_long"})
_HOPELESS: frozenset[FaultKind] = frozenset({"unauthorised", "not_found"})
_STATUSES: dict[int, FaultKind] = {
    400: "rejected",
    401: "unauthorised",
    403: "unauthorised",
    404: "not_found",
    408: "timeout",
    409: "server",
    413: "too_long",
    422: "rejected",
    429: "rate_limited",
    503: "overloaded",
    529: "overloaded",
}
_NAMED: tuple[tuple[str, FaultKind], ...] = (
    ("content_filter", "filtered"),
    ("context_length", "too_long"),
    ("context length", "too_long"),
    ("context size", "too_long"),
)
"""What the answers with status 400 of OpenAI, vLLM and llama.cpp say of their cause."""

_FAULTY = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What the client library raises over an answer that is no answer: a page of HTML, no choices, broken JSON."""


@dataclass
class ModelFault(Exception):
    """A request that gave no usable answer; ``wait`` are the seconds after which the provider wants to be asked again."""

    kind: FaultKind
    wait: float | None = None

    @property
    def may_be_retried(self) -> bool:
        """Whether the same request may succeed later."""
        return self.kind in _AGAIN

    @property
    def is_of_load(self) -> bool:
        """Whether every other request would fail now too: the provider says that it is asked too much, or when to ask again.

        Any other fault of a server, an answer that is slow, late or broken, a connection that was cut say nothing of others:
        at one such fault in twenty requests, all workers would stand still most of the time.
        """
        return self.kind in _OF_LOAD or self.wait is not None

    @property
    def is_of_piece(self) -> bool:
        """Whether it lies in what was asked, and says nothing about other requests."""
        return self.kind in _OF_PIECE

    @property
    def is_of_length(self) -> bool:
        """Whether a shorter request may succeed."""
        return self.kind in {"truncated", "too_long"}

    @property
    def is_hopeless(self) -> bool:
        """Whether no request of this run can succeed."""
        return self.kind in _HOPELESS

    def __str__(self) -> str:
        """What a person reads."""
        return TOLD[self.kind]


def classify(error: Exception) -> ModelFault:
    """The fault that an exception of langchain or openai means; one that is none of theirs is raised again."""
    import openai
    from langchain_core.exceptions import ContextOverflowError, ModelRefusalError, OutputParserException

    if isinstance(error, ContextOverflowError):
        return ModelFault("too_long")
    if isinstance(error, ModelRefusalError):
        return ModelFault("refused")
    if isinstance(error, openai.LengthFinishReasonError):
        return ModelFault("truncated")
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return ModelFault("filtered")
    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    if isinstance(error, openai.APITimeoutError):
        return ModelFault("timeout")
    if isinstance(error, openai.APIConnectionError):
        return ModelFault("connection")
    if isinstance(error, (openai.APIError, OutputParserException, json.JSONDecodeError, *_FAULTY)):
        return ModelFault("garbled")
    raise error


def _of_status(error: "openai.APIStatusError") -> ModelFault:  # type: ignore[name-defined]  # noqa: F821
    kind = _STATUSES.get(error.status_code, "server")
    if kind == "rejected":
        kind = next((named for words, named in _NAMED if words in str(error.body)), kind)
    return ModelFault(kind, _seconds(error.response.headers.get("retry-after")))


def _seconds(header: str | None) -> float | None:
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
