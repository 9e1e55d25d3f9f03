"""Prompts: the messages of a request, from the files of ``prompts/model``."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from string import Template as Text
from typing import NamedTuple

from assistant.drafting.model.pieces import Piece

_BETWEEN = "\n---\n"


class Message(NamedTuple):
    """A message to a model: ``role`` is ``system`` or ``user``."""

    role: str
    text: str


class Fault(NamedTuple):
    """A wording that did not pass, and why."""

    text: str
    problems: Sequence[str]


def write_messages(pieces: Sequence[Piece], faults: Mapping[int, Fault] | None = None) -> list[Message]:
    """The messages that ask for pieces of one kind; ``faults`` are those of an earlier try, by the number of the piece."""
    system, user = _prompt(pieces[0].kind.prompt).split(_BETWEEN)
    asked = Text(user).substitute(
        slots="\n".join(_slots(pieces)), subjects="\n".join(_subjects(pieces)), pieces="\n".join(_numbered(pieces))
    )
    if wishes := [quote(piece.wish) for piece in pieces if piece.wish]:
        asked += Text(_prompt("wish")).substitute(wish="、".join(wishes))
    if faults:
        asked += Text(_prompt("repair")).substitute(problems="\n".join(_told(faults)))
    return [Message("system", system.strip()), Message("user", asked.strip())]


def write_question(name: str, **parts: str) -> list[Message]:
    """The messages of a prompt whose parts are given; what people said stands in them as data, on one line."""
    system, user = _prompt(name).split(_BETWEEN)
    return [Message("system", system.strip()), Message("user", Text(user).substitute(parts).strip())]


def quote(text: str) -> str:
    """A text as data: nothing in it can end the line that quotes it."""
    return f"「{' '.join(text.split()).replace('「', '“').replace('」', '”')}」"


def prompt_version(name: str) -> str:
    """The name of a prompt and the hash of its words."""
    return f"{name}@{hashlib.sha256(_prompt(name).encode()).hexdigest()[:8]}"


def estimate_tokens(text: str) -> int:
    """About how many tokens a text is, rather too many: one for a 汉字, one for three other signs."""
    chinese = sum(character > "\u2e80" for character in text)
    return chinese + (len(text) - chinese) // 3


def _slots(pieces: Sequence[Piece]) -> Iterator[str]:
    """What each slot shows and means, for every paragraph."""
    for number, piece in enumerate(pieces, start=1):
        told = "；".join(f"{slot.name}={slot.shown}{f'（{slot.meaning}）' if slot.meaning else ''}" for slot in piece.template.slots)
        yield f"第{number}段：{told}"


def _subjects(pieces: Sequence[Piece]) -> Iterator[str]:
    for number, piece in enumerate(pieces, start=1):
        told = "，".join(f"{slot.name}={slot.shown}" for slot in piece.template.slots)
        yield f"{number}. {piece.subject}{f'（占位符 {told}）' if told else ''}"


def _numbered(pieces: Sequence[Piece]) -> Iterator[str]:
    for number, piece in enumerate(pieces, start=1):
        yield f"{number}. {quote(piece.template.text)}"


def _told(faults: Mapping[int, Fault]) -> Iterator[str]:
    for number, fault in faults.items():
        yield f"第{number + 1}条{quote(fault.text)}：{'；'.join(fault.problems)}"


@cache
def _prompt(name: str) -> str:
    return resources.files("prompts").joinpath(f"model/{name}.md").read_text(encoding="utf-8")
