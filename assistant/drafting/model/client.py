"""The client: one request to an OpenAI-compatible endpoint through LangChain, as a dict that its schema may still refuse.

LangChain and openai are loaded with the first request only.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from assistant.drafting.model.answers import StrictAnswer
from assistant.drafting.model.faults import ModelFault, classify
from assistant.drafting.model.prompting import Message
from assistant.settings import ModelSettings

_MOST_ANSWERED = 1500
"""Tokens of an answer: three times what the longest request needs."""

_FINISHED: dict[str, Any] = {"length": "truncated", "content_filter": "filtered"}


class Reply(NamedTuple):
    """What a model answered, and the tokens asked and answered with."""

    answer: dict[str, Any]
    tokens_in: int
    tokens_out: int


class Client(Protocol):
    """Something that answers requests."""

    def ask(self, messages: Sequence[Message], kind: type[StrictAnswer]) -> Reply:
        """The reply to messages under a schema.

        Raises:
            ModelFault: There is no usable answer.
        """


class EndpointClient:
    """A client of the endpoint that the settings name; safe to use from several threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._bound: dict[type[StrictAnswer], Any] = {}

    def ask(self, messages: Sequence[Message], kind: type[StrictAnswer]) -> Reply:
        """The reply to messages under a schema.

        Raises:
            ModelFault: There is no usable answer.
        """
        model = self._model(kind)
        try:
            raw = model.invoke([(message.role, message.text) for message in messages])
        except Exception as error:  # of langchain, openai, or over an answer that is none; others are raised again
            raise classify(error) from error
        return _reply(raw)

    def _model(self, kind: type[StrictAnswer]) -> Any:
        if kind not in self._bound:
            self._bound[kind] = _bind(self._chat, self._settings.method, kind)
        return self._bound[kind]

    @cached_property
    def _chat(self) -> Any:
        return _chat(self._settings)


def _bind(chat: Any, method: str, kind: type[StrictAnswer]) -> Any:
    """The model bound to the schema of an answer, as ``with_structured_output`` binds it, without its parser.

    What comes back is parsed here, strictly; LangChain's own parser completes half an object. The format is sent
    as ``extra_body``: openai walks the schema of a ``response_format`` at each call, half of the call's time.
    """
    schema = kind.schema_of_answer()
    if method == "function_calling":
        return chat.bind_tools([schema], tool_choice=kind.__name__, strict=True)
    strict = {"type": "json_schema", "json_schema": {"name": kind.__name__, "schema": schema, "strict": True}}
    return chat.bind(extra_body={"response_format": {"type": "json_object"} if method == "json_mode" else strict})


def _chat(settings: ModelSettings) -> Any:
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        settings.model,
        model_provider="openai",
        base_url=settings.base_url or None,
        api_key=settings.api_key.get_secret_value() or "none",
        temperature=settings.temperature,
        timeout=settings.time_limit,
        max_retries=0,
        max_tokens=_MOST_ANSWERED,
        use_responses_api=False,
    )


def _reply(raw: Any) -> Reply:
    if raw.additional_kwargs.get("refusal"):
        raise ModelFault("refused")
    finished = _FINISHED.get(raw.response_metadata.get("finish_reason", ""))
    if finished:
        raise ModelFault(finished)
    answer = raw.tool_calls[0]["args"] if raw.tool_calls else _whole_object(raw.content)
    used = raw.usage_metadata or {}
    return Reply(answer, used.get("input_tokens", 0), used.get("output_tokens", 0))


def _whole_object(content: Any) -> dict[str, Any]:
    """The one JSON object in a text, whatever is said around it; half an object is none, though LangChain would complete it.

    Raises:
        ModelFault: There is none.
    """
    text = content if isinstance(content, str) else ""
    try:
        answer = json.loads(text[text.find("{") : text.rfind("}") + 1])
    except ValueError as error:
        raise ModelFault("garbled") from error
    if not isinstance(answer, dict):
        raise ModelFault("garbled")
    return answer
