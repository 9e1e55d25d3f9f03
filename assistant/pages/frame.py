"""What every page stands in: the store, the person's name, the words of the library in Chinese, and how trouble is told."""

import gc
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import JuesuanError, tell_bug
from assistant.settings import StoreSettings
from assistant.store.database import Store, open_store

if TYPE_CHECKING:
    from assistant.desks.batch_jobs import BatchJob


def dress_page() -> None:
    """The style of every page, in which the library's own English words are replaced."""
    style = resources.files("assistant.pages").joinpath("frame.css").read_text(encoding="utf-8")
    st.html(f"<style>{style}</style>")


@st.cache_resource(show_spinner=False)
def the_store() -> Store:
    """The one store of this server.

    Raises:
        StoreUnusable: The database cannot be opened.
    """
    return open_store(StoreSettings().database_url.get_secret_value())


@st.cache_resource(show_spinner=False)
def keep_loaded() -> None:
    """Once a server: what is loaded by now is no garbage. To look through it again took up to a third of an edit's time."""
    gc.freeze()


@st.cache_resource(show_spinner=False)
def the_jobs() -> dict[str, "BatchJob"]:
    """The batches of this server, by name; a page that is loaded again finds its own."""
    return {}


def store_or_stop() -> Store:
    """The store; where it cannot be opened the page says why, and ends."""
    try:
        return the_store()
    except JuesuanError as error:
        st.error(plain(str(error)))
        st.stop()


def ask_author() -> None:
    """Who works here; kept with every change."""
    if "author" not in st.session_state:
        st.session_state.author = the_author()
    said = st.text_input("您的名字", key="author", help="记在每次修改上，便于与同事分清是谁改的。")
    st.session_state.name = said.strip() or "我"


def the_author() -> str:
    """Who said who works here; what a field holds is forgotten once it is not shown, this is not."""
    return str(st.session_state.get("name") or StoreSettings().author or "我")


def is_own_machine() -> bool:
    """Whether the page is served to this machine only, so that its folders may be named."""
    return st.get_option("server.address") in {"127.0.0.1", "::1", "localhost"}


def guarded(show: Callable[[], None]) -> None:
    """Show a page; a bug in it is a line in Chinese and a traceback in the log. The rim of the program: nothing catches it above."""
    try:
        show()
    except Exception as error:
        logging.getLogger("juesuan").exception("on the page")
        st.error(plain(f"{tell_bug(error)}；保存过的都在，刷新页面可以接着做。"))


def plain(text: str) -> str:
    """People's words for a place where the library reads markup: no sign of it is one."""
    return re.sub(r"([\\`*_\[\]#~|<>:$!])", r"\\\1", text)


def go_to(place: str) -> None:
    """Have the text show a paragraph; to go to the same one again is another wish."""
    _, count = st.session_state.get("focus", ("", 0))
    st.session_state.focus = (place, count + 1)


@contextmanager
def told() -> Iterator[None]:
    """Trouble of the user's material, or of the store, becomes a line on the page and a log line, never a traceback."""
    try:
        yield
    except JuesuanError as error:
        logging.getLogger("juesuan").info("told: %s", error)
        st.error(plain(str(error)))
