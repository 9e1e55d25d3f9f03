"""The commands of the language model: drafting with it, what a draft would ask it, and whether it can be used."""

import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from assistant.terminal import CLEAN, UNUSABLE, Command, Group, stop

if TYPE_CHECKING:
    from assistant.pipeline import Draft, Material
    from schemas.narrative import ModelRun


model_app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help="语言模型（可选；不用它也能起草）。")


@model_app.command("test", cls=Command, help="试一次所设的模型：能否连上、能否按格式答复、速度、中文、占位符。")
def test_command() -> int:
    """Try the configured endpoint with one strict request."""
    from assistant.model_drafts import try_model
    from assistant.settings import load_settings

    settings = load_settings()
    where = "本机，在程序之内运行" if settings.is_local else settings.base_url or "OpenAI"
    print(f"模型：{settings.model}　地址：{where}　格式：{settings.method}", flush=True)
    started = time.perf_counter()
    trial = try_model(settings)
    seconds = time.perf_counter() - started
    if trial.fault:
        return stop(f"模型：{trial.fault}")
    rate = f"，每秒 {trial.tokens_out / seconds:.0f} 个词元" if seconds else ""
    print(f"连接：可以，{seconds:.1f} 秒（输入 {trial.tokens_in}、输出 {trial.tokens_out} 个词元{rate}）")
    for told in (_told("按格式答复", trial.shaped), _told("中文", trial.chinese), _told("占位符原样保留", trial.slots)):
        print(told)
    print(f"答复：{trial.text}")
    print(_told("通过把关", trial.passed) + ("" if trial.passed else f"（{'；'.join(trial.problems)}）；起草时这样的段落会改用离线句式"))
    return CLEAN if trial.shaped else UNUSABLE


def _told(what: str, works: bool) -> str:
    return f"{what}：{'可以' if works else '不行'}"


def draft_by_model(material: "Material", outline: str) -> "Draft":
    """A unit's draft by the configured model, its progress shown on the terminal."""
    from assistant.drafting.model.cache import default_cache
    from assistant.model_drafts import draft_unit_with_model
    from assistant.settings import load_settings

    settings = load_settings()
    return draft_unit_with_model(material, settings, outline, _show_requests, cache=default_cache() if settings.cache else None)


def show_plan(material: "Material", outline: str) -> None:
    """Print what a draft would ask the model, and about how many tokens and how much money that takes."""
    from assistant.drafting.model.prompting import estimate_tokens
    from assistant.model_drafts import plan_requests
    from assistant.settings import load_settings

    settings = load_settings(any_model=True)
    requests = plan_requests(material, outline)
    for number, messages in enumerate(requests, start=1):
        print(f"===== 第{number}次调用 =====")
        print("\n".join(f"〔{message.role}〕\n{message.text}" for message in messages))
    asked = sum(estimate_tokens(message.text) for messages in requests for message in messages)
    answered = sum(estimate_tokens(messages[-1].text.rpartition("原文：")[2]) for messages in requests)
    cost = (asked * settings.price_in + answered * settings.price_out) / Decimal(1_000_000)
    print("=====")
    total = f"约 {asked + answered:,} 个词元（输入 {asked:,}，输出 {answered:,}）"
    has_price = settings.price_in or settings.price_out
    told = f"约 {cost:.4f} {settings.currency}" if has_price else "没有设价格，不估计费用"
    print(f"共 {len(requests)} 次调用，{total}，{told}；")
    print("不含退回重写。未联网，未发送任何内容。")


def tell_run(run: "ModelRun") -> Iterator[str]:
    """What the model did, line by line."""
    pieces = run.first + run.repaired + run.offline
    told = f"模型起草：{run.model}，共 {pieces} 个句段，一次通过 {run.first}，改后通过 {run.repaired}，改用离线句式 {run.offline}"
    yield told + (f"；另有 {run.refused} 段被复核退回离线句式" if run.refused else "")
    cost = f"，费用 {run.cost:.4f} {run.currency}" if run.cost else ""
    tokens = f"词元 {run.tokens:,}（输入 {run.tokens_in:,}，输出 {run.tokens_out:,}）"
    yield f"用量：调用 {run.calls} 次，取自缓存 {run.from_cache} 次，{tokens}{cost}"
    if run.stopped:
        yield f"模型：{run.stopped}"


def _show_requests(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r模型起草：{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
