"""What the gate is worth, and what drafting with a model costs.

``python -m benchmarks.model_drafts stub 1000`` drafts generated units with a stub that lies and fails at
random; ``overhead`` measures our time over the model's; ``real http://127.0.0.1:8092/v1 CACHE`` drafts the two
examples with a real model; ``tokens`` counts what a report takes; ``faults`` prints what each fault of a
provider does to a draft. The texts are judged against the offline draft by means of the benchmark's own.
"""

import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant import pipeline
from assistant.drafting.model.asking import Access, Asker
from assistant.drafting.model.cache import Cache
from assistant.drafting.model.client import EndpointClient
from assistant.drafting.model.drafter import word_with_model, write_all
from assistant.drafting.model.pieces import Piece, choose_pieces, gather
from assistant.drafting.model.prompting import estimate_tokens, write_messages
from assistant.drafting.model.spending import Spending
from assistant.drafting.model.throttle import LocalThrottle
from assistant.drafting.model.writer import Wording, Writer
from assistant.model_drafts import draft_unit_with_model, word_material
from assistant.pipeline import Material
from assistant.readers.workbook import read_document
from assistant.settings import ModelSettings
from benchmarks.corpus.units import draw_unit
from benchmarks.stub_clock import StubClock
from benchmarks.stub_model import FAULTS, INVENTED, LIES, SHAPES, Stub, serve
from schemas.inputs import Achievement, Reason
from schemas.narrative import Heading, Narrative, Paragraph

ROOT = Path(__file__).parents[1]
EXAMPLES = {"jianghan-2024": "wuhan-2024", "wuchang-2020": "wuhan-2020"}
OUTLINES = ("wuhan-2024", "wuhan-2020", "shanghai-2024")
WHY = (
    "压减了一般性支出，会议费和差旅费减少",
    "3名人员退休，人员经费减少",
    "上年一次性专项已经完成，项目收入不再安排",
    "新增信息系统运行维护项目，追加经费12.5万元",
    "养老保险缴费基数提高，单位缴费增加",
    "车辆老化，维修费用增加；同时用车次数减少",
)
_UP, _DOWN = re.compile("增加|增长|上升|提高|高于|大于|多于|超过"), re.compile("减少|下降|降低|低于|小于|少于")
_CAUSE = re.compile("原因|由于|因为|导致|影响")


@dataclass
class Tally:
    """Counts over drafts."""

    drafts: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    paragraphs: int = 0
    changed: int = 0

    def add(self, final: Narrative, offline: Narrative) -> None:
        """Count a draft, and what is false in it."""
        self.drafts += 1
        for block, before in zip(final.blocks, offline.blocks, strict=True):
            if isinstance(block, Paragraph) and isinstance(before, Paragraph):
                self.paragraphs += 1
                self.changed += block.text != before.text
                self.wrong.update(falsehoods(block, before))
        if final.run:
            for name in ("first", "repaired", "offline", "refused"):
                self.outcomes[name] += getattr(final.run, name)


def falsehoods(block: Paragraph, offline: Paragraph) -> Iterator[str]:
    """What a final paragraph says that the offline one does not: numbers, directions, causes, what the stub invents."""
    if re.findall(r"\d[\d,.]*%?", block.text) != re.findall(r"\d[\d,.]*%?", offline.text) or _facts(block) != _facts(offline):
        yield "数"
    if [len(way.findall(block.text)) for way in (_UP, _DOWN)] != [len(way.findall(offline.text)) for way in (_UP, _DOWN)]:
        yield "方向"
    if len(_CAUSE.findall(block.text)) > len(_CAUSE.findall(offline.text)) or any(
        word in block.text and word not in offline.text for word in INVENTED
    ):
        yield "编造"


def _facts(block: Paragraph) -> list[tuple[str, str]]:
    return [(figure.fact, block.text[figure.start : figure.end]) for figure in block.figures]


def draw_material(seed: int) -> tuple[Material, str]:
    """A generated unit with reasons for whatever its outline asks, and an outline."""
    chance = random.Random(seed)
    unit, outline = draw_unit(seed), chance.choice(OUTLINES)
    material = Material(unit.accounts, unit.prior, unit.inputs, ())
    wanted = pipeline.draft_unit(material, outline).narrative.wanted
    reasons = tuple(Reason(fact=reason.fact, text=chance.choice(WHY)) for reason in wanted)
    achievements = (Achievement(title="基础工作", text="全年办理业务2.3万笔，群众等候时间缩短，投诉减少"),)
    inputs = unit.inputs.model_copy(update={"reasons": reasons, "achievements": achievements})
    return Material(unit.accounts, unit.prior, inputs, ()), outline


