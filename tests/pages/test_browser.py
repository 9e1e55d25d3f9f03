"""The pages in a real browser, from the upload to the checked Word file."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.cli import main
from benchmarks.page_server import PageServer
from tests.desk_examples import EXAMPLES

EXAMPLE = EXAMPLES / "jianghan-2024"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """The example's inputs without the reasons for two movements."""
    known: Mapping[str, object] = yaml.safe_load((EXAMPLE / "inputs.yaml").read_text(encoding="utf-8"))
    left = {"expenditure.total.change", "income.total.change"}
    reasons = [reason for reason in known["reasons"] if reason["fact"] not in left]  # type: ignore[attr-defined]
    path = tmp_path / "inputs.yaml"
    path.write_text(yaml.safe_dump({**known, "reasons": reasons}, allow_unicode=True), encoding="utf-8")
    return path


def hand_over(page: Page, server: PageServer, *files: Path) -> None:
    page.goto(server.url)
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="开始").click()
    page.locator(".juesuan .line").first.wait_for()


def say(page: Page, sentence: str, answered: str) -> None:
    field = page.get_by_placeholder("说原因、问数字、改文字……")
    field.fill(sentence)
    field.press("Enter")
    expect(page.get_by_text(answered).last).to_be_visible()


def paragraph(page: Page, words: str) -> Locator:
    return page.locator(".line.paragraph", has_text=words).first


def change(page: Page, words: str, old: str, new: str) -> None:
    line = paragraph(page, words)
    line.locator(".words").focus()
    line.locator(".words").press("Enter")
    field = page.locator("textarea.edit")
    field.fill(field.input_value().replace(old, new))
    field.press("Enter")


def test_a_draft_from_upload_by_conversation_and_editing_to_a_word_file_without_errors(
    page: Page, server: PageServer, inputs: Path, tmp_path: Path
) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    say(page, "压减了项目经费", "本年收入合计比上年减少201.44万元，下降9.4%，主要原因是什么？")
    say(page, "上级拨款减少", "记下了：本年收入合计")
    expect(paragraph(page, "2024年度支出合计")).to_contain_text("主要原因是压减了项目经费")

    change(page, "2024年度支出合计", "333.71", "333.17")
    wrong = page.locator(".run.mismatch")
    expect(wrong).to_have_text("333.17万元")
    wrong.hover()
    expect(page.locator(".tip")).to_contain_text("应为 333.71万元")

    page.get_by_role("button", name="撤销", exact=True).click()
    expect(wrong).to_have_count(0)
    expect(paragraph(page, "2024年度支出合计")).to_contain_text("333.71万元")

    page.get_by_role("button", name="下载").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word（.docx）").click()
    report = tmp_path / "说明.docx"
    download.value.save_as(report)
    assert main(["check", str(report), "--tables", str(EXAMPLE / "tables.xlsx"), "--inputs", str(inputs)]) == 0


