"""The terminal: help and misuse told in Chinese, exit codes, and what is printed or written."""

import codecs
import errno
import os
import re
import sys
from pathlib import Path

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from assistant.errors import UnwritableOutput

CLEAN, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

WORDS = {
    "Usage: ": "用法：",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明。",
    "[required]": "[必填]",
    "[default: ": "[默认：",
    "[default:": "[默认：",
    "[OPTIONS]": "[选项]",
    "{TABLES}": "TABLES",
    "{DOC...}...": "DOC...",
    " <list[Path]>": "",
    " <str>": "",
    " <path>": "",
    "COMMAND [ARGS]...": "命令 …",
}
"""The command line library's own English words in help texts."""

MISUSES = {
    r"No such command (.+)\. Did you mean (.+)\?": "没有 {} 这个命令，是不是 {}",
    r"No such command (.+)\.": "没有 {} 这个命令",
    r"Got unexpected extra argument\(s\) \((.+)\)": "多出了 {}，名称中有空格的请加引号",
    r"Option .+ requires an argument\.": "后面缺少内容",
    r"Input should be greater than or equal to (.+)": "不能小于 {}",
    r"Input should be less than or equal to (.+)": "不能大于 {}",
    r"Input should be a valid integer.*": "应为整数",
    r"(?:Value error, )?(.+) is not one of (.+)\.": "{} 不在可选的 {} 之中",
}
"""What the command line library says of wrong use, and how it is told here."""


def translate(text: str) -> str:
    """A help text with the library's words in Chinese."""
    for english, chinese in WORDS.items():
        text = text.replace(english, chinese)
    return text


class Command(TyperCommand):
    """A command whose help is in Chinese throughout."""

    def get_help(self, ctx: object) -> str:
        """The help text, translated."""
        return translate(super().get_help(ctx))  # type: ignore[arg-type]


class Group(TyperGroup):
    """A group of commands whose help is in Chinese throughout."""

    def get_help(self, ctx: object) -> str:
        """The help text, translated."""
        return translate(super().get_help(ctx))  # type: ignore[arg-type]


def open_streams() -> None:
    """Let no character stop a line: what the screen's encoding lacks is simplified."""
    codecs.register_error("simplify", _simplify)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="simplify")


def lose_output(error: OSError) -> int:
    """The reader of the pipe has gone, or the disk is full; what is still to be printed is dropped."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC):
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLEAN if error.errno == errno.EPIPE else stop("标准输出：无法写入，磁盘空间不足")


def _simplify(error: UnicodeError) -> tuple[str, int]:
    """What the screen's encoding does not have: a minus sign becomes a hyphen, anything else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join("-" if character == "−" else "?" for character in error.object[error.start : error.end]), error.end


def put(data: bytes, out: Path | None, form: str = "") -> None:
    """Write to a file, keeping one of this name, or print; JSON for another program is UTF-8 whatever the screen's encoding.

    Raises:
        UnwritableOutput: the file cannot be written.
    """
    from assistant.export.files import replace_kept

    if out:
        kept = replace_kept(out, data)
        tell_written(out, kept)
        return
    if form == "json" and hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    print(data.decode(), end="")


def tell_written(path: Path, kept: Path | None) -> None:
    """That a file was written, and the name under which another one was set aside for it."""
    print(f"已生成：{path}" + (f"（原有的同名文件已改名为 {kept.name}）" if kept else ""))


def put_new(data: bytes, out: Path) -> int:
    """Write a file that is to be filled in, never over one that may be filled in already.

    Raises:
        UnwritableOutput: there is a file of this name.
    """
    if out.exists():
        raise UnwritableOutput(str(out), "文件已经存在；为免覆盖已填写的内容，请换一个文件名")
    put(data, out)
    return CLEAN


def stop(message: str) -> int:
    """Tell in one line what stopped the run; returns the exit code for it."""
    print("".join(character if character.isprintable() else " " for character in message), file=sys.stderr)
    return UNUSABLE


def misused(error: TyperException) -> int:
    """Tell what was wrong with the command line, in Chinese, and where to look it up."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context:
        print(context.get_help(), file=sys.stderr)
        return UNUSABLE
    command = context.command_path if context else "juesuan"
    return stop(f"{_tell_misuse(error)}；用 {command} --help 查看用法")


def _tell_misuse(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().strip("'") if parameter is not None else getattr(error, "option_name", "")
    if type(error).__name__ == "MissingParameter":
        return f"缺少参数 {name}"
    if type(error).__name__ == "NoSuchOption":
        near = "、".join(getattr(error, "possibilities", None) or ())
        return f"没有 {name} 这个选项" + (f"，是不是 {near}" if near else "")
    for pattern, told in MISUSES.items():
        match = re.fullmatch(pattern, error.message, re.DOTALL)
        if match:
            return " ".join([name, told.format(*(group.replace("'", "").replace(", ", "、") for group in match.groups()))]).strip()
    return f"用法有误（{error.message}）"


def show_progress(done: int, total: int) -> None:
    """How many scanned pages are read, on one line of a terminal that is renewed; nothing where nobody looks."""
    if sys.stderr.isatty():
        full = 30 * done // total
        ends = "\n" if done == total else ""
        print(f"\r识别图片：[{'█' * full}{'·' * (30 - full)}] {done}/{total} 页", end=ends, file=sys.stderr, flush=True)