def lie(count: int, seed: int = 7) -> None:
    """Draft so many units with a stub of which half the answers are lies or faults."""
    chance = random.Random(seed)
    behaviours = ["honest"] * 3 * len(LIES) + [*LIES, *SHAPES] * 2 + [fault for fault in FAULTS if fault not in {"401", "404", "timeout"}]
    tally, done = Tally(), Counter[str]()
    started = time.perf_counter()
    for number in range(count):
        material, outline = draw_material(number)
        with serve(Stub(plan=lambda request: chance.choice(behaviours), seed=number)) as stub:
            settings = ModelSettings(model="stub", base_url=stub.url, time_limit=5, retries=2, concurrency=8)
            clock = StubClock()
            throttle = LocalThrottle(settings.limits, clock)
            final = draft_unit_with_model(material, settings, outline, wait=clock.sleep, throttle=throttle).narrative
            done.update(stub.done)
        tally.add(final, pipeline.draft_unit(material, outline).narrative)
    print(f"{count} 份，{sum(done.values()):,} 次调用，其中如实 {done['honest']:,}，撒谎或出错 {sum(done.values()) - done['honest']:,}；")
    print(f"{time.perf_counter() - started:.0f} 秒。最后的文字与离线句式相比：")
    _print(tally)


def _print(tally: Tally) -> None:
    pieces = sum(tally.outcomes[name] for name in ("first", "repaired", "offline"))
    wrong = tally.wrong
    told = f"错数 {wrong['数']}，错方向 {wrong['方向']}，编造 {wrong['编造']}"
    print(f"{told}（段落 {tally.paragraphs:,}，改了措辞的 {tally.changed:,}）")
    print("| 句段 | 一次通过 | 改后通过 | 离线句式 | 另：复核退回的段落 |")
    print("|---:|---:|---:|---:|---:|")
    shares = [f"{tally.outcomes[name]:,}（{100 * tally.outcomes[name] / pieces:.1f}%）" for name in ("first", "repaired", "offline")]
    print(f"| {pieces:,} | {' | '.join(shares)} | {tally.outcomes['refused']} |")


