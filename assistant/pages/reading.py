"""The component that shows a text: numbers coloured by state, their sources on hover, paragraphs edited in place, findings beside it."""

from collections.abc import Callable
from importlib import resources
from typing import Any

import streamlit as st

from assistant.export.review_words import STATUS_NAMES
from schemas.review import Status

_SHOWN: tuple[Status, ...] = ("matched", "derived", "consistent", "mismatch", "unchecked")
WORDS = {
    "states": [[state, STATUS_NAMES[state]] for state in _SHOWN],
    "edit": "双击或按回车修改",
    "note": "批注（可不填）",
    "accepted": "采纳",
    "dismissed": "忽略",
    "none": "没有疑点。",
    "unsaved": "还没有保存：按回车再试，Esc 放弃",
    "before": "上一页",
    "after": "下一页",
}


def _part(name: str) -> str:
    return resources.files("assistant.pages").joinpath(name).read_text(encoding="utf-8")


_READING = st.components.v2.component(
    "juesuan_reading", html='<div class="juesuan"></div>', css=_part("reading.css"), js=_part("reading.js"), isolate_styles=True
)


def show_reading(key: str, blocks: list[dict[str, Any]], on: dict[str, Callable[[Any], None]], **more: Any) -> None:
    """Show blocks of text (``marking``).

    Args:
        key: The name of the widget.
        blocks: What is shown.
        on: What is done with ``edit`` (place, text, id), ``decide`` (finding, verdict, note) and ``page`` (a number).
        more: ``editable`` with ``owner`` (whose text it is) and ``handled`` (the id of the last edit taken over); ``findings``
            with ``filters``; ``focus``, a paragraph to go to and a number that is another for another wish; ``page``, a picture.
    """

    def forward(name: str) -> Callable[[], None]:
        def changed() -> None:
            value = getattr(st.session_state.get(key), name, None)
            if value is not None:
                on[name](value)

        return changed

    callbacks: dict[str, Any] = {f"on_{name}_change": forward(name) for name in on}
    _READING(key=key, data={"blocks": blocks, "words": WORDS, "filters": [], **more}, **callbacks)
