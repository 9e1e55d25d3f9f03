"""Units that are damaged in every way known so far, among whole ones: ``python -m benchmarks.batch_damage [FOLDER]``.

FOLDER keeps the invented units for a next time; what is damaged are copies. Prints what a batch tells of each kind of
damage, and how many units it did.
"""

import json
import random
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from docx import Document
from openpyxl import Workbook, load_workbook

from benchmarks.batch_trial import ROOT, Trial
from benchmarks.batch_units import unit_folder, write_units

UNITS, DAMAGED = 1000, 200
TABLES, PRIOR, INPUTS = "决算表.xlsx", "上年决算表.xlsx", "补充资料.xlsx"
SAMPLES = ROOT / "tests" / "readers" / "samples"
MEGABYTE = 1024**2

Damage = Callable[[Path], object]
"""Does something to the folder of a unit."""


def _content(name: str, data: bytes) -> Damage:
    return lambda unit: (unit / name).write_bytes(data)


def _cut(name: str, rest: int) -> Damage:
    return lambda unit: (unit / name).write_bytes((unit / name).read_bytes()[:rest])


def _cells(name: str, change: Callable[[Workbook], object]) -> Damage:
    def damage(unit: Path) -> None:
        workbook = load_workbook(unit / name)
        change(workbook)
        workbook.save(unit / name)

    return damage


def _other_book(unit: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "通讯录"
    workbook.save(unit / TABLES)


def _bomb(unit: Path) -> None:
    with zipfile.ZipFile(unit / TABLES, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(210):
                member.write(bytes(MEGABYTE))


def _as_archive(damage: Callable[[Path], object]) -> Damage:
    """The unit as a .zip in place of its folder, damaged then."""

    def damaged(unit: Path) -> None:
        archive = Path(shutil.make_archive(str(unit), "zip", unit))
        shutil.rmtree(unit)
        damage(archive)

    return damaged


def _flip_bytes(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    for at in range(100, len(data) // 2, 97):
        data[at] ^= 0xFF
    archive.write_bytes(data)


def _lock(archive: Path) -> None:
    """Mark every file as encrypted."""
    data = archive.read_bytes()
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = data.split(mark)
        data = mark.join([parts[0], *(part[: offset - 4] + bytes([part[offset - 4] | 1]) + part[offset - 3 :] for part in parts[1:])])
    archive.write_bytes(data)


def _broken_word(unit: Path) -> None:
    Document().save(str(unit / "说明.docx"))
    (unit / "说明.docx").write_bytes((unit / "说明.docx").read_bytes()[:2000])


def _swap_years(unit: Path) -> None:
    (unit / TABLES).unlink()
    shutil.copy(unit / PRIOR, unit / TABLES)


def _strangers_inputs(unit: Path, name: str = INPUTS) -> None:
    workbook = load_workbook(unit / INPUTS)
    workbook["单位概况"]["B2"] = "邻县水利局"
    workbook.save(unit / name)


def _empty(unit: Path) -> None:
    for file in unit.iterdir():
        file.unlink()


def _without_tables(unit: Path) -> None:
    for name in (TABLES, PRIOR):
        (unit / name).unlink()


def _many(unit: Path) -> None:
    for number in range(201):
        (unit / f"{number}.txt").write_text("附件", encoding="utf-8")


def _rename(workbook: Workbook) -> None:
    for row in workbook.worksheets[0].iter_rows(max_row=6):
        for cell in row:
            if (
                isinstance(cell.value, str)
                and cell.value.startswith(("单位：", "编制单位：", "部门：", "公开部门：", "预算单位："))
                and "元" not in cell.value
            ):
                cell.value = cell.value.partition("：")[0] + "：邻县水利局"


def _redate(workbook: Workbook) -> None:
    for row in workbook.worksheets[0].iter_rows(max_row=3):
        for cell in row:
            if isinstance(cell.value, str) and "年度" in cell.value:
                cell.value = "2011年度" + cell.value.partition("年度")[2]


DAMAGES: dict[str, Damage] = {
    "没有文件": _empty,
    "没有决算表": _without_tables,
    "空文件": _content(TABLES, b""),
    "纯文本改名": _content(TABLES, "收入,支出\n".encode()),
    "图片改名": _content(TABLES, b"\x89PNG\r\n\x1a\n0000"),
    "随机字节": _content(TABLES, random.Random(1).randbytes(9000)),
    "PDF 改名": _content(TABLES, b"%PDF-1.7\n"),
    "有密码的 xlsx": _content(TABLES, (SAMPLES / "encrypted.xlsx").read_bytes()),
    "有密码的 xls": _content(TABLES, (SAMPLES / "encrypted.xls").read_bytes()),
    "工作簿被截断": _cut(TABLES, 4000),
    "压缩炸弹": _bomb,
    "别的工作簿": _other_book,
    "各表单位不同": _cells(TABLES, _rename),
    "各表年度不同": _cells(TABLES, _redate),
    "上年的表冒充本年": _swap_years,
    "两份同年的表": lambda unit: load_workbook(unit / TABLES).save(unit / "决算表（2）.xlsx"),
    "补充资料是别的单位的": _strangers_inputs,
    "两份补充资料": lambda unit: _strangers_inputs(unit, "补充资料（2）.xlsx"),
    "文件太多": _many,
    "Word 被截断": _broken_word,
    "压缩包被截断": _as_archive(lambda archive: archive.write_bytes(archive.read_bytes()[:3000])),
    "压缩包内容被改": _as_archive(_flip_bytes),
    "压缩包有密码": _as_archive(_lock),
}


def main(folder: Path, count: int = UNITS, damaged: int = DAMAGED) -> None:
    """Print a table of the damages with what is told of them."""
    if not folder.exists():
        write_units(folder, count)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        for number in range(count):
            shutil.copytree(folder / unit_folder(number), place / "units" / unit_folder(number))
        kinds = {}
        for number, unit in enumerate(random.Random(8).sample(range(count), damaged)):
            kind = list(DAMAGES)[number % len(DAMAGES)]
            kinds[unit_folder(unit)] = kind
            DAMAGES[kind](place / "units" / unit_folder(unit))
        trial = Trial(place / "units", place / "trial")
        run = trial.start()
        code, _ = run.end()
        outcomes = [event["outcome"] for event in run.events if event.get("outcome")]
        states = Counter((outcome["name"] in kinds, outcome["state"]) for outcome in outcomes)
        print(f"单位 {count}，其中损坏 {damaged}：完好的完成 {states[False, 'done']}，损坏的失败 {states[True, 'failed']}，退出码 {code}\n")
        for outcome in outcomes:
            if outcome["state"] != ("failed" if outcome["name"] in kinds else "done"):
                print(json.dumps({"kind": kinds.get(outcome["name"], ""), **outcome}, ensure_ascii=False))
        print("| 损坏 | 单位 | 说明（第一个单位的） |\n|---|---:|---|")
        told = {kinds[outcome["name"]]: outcome["message"] for outcome in reversed(outcomes) if outcome["name"] in kinds}
        for kind, number in Counter(kinds.values()).items():
            print(f"| {kind} | {number} | {told[kind]} |")
        assert all("\n" not in message and message for message in told.values())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as kept:
            main(Path(kept) / "units")
