"""The pictures of the manual: the pages as they are, taken in Chromium; ``python -m examples.pictures`` writes docs/images/page-*.png."""

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Page, sync_playwright

from benchmarks.page import DOCUMENT, EXAMPLE
from benchmarks.page_server import QUIET, ROOT, PageServer

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Take every picture."""
    with TemporaryDirectory() as folder, PageServer(Path(folder) / "served") as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        for take in (_draft, _review, _batch):
            page = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]}, device_scale_factor=1.5)
            take(page, server.url, Path(folder))
            page.close()
        browser.close()


def _draft(page: Page, url: str, folder: Path) -> None:
    page.goto(url)
    page.get_by_text("先用示例看看").wait_for()
    _take(page, "start")
    page.locator("input[type=file]").set_input_files([str(EXAMPLE / "tables.xlsx"), str(_without_reasons(folder))])
    page.get_by_role("button", name="开始").click()
    page.locator(".juesuan .line").first.wait_for()
    _say(page, "支出减少主要是压减了项目经费", "记下了")
    _say(page, "为什么收入降了？", "还没有填写原因")
    page.locator(".run", has_text="15.6%").first.hover()
    _take(page, "draft")
    words = page.locator(".line.paragraph", has_text="2024年度支出合计").first.locator(".words")
    words.focus()
    words.press("Enter")
    field = page.locator("textarea.edit")
    field.fill(field.input_value().replace("333.71", "333.17"))
    field.press("Enter")
    page.locator(".run.mismatch").first.hover()
    _take(page, "edit")
    for view in ("指标", "原因", "版本"):
        page.get_by_role("radio", name=view).click()
        page.wait_for_timeout(2_000)
        _take(page, {"指标": "figures", "原因": "reasons", "版本": "versions"}[view])


def _review(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/review")
    page.locator("input[type=file]").set_input_files([str(DOCUMENT)])
    page.get_by_role("button", name="复核", exact=True).click()
    page.locator(".card", has_text="71.73%").click()
    _take(page, "review")
    page.get_by_text("看原页").click()
    page.locator(".sheet .box.current").wait_for()
    _take(page, "review-page")


def _batch(page: Page, url: str, folder: Path) -> None:
    archive = folder / "各单位.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for number in range(1, 7):
            target.write(EXAMPLE / "tables.xlsx", f"第{number}单位/tables.xlsx")
            if number % 2:
                target.write(EXAMPLE / "inputs.xlsx", f"第{number}单位/inputs.xlsx")
        target.writestr("第7单位/tables.xlsx", b"not a workbook")
    page.goto(f"{url}/batch")
    page.locator("input[type=file]").set_input_files([str(archive)])
    page.get_by_role("button", name="先看看").click()
    page.get_by_text("看了 7 / 7 个单位").wait_for(timeout=60_000)
    _take(page, "batch-look")
    page.get_by_role("button", name="开始").click()
    page.get_by_text("全部文件（.zip）").wait_for(timeout=60_000)
    _take(page, "batch")


def _without_reasons(folder: Path) -> Path:
    """The example's inputs as before anyone gave a reason."""
    inputs: Mapping[str, object] = yaml.safe_load((EXAMPLE / "inputs.yaml").read_text(encoding="utf-8"))
    path = folder / "补充资料.yaml"
    path.write_text(yaml.safe_dump({**inputs, "reasons": []}, allow_unicode=True), encoding="utf-8")
    return path


def _say(page: Page, sentence: str, answer: str) -> None:
    field = page.get_by_placeholder("说原因、问数字、改文字……")
    field.fill(sentence)
    field.press("Enter")
    page.get_by_text(answer).first.wait_for()
    page.wait_for_timeout(1_000)


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(1_000)
    page.screenshot(path=IMAGES / f"page-{name}.png")
    print(IMAGES / f"page-{name}.png")


if __name__ == "__main__":
    main()
