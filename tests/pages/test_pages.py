"""The pages opened without a browser, and the main path walked."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.pages import frame
from tests.desk_examples import example_files

ROOT = Path(__file__).parent.parent.parent
PAGES = ("draft", "review", "batch")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over an empty store, with no model."""
    monkeypatch.setenv("JUESUAN_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("JUESUAN_MODEL", "")
    frame.the_store.clear()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    frame.the_store().engine.dispose()
    frame.the_store.clear()


def button(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click()


def open_example(app: AppTest) -> AppTest:
    files = dict(example_files().values())
    for name, data in files.items():
        app.file_uploader(key="given").upload(name, data)
    app.run()
    button(app, "开始")
    return app.run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_an_error(app: AppTest, page: str) -> None:
    app.switch_page(f"assistant/pages/{page}.py").run()
    assert not app.exception
    assert app.subheader


def test_the_main_path_from_files_to_a_reason_in_the_text_and_back(app: AppTest) -> None:
    open_example(app)
    assert not app.exception
    assert "江城市示范社会保险管理处" in app.markdown[0].value
    app.chat_input(key="sentence").set_value("支出减少主要是压减了项目经费").run()
    assert not app.exception
    assert any("记下了" in text.value for text in app.text)
    button(app, "撤销")
    app.run()
    assert not app.exception


@pytest.mark.parametrize("view", ["正文", "指标", "原因", "材料", "版本"])
def test_every_view_of_a_draft_opens(app: AppTest, view: str) -> None:
    open_example(app)
    app.button_group(key="view").set_value(view).run()
    assert not app.exception
    assert not app.error


def test_a_file_that_cannot_be_used_is_told_beside_the_upload(app: AppTest) -> None:
    app.file_uploader(key="given").upload("坏.xlsx", b"not a workbook").run()
    button(app, "开始")
    app.run()
    assert not app.exception
    assert "坏.xlsx" in app.error[0].value


def test_a_store_that_cannot_be_opened_is_told_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"not a database" * 100)
    monkeypatch.setenv("JUESUAN_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    frame.the_store.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "不是数据库文件" in app.error[0].value


def test_a_document_is_reviewed_and_its_coverage_shown(app: AppTest) -> None:
    app.switch_page("assistant/pages/review.py").run()
    app.file_uploader(key="documents").upload(
        "说明.txt", "二、收入决算情况说明\n收入合计1,000.00万元，比上年增加100.00万元，增长12%。".encode()
    ).run()
    button(app, "复核")
    app.run()
    assert not app.exception
    assert any(text.value.startswith("数字 ") for text in app.text)


def test_what_is_no_document_is_told(app: AppTest) -> None:
    app.switch_page("assistant/pages/review.py").run()
    app.file_uploader(key="documents").upload("坏.pdf", b"%PDF-1.4 broken").run()
    button(app, "复核")
    app.run()
    assert not app.exception
    assert "坏.pdf" in app.error[0].value


def test_a_batch_runs_to_its_end_and_leaves_files(app: AppTest) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in example_files().values():
            target.writestr(f"甲单位/{name}", data)
        target.writestr("乙单位/tables.xlsx", b"not a workbook")
    app.switch_page("assistant/pages/batch.py").run()
    app.file_uploader(key="archive").upload("units.zip", archive.getvalue()).run()
    button(app, "开始")
    app.run()
    assert not app.exception
    (job,) = frame.the_jobs().values()
    assert job.wait(60)
    frame.the_jobs.clear()
    assert {event.name: event.state for event in job.events.values()} == {"甲单位": "done", "乙单位": "failed"}
    assert [path.suffix for path in sorted((job.out / "甲单位").glob("*决算公开.*"))] == [".docx", ".json", ".md"]


def test_a_batch_shows_what_was_found_and_blanks_what_was_not_looked_for(app: AppTest) -> None:
    """丙单位 is failed for a document that cannot be read, but its draft was reviewed; of 乙单位 nothing was read."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in example_files().values():
            target.writestr(f"丙单位/{name}", data)
        target.writestr("丙单位/坏.pdf", b"%PDF-1.4 broken")
        target.writestr("乙单位/tables.xlsx", b"not a workbook")
    app.switch_page("assistant/pages/batch.py").run()
    app.file_uploader(key="archive").upload("units.zip", archive.getvalue()).run()
    button(app, "开始")
    app.run()
    (job,) = frame.the_jobs().values()
    assert job.wait(60)
    app.run()
    frame.the_jobs.clear()
    assert not app.exception
    rows = app.dataframe[0].value.set_index("单位")
    assert set(rows["状态"]) == {"失败"}
    assert rows.loc["丙单位", ["错误", "未核对"]].notna().all()
    assert rows.loc["乙单位", ["错误", "未核对", "还缺原因"]].isna().all()


def test_a_look_shows_the_units_of_an_archive_before_anything_is_done(app: AppTest) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("甲单位/tables.xlsx", example_files()["tables"][1])
        target.writestr("乙单位/tables.xlsx", b"not a workbook")
    app.switch_page("assistant/pages/batch.py").run()
    app.file_uploader(key="archive").upload("units.zip", archive.getvalue()).run()
    button(app, "先看看")
    app.run()
    assert app.session_state.look.wait(60)
    app.run()
    assert not app.exception
    assert "看了 2 / 2 个单位，1 个的材料可用（有决算表）。还没有写任何文件。" in [text.value for text in app.text]
    rows = app.dataframe[0].value
    assert list(rows["单位"]) == ["乙单位", "甲单位"]
    assert list(rows["决算表"]) == ["", "tables.xlsx"]
    assert frame.the_jobs() == {}


def test_a_model_that_is_down_leaves_the_page_usable_and_says_so(app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name, value in {"MODEL": "m", "BASE_URL": "http://127.0.0.1:1/v1", "RETRIES": "0"}.items():
        monkeypatch.setenv(f"JUESUAN_{name}", value)
    open_example(app)
    before = app.session_state.keeper.desk.review.text
    button(app, "由模型润色")
    app.run()
    assert app.session_state.job.wait(60)
    app.run()
    assert not app.exception
    assert "离线" in app.info[0].value
    assert app.session_state.keeper.desk.review.text == before
    app.chat_input(key="sentence").set_value("项目支出占多少").run()
    assert any("占本年支出合计比例" in text.value for text in app.text)


def test_the_name_that_was_given_stays_with_every_change(app: AppTest) -> None:
    app.text_input(key="author").set_value("张三").run()
    open_example(app)
    app.chat_input(key="sentence").set_value("支出减少主要是压减了项目经费").run()
    assert {version.author for version in app.session_state.keeper.versions()} == {"张三"}
    app.switch_page("assistant/pages/review.py").run()
    assert app.text_input(key="author").value == "张三"


def test_words_from_files_are_no_markup_for_the_page() -> None:
    assert frame.plain("![x](http://example.com/x.png) **粗** <b>") == r"\!\[x\](http\://example.com/x.png) \*\*粗\*\* \<b\>"