def test_a_number_tells_where_it_comes_from(page: Page, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    paragraph(page, "2024年度支出合计").locator(".run", has_text="15.6%").hover()
    expect(page.locator(".tip")).to_contain_text("项目支出 303.1万元 ÷ 本年支出合计 1,945.8万元 × 100")
    expect(page.locator(".tip")).to_contain_text("tables.xlsx「GK03")


def test_an_edit_survives_the_death_of_the_server(page: Page, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    change(page, "2024年度支出合计", "支出合计减少", "支出总额减少")
    expect(paragraph(page, "2024年度支出合计").locator(".note")).to_have_text("已改")
    server.kill()
    server.start()
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    expect(paragraph(page, "2024年度支出合计")).to_contain_text("支出总额减少")


def test_words_that_were_typed_and_not_saved_are_there_again_after_the_page_was_loaded_anew(
    page: Page, server: PageServer, inputs: Path
) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    words = paragraph(page, "2024年度支出合计").locator(".words")
    words.focus()
    words.press("Enter")
    page.locator("textarea.edit").fill("打了一半的字")
    server.kill()
    server.start()
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    expect(page.locator("textarea.edit.unsaved")).to_have_value("打了一半的字")
    page.locator("textarea.edit").press("Enter")
    expect(paragraph(page, "打了一半的字").locator(".note")).to_have_text("已改")
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    expect(page.locator("textarea.edit")).to_have_count(0)


def test_an_emptied_paragraph_is_the_drafted_one_again_and_can_be_edited_further(page: Page, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    line = paragraph(page, "2024年度支出合计")
    for text in ("", "   "):
        line.locator(".words").focus()
        line.locator(".words").press("Enter")
        page.locator("textarea.edit").fill(text)
        page.locator("textarea.edit").press("Enter")
        expect(line).to_contain_text("支出合计减少333.71万元")
    change(page, "2024年度支出合计", "支出合计减少", "支出总额减少")
    expect(paragraph(page, "支出总额减少").locator(".note")).to_have_text("已改")


def test_undoing_while_an_edit_is_open_lets_go_of_that_edit_and_of_nothing_else(page: Page, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    change(page, "2024年度支出合计", "支出合计减少", "支出总额减少")
    expect(paragraph(page, "支出总额减少").locator(".note")).to_have_text("已改")
    words = paragraph(page, "2024年度收入合计").locator(".words")
    words.focus()
    words.press("Enter")
    page.locator("textarea.edit").fill("不要了的字")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(paragraph(page, "2024年度收入合计")).to_be_visible()
    expect(page.get_by_text("不要了的字")).to_have_count(0)
    expect(paragraph(page, "支出总额减少")).to_be_visible()


def test_two_tabs_never_lose_an_edit(page: Page, browser: Browser, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    other = browser.new_page(viewport={"width": 1280, "height": 800})
    hand_over(other, server, EXAMPLE / "tables.xlsx", inputs)
    change(page, "2024年度支出合计", "支出合计减少", "甲改的支出合计减少")
    expect(paragraph(page, "甲改的").locator(".note")).to_have_text("已改")
    seen = paragraph(page, "2024年度收入合计")
    expect(seen).to_contain_text("收入合计减少")
    change(other, "2024年度收入合计", "收入合计减少", "乙改的收入合计减少")
    expect(paragraph(other, "乙改的")).to_be_visible()
    expect(paragraph(other, "甲改的")).to_be_visible()

    change(page, "2024年度收入合计", "收入合计减少", "甲又改的收入合计减少")
    expect(page.get_by_text("没有保存").first).to_be_visible()
    expect(page.get_by_label("还没有保存")).to_have_value(re.compile("甲又改的"))
    page.get_by_role("button", name="用我写的").click()
    expect(paragraph(page, "甲又改的")).to_be_visible()
    other.close()


def test_words_of_a_person_are_shown_as_text_and_never_run(page: Page, server: PageServer, inputs: Path) -> None:
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    attack = "<img src=x onerror=window.hacked=1><b>粗</b>"
    change(page, "2024年度支出合计", "支出合计减少", attack)
    expect(paragraph(page, "2024年度支出合计")).to_contain_text(attack)
    say(page, f"收入减少是因为项目{attack}", "记下了")
    assert page.evaluate("window.hacked") is None


def test_a_finding_of_a_seeded_pdf_leads_to_its_place_and_back(page: Page, server: PageServer, documents: Path) -> None:
    page.goto(f"{server.url}/review")
    page.get_by_role("textbox", name="您的名字").fill("张三")
    page.get_by_role("textbox", name="您的名字").press("Enter")
    page.locator("input[type=file]").set_input_files([str(documents / "putuo-finance-2024-seeded.pdf")])
    page.get_by_role("button", name="复核", exact=True).click()
    card = page.locator(".card", has_text="71.73%")
    card.click()
    place = page.locator(".text .run.current")
    expect(place).to_have_text("71.73%")
    expect(place).to_be_in_viewport()

    page.locator(".text .run.at.error").first.click()
    expect(page.locator(".card.current")).to_have_count(1)

    card.get_by_label("批注（可不填）").fill("口径不同")
    card.get_by_role("button", name="忽略").click()
    expect(card).to_contain_text("已忽略（张三）")

    page.get_by_text("看原页").click()
    card.click(position={"x": 20, "y": 10})
    box = page.locator(".sheet .box.current")
    expect(box).to_be_in_viewport()
    page.locator(".filters button", has_text="已忽略").click()
    expect(card).to_have_count(0)


def test_a_second_upload_tells_what_was_corrected_what_remains_and_what_is_new(page: Page, server: PageServer, tmp_path: Path) -> None:
    report = tmp_path / "说明.txt"
    for text, told in (
        ("二、收入决算情况说明\n收入合计1,000.00万元，比上年增加100.00万元，增长12%。\n", ""),
        (
            "二、收入决算情况说明\n收入合计1,000.00万元，比上年增加100.00万元，增长11.1%。\n支出合计500.00万元，比上年增加100.00万元，增长30%。\n",
            "已改1处，仍在0处，新出现1处",
        ),
    ):
        report.write_text(text, encoding="utf-8")
        page.goto(f"{server.url}/review")
        page.locator("input[type=file]").set_input_files([str(report)])
        page.get_by_role("button", name="复核", exact=True).click()
        page.locator(".card").first.wait_for()
        expect(page.get_by_text("数字 ").first).to_contain_text(told)
    expect(page.locator(".card.fixed")).to_contain_text("12%")


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1920, 1080, 1.0), (1536, 864, 1.25)])
def test_nothing_overflows_at_the_sizes_of_common_screens(
    browser: Browser, server: PageServer, inputs: Path, width: int, height: int, scale: float
) -> None:
    context = browser.new_context(viewport={"width": int(width / scale), "height": int(height / scale)}, device_scale_factor=scale)
    page = context.new_page()
    hand_over(page, server, EXAMPLE / "tables.xlsx", inputs)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for view in ("指标", "原因", "材料", "版本"):
        page.get_by_role("radio", name=view).click()
        expect(page.get_by_role("radio", name=view)).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    context.close()
