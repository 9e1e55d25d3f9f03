"""How quick the page is and how many it bears: ``python -m benchmarks.page [SESSIONS]`` prints a table.

The real server on loopback and Debian's Chromium, both on this machine. The targets are those of the issue of the page;
they are printed beside what was measured and asserted nowhere.
"""

import asyncio
import random
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import yaml
from playwright.async_api import Browser, Page, async_playwright

from benchmarks.page_server import QUIET, ROOT, PageServer

EXAMPLE = ROOT / "examples" / "jianghan-2024"
DOCUMENT = ROOT.parent / "shared" / "documents" / "putuo-finance-2024-seeded.pdf"
SESSIONS, TRIES, LONG, PAGES = 20, 5, 20_000, 30


def main() -> None:
    """Measure everything and print it."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with TemporaryDirectory() as folder:
        print("\n".join(asyncio.run(_measure(Path(folder), sessions))))


async def _measure(folder: Path, sessions: int) -> list[str]:
    lines = ["| 项目 | 目标 | 实测 |", "|---|---|---|"]
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        with PageServer(folder / "first") as server:
            url = server.url
            cold = await _paint(browser, url)
            warm = [await _paint(browser, url) for _ in range(TRIES)]
            lines.append(_line("第一次打开（服务刚启动）", "2.5 秒", [cold]))
            lines.append(_line("再打开（无浏览器缓存）", "2.5 秒", warm))
            lines.append(_line(f"改一段并核对（{LONG:,} 字的说明）", "0.3 秒", await _edit(browser, url, write_long(folder))))
            if DOCUMENT.exists():
                lines.append(_line(f"{PAGES} 页 PDF 的复核页", "3 秒", await _review(browser, url, write_pages(folder))))
        with PageServer(folder / "load") as server:
            lines += await _load(browser, server.url, sessions)
            lines.append(f"| {sessions} 人同时使用：服务端日志中程序的错误 | 0 | {server.faults()} |")
        await browser.close()
    return lines


def write_long(folder: Path) -> Path:
    """The example's inputs with so much of the year's work that the report has ``LONG`` characters."""
    inputs = yaml.safe_load((EXAMPLE / "inputs.yaml").read_text(encoding="utf-8"))
    work = "全年受理业务{n}件，比上年增加{m}件，办结率达到9{k}.5%；组织培训{k}批次，参加{n}人次，群众反映的问题逐项答复，没有超期。" * 4
    count = LONG // len(work) - 20
    inputs["achievements"] = [{"title": f"工作{n}", "text": work.format(n=1000 + n, m=10 + n, k=n % 9 + 1)} for n in range(count)]
    path = folder / "long.yaml"
    path.write_text(yaml.safe_dump(inputs, allow_unicode=True), encoding="utf-8")
    return path


async def _paint(browser: Browser, url: str) -> float:
    context = await browser.new_context()
    page = await context.new_page()
    begun = time.perf_counter()
    await page.goto(url)
    await page.get_by_text("先用示例看看").wait_for()
    seconds = time.perf_counter() - begun
    await context.close()
    return seconds


async def _open(browser: Browser, url: str, *files: Path) -> Page:
    page = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
    page.set_default_timeout(120_000)
    await page.goto(url)
    await page.locator("input[type=file]").set_input_files([str(file) for file in files])
    await page.get_by_role("button", name="开始").click()
    await page.locator(".juesuan .line").first.wait_for()
    return page


async def _edit(browser: Browser, url: str, inputs: Path) -> list[float]:
    """From leaving an edited paragraph to its wrong number shown as wrong; each time taken back."""
    page = await _open(browser, url, EXAMPLE / "tables.xlsx", inputs)
    length = await page.locator(".juesuan .text").evaluate("element => element.textContent.length")
    print(f"说明共 {length:,} 字", file=sys.stderr)
    seconds = []
    for _ in range(TRIES):
        seconds.append(await _spoil(page))
        await _mend(page)
    return seconds


_SEEN = """root => new Promise(done => {
  let begun = 0
  root.addEventListener("keydown", () => { begun ||= performance.now() }, { capture: true })
  new MutationObserver((_, observer) => {
    if (!begun || !root.querySelector(".run.mismatch")) return
    observer.disconnect()
    done((performance.now() - begun) / 1000)
  }).observe(root, { childList: true, subtree: true })
})"""
"""Seconds from the key that ends an edit to the wrong number in its colour, by the browser's own clock."""


