"""The command of the conversation: `juesuan chat`, a unit's draft worked on in words, in a terminal."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import FormsOption, InputsFile, PriorFile, Tables
from assistant.terminal import CLEAN

if TYPE_CHECKING:
    from assistant.conversation.turns import Turn

CHAT_HELP = "用对话完善一个单位的说明：记原因、问数字、改文字、撤销；所做的都保存，可随时接着做。"
_QUIT = {"退出", "结束", "再见", "quit", "exit", "q"}
_MOST_LINES = 4
_PROMPT = "您："


def chat_command(
    tables: Tables,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    forms: FormsOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="结束时把说明写到这个文件夹")] = None,
) -> int:
    """Work on a unit's draft by conversation; ends with the input, or with 退出."""
    from assistant.conversation.model_hearing import choose_hearing
    from assistant.conversation.turns import ask_next, take_turn
    from assistant.desks.kept import start_desk
    from assistant.pipeline import write_draft
    from assistant.readers.guard import read_bytes
    from assistant.settings import StoreSettings
    from assistant.store.database import open_store
    from schemas.conversation import Talk

    settings = StoreSettings()
    given = {"tables": tables, "prior": prior, "inputs": inputs, "forms": forms}
    files = {role: (path.name, read_bytes(path)) for role, path in given.items() if path}
    store = open_store(settings.database_url.get_secret_value())
    keeper = start_desk(store, files, settings.author or "命令行")
    hearing = choose_hearing()
    question, talk = ask_next(keeper.desk, Talk())
    unit = keeper.desk.workspace
    print(f"{unit.unit}，{unit.year}年度。{hearing.told}说“帮助”看我能做什么，说“退出”结束；所做的都已保存。")
    print(f"\n助手：{question or '原因都填好了。'}")
    for sentence in _sentences():
        turn = take_turn(sentence, keeper.desk, talk, keeper, hearing.hear, hearing.revise)
        talk = turn.talk
        print("\n".join(_told(turn)))
    if out:
        print("已生成：", *(f"  {path}" for path in write_draft(keeper.desk.draft, out)), sep="\n")
    return CLEAN


def _sentences() -> Iterator[str]:
    """What a person says, line by line, until they end it."""
    while True:
        print(_PROMPT, end="", flush=True)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            print(line.rstrip("\n"))
        if not line or line.strip().lower() in _QUIT:
            return
        if line.strip():
            yield line.strip()


def _told(turn: "Turn") -> Iterator[str]:
    """The answer, what it changed, and what is asked next."""
    yield f"\n助手：{turn.reply.text}"
    yield from _first(f"{effect.label}：{effect.after}" for effect in turn.reply.effects)
    yield from _first(f"依据：{line}" for line in turn.sources())
    if turn.question:
        yield f"\n助手：{turn.question}"


def _first(lines: Iterable[str]) -> Iterator[str]:
    """The first lines, and how many there are more."""
    told = list(lines)
    yield from (f"  {line}" for line in told[:_MOST_LINES])
    if len(told) > _MOST_LINES:
        yield f"  ……共 {len(told)} 条"
