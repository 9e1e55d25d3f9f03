"""A conversation over a workspace: what a person's sentence asks to be done, and what is answered."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.frozen import Frozen

Question = Literal["level", "change", "why", "share", "completion", "source", "compare", "missing", "findings", "help"]
"""What can be asked: an amount, its change, why it moved, its share, how much of the budget, where a number comes from,
what differs from last year's text, what is still missing, what the check found, and what can be asked at all."""


class SetReason(Frozen):
    """Give a person's words as the reason of movements; ``facts`` are those whose movements they explain."""

    action: Literal["set_reason"] = "set_reason"
    facts: tuple[str, ...]
    text: str


class SetStyle(Frozen):
    """Write numbers or the report otherwise: decimals, or the name of an outline."""

    action: Literal["set_style"] = "set_style"
    name: Literal["percent_decimals", "money_decimals", "outline"]
    value: str


class Revise(Frozen):
    """Word a paragraph otherwise: in the person's own ``text``, as a model understands their ``wish``, or, without both, as drafted."""

    action: Literal["revise"] = "revise"
    place: str
    text: str = ""
    wish: str = ""


class Answer(Frozen):
    """Answer a question about ``facts``, which are stems (``income.total``), the likeliest first."""

    action: Literal["answer"] = "answer"
    question: Question
    facts: tuple[str, ...] = ()


class Option(Frozen):
    """One of the things that a sentence could mean."""

    label: str
    does: "Action"


class AskBack(Frozen):
    """Ask which of several things is meant; without options, only say what is not understood."""

    action: Literal["ask_back"] = "ask_back"
    question: str
    options: tuple[Option, ...] = ()


class Skip(Frozen):
    """Leave the reason that was asked for open."""

    action: Literal["skip"] = "skip"


class Undo(Frozen):
    """Take the last change back."""

    action: Literal["undo"] = "undo"


Action = Annotated[SetReason | SetStyle | Revise | Answer | AskBack | Skip | Undo, Field(discriminator="action")]


class Talk(Frozen):
    """Where a conversation stands.

    ``asked`` is the movement whose reason was asked for, ``options`` what was offered, ``skipped`` what a person does not want to
    be asked; ``about`` are the stems that were last spoken of, ``recorded`` the movements whose reason was set last.
    """

    asked: str = ""
    options: tuple[Option, ...] = ()
    skipped: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()


class Effect(Frozen):
    """What a change did to a paragraph: its number, how people call it, and its text before and after."""

    place: str
    label: str
    before: str
    after: str


class Reply(Frozen):
    """An answer: its text, the facts it states, what it changed, and by whom the sentence was understood."""

    text: str
    facts: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    place: str = ""
    heard_by: Literal["rules", "model"] = "rules"