async def _spoil(page: Page) -> float:
    field = await _field(page)
    await field.fill((await field.input_value()).replace("333.71", "333.17"))
    seen = asyncio.create_task(page.locator(".juesuan").evaluate(_SEEN))
    await page.wait_for_timeout(200)
    await field.press("Enter")
    return float(await seen)


async def _mend(page: Page) -> None:
    await page.get_by_role("button", name="撤销", exact=True).click()
    await page.locator(".run.mismatch").first.wait_for(state="detached")


async def _field(page: Page):  # type: ignore[no-untyped-def]  # playwright's Locator, whatever its flavour
    words = page.locator(".line.paragraph", has_text="2024年度支出合计").first.locator(".words")
    await words.focus()
    await words.press("Enter")
    return page.locator("textarea.edit")


def write_pages(folder: Path) -> Path:
    """The published document, its first pages again behind the last, so that there are ``PAGES``."""
    with pypdfium2.PdfDocument(DOCUMENT) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source)
        target.import_pages(source, list(range(PAGES - len(source))))
        target.save(folder / "pages.pdf")
    return folder / "pages.pdf"


async def _review(browser: Browser, url: str, document: Path) -> list[float]:
    seconds = []
    for _ in range(TRIES):
        page = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
        await page.goto(f"{url}/review")
        await page.locator("input[type=file]").set_input_files([str(document)])
        begun = time.perf_counter()
        await page.get_by_role("button", name="复核", exact=True).click()
        await page.locator(".card").first.wait_for()
        seconds.append(time.perf_counter() - begun)
        await page.context.close()
    return seconds


async def _load(browser: Browser, url: str, sessions: int) -> list[str]:
    """So many people at once: each opens the unit, asks twice, words a paragraph, each after a few seconds, and looks at the views."""
    outcomes = await asyncio.gather(*(_session(browser, url, number) for number in range(sessions)), return_exceptions=True)
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    turns = [seconds for outcome in outcomes if not isinstance(outcome, BaseException) for seconds in outcome]
    for outcome in failed[:3]:
        print(f"出错：{outcome}", file=sys.stderr)
    return [
        f"| {sessions} 人同时使用：出错的人数 | 0 | {len(failed)} |",
        _line(f"{sessions} 人同时使用：每次对话的等待", "—", turns),
    ]


async def _session(browser: Browser, url: str, number: int) -> list[float]:
    chance = random.Random(number)
    page = await _open(browser, url, EXAMPLE / "tables.xlsx", EXAMPLE / "inputs.yaml")
    seconds = []
    for question, answer in (
        ("项目支出占多少", "占本年支出合计比例"),
        ("为什么收入降了？", "填写的原因"),
        (f"第{number % 20 + 4}段改成：这一段是第{number}人写的话。", "已改。"),
    ):
        field = page.get_by_placeholder("说原因、问数字、改文字……")
        await page.wait_for_timeout(chance.randint(1_000, 5_000))
        begun = time.perf_counter()
        await field.fill(question)
        await field.press("Enter")
        await page.get_by_text(answer).first.wait_for()
        seconds.append(time.perf_counter() - begun)
    for view in ("指标", "原因", "版本"):
        await page.get_by_role("radio", name=view).click()
        await page.wait_for_timeout(500)
    if await page.get_by_test_id("stException").count() or await page.get_by_test_id("stAlertContentError").count():
        raise AssertionError(f"{number}: 页面上有错误")
    await page.context.close()
    return seconds


def _line(name: str, target: str, seconds: list[float]) -> str:
    if not seconds:
        return f"| {name} | {target} | — |"
    middle, most = statistics.median(seconds), max(seconds)
    return f"| {name} | {target} | 中位 {middle:.2f} 秒，最长 {most:.2f} 秒（{len(seconds)} 次） |"


if __name__ == "__main__":
    main()