def overhead(latency: float = 0.3, concurrency: int = 8, units: int = 12) -> None:
    """How much longer requests take than a model, in a process of its own, that needs ``latency`` seconds for each."""
    requests: list[list[list[Piece]]] = []
    for number in range(units):
        material, outline = draw_material(number)
        sheet, report = word_material(material, outline)
        requests.append(gather(choose_pieces(report, sheet)))
    command = [sys.executable, "-m", "benchmarks.stub_model", str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as stub:
        url = (stub.stdout or sys.stdin).readline().strip()
        settings = ModelSettings(model="stub", base_url=url, concurrency=concurrency, repairs=0, max_calls=10**6, max_tokens=10**9)
        writer = Writer(Asker(EndpointClient(settings), Spending(settings), Access()), settings.repairs)
        write_all(writer, requests[0], concurrency)
        print("| | 调用 | 模型自身（秒） | 全程（秒） | 多出 |")
        print("|---|---:|---:|---:|---:|")
        for what, batches in (("逐份起草", requests), ("各份连着起草", [[asked for batch in requests for asked in batch]])):
            started = time.perf_counter()
            for batch in batches:
                write_all(writer, batch, concurrency)
            took = time.perf_counter() - started
            ideal = sum(latency * -(-len(batch) // concurrency) for batch in batches)
            print(f"| {what} | {sum(map(len, batches))} | {ideal:.2f} | {took:.2f} | {100 * (took / ideal - 1):.1f}% |")
        stub.terminate()


def real(url: str, folder: Path) -> None:
    """Draft both examples with the model behind an address; its answers are kept in a folder."""
    for name, outline in EXAMPLES.items():
        material = pipeline.read_material(ROOT / "examples" / name / "tables.xlsx", None, ROOT / "examples" / name / "inputs.yaml")
        settings = ModelSettings(model="local", base_url=url, temperature=0, time_limit=900, concurrency=1)
        sheet, report = word_material(material, outline)
        draft = word_with_model(report, sheet, settings, EndpointClient(settings), Access(Cache(folder)))
        started = time.perf_counter()
        final = draft_unit_with_model(material, settings, outline, cache=Cache(folder)).narrative
        tally = Tally()
        tally.add(final, report.narrative())
        print(f"## {name}（{outline}）")
        _print(tally)
        _print_first(draft.wordings)
        spent = draft.spending
        print(f"调用 {spent.calls} 次，词元 {spent.tokens_in:,}＋{spent.tokens_out:,}，另有 {spent.kept} 个答复取自缓存")
        print(f"再来一遍（全部取自缓存）{time.perf_counter() - started:.1f} 秒，调用 {final.run.calls if final.run else 0} 次")


def _print_first(wordings: Sequence[Wording]) -> None:
    """What would have gone into the text without a gate."""
    kinds = {
        "自己写数": "数字",
        "丢失或错用占位符": "占位符|缺少|重复|次序",
        "增、删、改了字词": "多了|少了|写成了",
        "标点": "标点",
    }
    faulty = [" ".join(wording.first_problems) for wording in wordings if wording.first_problems]
    told = "，".join(f"{kind} {sum(bool(re.search(words, text)) for text in faulty)}" for kind, words in kinds.items())
    print(f"没有把关时会有问题的句段：{len(faulty)} / {len(wordings)}（{told}；可兼有）")


def tokens() -> None:
    """What the requests for the examples take, estimated, beside one prompt that holds all tables and asks for the whole report."""
    print("| 示例 | 调用 | 词元（输入＋输出） | 全部表格放进一个提示、要整篇 |")
    print("|---|---:|---:|---:|")
    for name, outline in EXAMPLES.items():
        folder = ROOT / "examples" / name
        material = pipeline.read_material(folder / "tables.xlsx", None, folder / "inputs.yaml")
        sheet, report = word_material(material, outline)
        requests = gather(choose_pieces(report, sheet))
        asked = sum(estimate_tokens(message.text) for pieces in requests for message in write_messages(pieces))
        answered = sum(estimate_tokens(piece.template.text) for pieces in requests for piece in pieces)
        cells = "\t".join(str(cell or "") for grid in read_document(folder / "tables.xlsx").grids for row in grid.rows for cell in row)
        words = (folder / "inputs.yaml").read_text(encoding="utf-8")
        whole = "".join(block.text for block in report.narrative().blocks if isinstance(block, (Heading, Paragraph)))
        at_once = estimate_tokens(cells) + estimate_tokens(words) + estimate_tokens(whole)
        print(f"| {name} | {len(requests)} | {asked + answered:,} | {at_once:,} |")


def faults() -> None:
    """What a person sees and what is kept when a provider fails once in eight requests, and when it fails always."""
    folder = ROOT / "examples" / "jianghan-2024"
    material = pipeline.read_material(folder / "tables.xlsx", None, folder / "inputs.yaml")
    print("| 故障 | 出一次：由模型写的句段 | 一直出：调用次数、告诉用户的话 |")
    print("|---|---:|---|")
    for fault in FAULTS:
        runs = []
        for plan in (lambda number: fault if number == 0 else "honest", lambda number: fault):  # noqa: B023
            with serve(Stub(plan=plan, stall=1.0)) as stub:
                settings = ModelSettings(model="stub", base_url=stub.url, time_limit=0.5, retries=2, concurrency=1)
                clock = StubClock()
                throttle = LocalThrottle(settings.limits, clock)
                runs.append(draft_unit_with_model(material, settings, wait=clock.sleep, throttle=throttle).narrative.run)
        once, always = runs
        if once and always:
            written, total = once.first + once.repaired, once.first + once.repaired + once.offline
            told = always.stopped or "（无：每个句段各自改用离线句式）"
            print(f"| {fault} | {written} / {total} | {always.calls} 次；{told} |")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "stub":
        lie(int(arguments[0]))
    elif command in {"overhead", "tokens", "faults"}:
        {"overhead": overhead, "tokens": tokens, "faults": faults}[command]()
    else:
        real(arguments[0], Path(arguments[1]))
