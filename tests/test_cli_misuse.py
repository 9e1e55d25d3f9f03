"""Wrong use of the command line: told in Chinese, in one line, with where to look it up; help is in Chinese too."""

import re

import pytest

from assistant.cli import main
from tests.material import TABLES

MISUSES = {
    "zuo": "没有 zuo 这个命令；用 juesuan --help 查看用法",
    "figure": "没有 figure 这个命令，是不是 figures；用 juesuan --help 查看用法",
    "template input": "没有 input 这个命令，是不是 inputs；用 juesuan template --help 查看用法",
    "--versions": "没有 --versions 这个选项，是不是 --version；用 juesuan --help 查看用法",
    "draft": "缺少参数 TABLES；用 juesuan draft --help 查看用法",
    "draft 表.xlsx --outlines a": "没有 --outlines 这个选项，是不是 --outline、--out；用 juesuan draft --help 查看用法",
    "draft -x 表.xlsx": "没有 -x 这个选项；用 juesuan draft --help 查看用法",
    "draft 我的 表.xlsx": "多出了 表.xlsx，名称中有空格的请加引号；用 juesuan draft --help 查看用法",
    "draft 表.xlsx --prior": "--prior 后面缺少内容；用 juesuan --help 查看用法",
    "draft 表.xlsx --drafter 手写": "--drafter 手写 不在可选的 offline、model 之中；用 juesuan draft --help 查看用法",
    "figures 表.xlsx --format csv": "--format csv 不在可选的 table、json、xlsx 之中；用 juesuan figures --help 查看用法",
    "reconcile 表.xlsx --format=": "--format  不在可选的 text、json 之中；用 juesuan reconcile --help 查看用法",
    "template inputs": "缺少参数 --out；用 juesuan template inputs --help 查看用法",
    "template inputs --out 新.xlsx --prior 上年.xlsx": "--prior：要与 --tables 一起使用",
    f"figures {TABLES} --format xlsx": "--format xlsx：请用 --out 指定要写入的文件",
}


@pytest.mark.parametrize("line", MISUSES)
def test_wrong_use_is_told_in_one_chinese_line(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 2
    assert capsys.readouterr() == ("", f"{MISUSES[line]}\n")


@pytest.mark.parametrize("line", ["", "template"])
def test_without_a_command_the_commands_are_listed(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("用法：")
    assert re.search(r"^  (draft|inputs) ", told.err, re.MULTILINE)


NAMES = (
    r"juesuan|app|batch|chat|draft|figures|score|reconcile|check|rules|template|inputs|tables|performance|model|test",  # commands
    r"both|dask|offline|files|out|text|table|docx|xlsx|pdf|json|wuhan|national",  # values
    r"--?[a-z][a-z-]*|<(?:\w+\|)+\w+>|[A-Z]{2,}|\w+-\d{4}",  # options, choices, placeholders, outlines
    r"Word|Markdown|\.[a-z]{2,4}",  # kinds of file
)


LINES = (
    *("", "draft", "figures", "score", "reconcile", "check", "rules", "template", "template inputs", "template tables"),
    *("template performance", "model", "model test", "app", "batch", "chat"),
)


@pytest.mark.parametrize("line", LINES)
def test_help_is_in_chinese_throughout(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """English are only the names of commands, options, values, placeholders and kinds of file."""
    assert main([*line.split(), "--help"]) == 0
    told = capsys.readouterr().out
    rest = re.sub(rf"(?<![A-Za-z])(?:{'|'.join(NAMES)})(?![A-Za-z])", "", told)
    assert re.findall(r"[A-Za-z]{2,}", rest) == []


def test_control_characters_of_an_argument_do_not_reach_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "\x1b[31m红\n表.xlsx"]) == 2
    assert capsys.readouterr().err == " [31m红 表.xlsx：没有这个文件\n"
