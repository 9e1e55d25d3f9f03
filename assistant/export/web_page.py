"""The frame of the self-contained pages: one file with its style in it, without script, that loads nothing."""

from html import escape
from importlib import resources
from string import Template


def make_page(title: str, body: str, style: str) -> str:
    """A page; ``title`` is text, ``body`` markup, ``style`` the stylesheet beside this file that adds to the common one."""
    styles = "".join(_read(name) for name in ("web_page.css", style))
    return Template(_read("web_page.html")).substitute(title=escape(title), style=styles, body=body)


def _read(name: str) -> str:
    return (resources.files("assistant.export") / name).read_text(encoding="utf-8")
