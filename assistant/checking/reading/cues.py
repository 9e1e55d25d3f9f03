"""Cues: the words that say what role the next number plays, which way it goes and against what.

Each cue is one alternative of a single pattern, so that a text is scanned once; their order settles which
of two readings of the same words is meant.
"""

import re
from typing import NamedTuple

from assistant.checking.reading.roles import SOME_YEAR

BUDGET_WORDS = r"(?:年初|全年|当年|本年|年度|调整后?的?|追加后的?|批复的?)(?:部门)?(?:支出)?预算(?:调整)?(?:安排|批复)?(?:总额|金额)?数?"
_BARE_BUDGET = (
    r"(?<![共金营])预算(?:安排)?数(?:额)?|(?<=[的为占成])预算(?!绩效|管理|单位|编制|执行)|调整预算数?|预算安排|(?<![共金营])预算(?=为|\d)"
)
_AND_BUDGET = rf"(?:[和与及、]{BUDGET_WORDS})?"
_PERIOD = r"(?:前|近|过去|此前|最近)*(?:\d|[一二两三四五六七八九十])年(?:前|来|间)?(?:的?(?:平均|均)(?:数|值|水平)?)?"
"""Earlier years together, or one so many years ago (前三年平均数, 五年前)."""
_YEAR = rf"(?:20\d\d年度?|上年度?|上一年度?|去年度?|前一年度?|前年度?|{_PERIOD})"
_YEARS = rf"{_YEAR}(?:[、和与及]{_YEAR})*"
_WHOSE = rf"(?:{_YEAR}的?)?[“”\"三公经费财政拨款支出一般共]{{0,16}}"
_ITEM = r"(?:同期|同口径)?(?:的)?(?:收入|支出)?(?:决算)?(?:数|支出|收入)?"

_CUES: tuple[tuple[str, str], ...] = (
    (
        "reason",
        r"(?:(?:主要)?(?:变动|增减|差异)|(?P<moved>增加|减少|增长|下降|上升|降低))?(?:的)?(?:主要)?原因(?:是|为|有|：|:|在于)?|主要是由于|主要系|主要是因|(?<![\u4e00-\u9fff])由于",
    ),
    (
        "relation",
        r"(?:(?:支出)?决算数?(?:与预算数相比)?|(?=(?:[大小高低多少]于|超[过出]?)(?:年初|全年|调整)?预算(?:安排)?数?\d)|"
        r"(?<=[，。；])(?=[大小高低多少]于(?:年初|全年|调整)?预算(?:安排)?数(?:的|[，。；])))"
        r"(?P<relation>大于|小于|等于|高于|低于|多于|少于|超过|超出|超|略高于|略低于|未超过|未超出)(?:年初|全年|调整)?预算(?:安排)?数?",
    ),
    ("versus_budget", rf"(?:与|较|比|同){_WHOSE}(?:{BUDGET_WORDS}|(?<![共金营])预算数?)(?:数)?(?:相比|比较|对比)?"),
    (
        "versus_prior",
        rf"(?:较|比|(?<!年)(?<!年度)(?:与|同|和)){_YEARS}{_ITEM}(?:相比|比较|对比|比)?|"
        rf"(?:与|同|和){_YEARS}{_ITEM}(?:相比|比较|对比)|同比|环比(?=增|减|下|上)",
    ),
    ("origin", rf"(?:由|从)(?:{_YEAR}的?)?(?:决算数?|支出)?的?(?=\d)"),
    ("prior", r"(?:上年度?|上一年度?|去年|前年)(?:同期)?(?:支出|收入)?(?:决算)?(?:数|支出|收入)?(?:为|是)?(?=\d)"),
    (
        "actual",
        r"(?:支出|收入)?(?:决算)(?:支出|收入)?数?(?=为|是|\d|[（(]|共|合计)|(?:实际)?(?:执行数|支出数|完成数)|实际支出|决算支出|支出决算",
    ),
    (
        "target",
        r"(?<![超高低于过出成到比较现初度年])(?:年初|年度|全年)?目标值(?:为|是)?(?=[≥≤><\uff1e\uff1c\d]|不[低少高超])",
    ),
    ("reached", r"实际(?:完成|达到)(?:值|数|量)?(?:为|是)?(?=\d)"),
    ("spent", r"(?<=[，,])(?:共|全年|当年)?支出(?=(?:了|为)?\d)"),
    (
        "completion",
        rf"(?:完成(?!情况|率|后)|执行(?!数|率|进度)|实现)(?:了)?(?:{BUDGET_WORDS}|预算数?|年度目标任务|年度计划|年度目标|目标任务|全年任务|计划)?{_AND_BUDGET}(?:的)?(?=[^，。；：,:\d]{{0,6}}\d)|(?:预算)?(?:执行率|完成率|完成比例|执行进度)(?:为|达到?|是)?",
    ),
    ("completion", rf"(?:为|是|占|达到?|相当于)(?:{BUDGET_WORDS}|预算数?){_AND_BUDGET}的?(?=\d)"),
    ("share", r"(?:所)?占(?:比(?:例|重)?(?:为|是|达)?)?"),
    ("budget", rf"{BUDGET_WORDS}|{_BARE_BUDGET}"),
    ("up", r"(?:增长率?|增加|增幅|上升|提高|增支|增收|上涨|上浮|提升|升高|多支出?|多收入?|超支)(?:（减少）|\(减少\)|（下降）|\(下降\))?"),
    (
        "down",
        r"(?:下降率?|减少|降幅|降低|减支|减收|压减|缩减|下滑|下浮|回落|减幅|节约|节支|少支出?|少收入?)"
        r"(?:（增加）|\(增加\)|（增长）|\(增长\))?",
    ),
    ("up", r"(?<!新)(?:增|多|升|高)(?=\d|[到至]\d)"),
    ("down", r"(?:减|少|降|低)(?=\d|[到至]\d)"),
    ("grown", r"新增|净增|追加|核增|调增|扩大|攀升|递增|多用|多花"),
    ("shrunk", r"压缩|压降|削减|节省|核减|调减|精简|收窄|少用|少花"),
    ("gap", r"(?:的)?(?:差值|差额|差异额|差异数|相差)(?:为|是)?(?=\d)"),
    (
        "flat",
        r"(?:基本)?持平|(?:与|和|同)[^，。；]{0,12}?(?:一致|相同|相等)|无(?:增减)?(?:变化|变动|增减)|没有(?:增减)?(?:变化|变动|增减)|零增长|未发生(?:增减)?变化",
    ),
    ("parts", r"其中|包括(?!：?办公|：?基本工资)|主要用于以下(?:几个)?方面|具体(?:情况)?如下|构成如下"),
    ("use", r"主要用于|主要是用于|用于|主要包括|主要为|主要是|主要支出"),
    ("each", r"分别(?:为|是)?|各(?:是|为)|依次为"),
    ("end", r"[。！？!?]"),
    ("part_end", r"[；;]"),
    ("comma", r"[，,](?!\d{3}(?!\d))"),
    ("list", r"[：:]"),
)
_FIRST = (
    "主变增减差原系因由从支决大小等高低多少超略未与较比同和环上去完执实预为是占达相所年全当本调追批收下提涨升节压缩滑回降"
    "基持无没零其包具构用分各依的前。！？!?；;，,：:额新净核扩攀递削精"
)
_NAMED = "|".join(f"(?:{pattern})(?P<c{number}>)" for number, (_, pattern) in enumerate(_CUES))
_PATTERN = re.compile(f"(?=[{_FIRST}]|目标值)(?:{_NAMED})")
"""All cues as one pattern, led by what they can begin with; the group that tells a cue stands empty behind it."""

_KINDS = {f"c{number}": kind for number, (kind, _) in enumerate(_CUES)}

FILLER = re.compile(r"(?:了|约|近|额|数额?|支出|收入|资金|经费|人民币|幅度|率|比例|金额|总额|为|达到?|共计?|合计|[：:（(]|的|有)*")
"""What may stand between a cue of change and its number."""

COMPARED = re.compile(r"[，,]?(?:收|支|、|各|均|也|又|都|分别|共|总体|整体|总计|实际|支出|收入|决算|略有?|有所|相应|同步|大幅|继续)*")
"""What may stand between a comparison and a word that tells of a change only behind one."""

TO = re.compile(r"(?:到|至)")


class Cue(NamedTuple):
    """A cue of a kind at a place of a paragraph; ``word`` is its text, ``relation`` a word of comparison or movement in it."""

    kind: str
    start: int
    end: int
    word: str
    relation: str | None = None


def find_cues(text: str) -> list[Cue]:
    """The cues of a paragraph in order."""
    return [
        Cue(_KINDS[match.lastgroup or ""], match.start(), match.end(), match[0], match["relation"] or match["moved"])
        for match in _PATTERN.finditer(text)
    ]


def base_year(words: str) -> int | None:
    """The year of the budget that words of comparison name."""
    named = re.search(r"20\d\d", words)
    return int(named[0]) if named else SOME_YEAR if re.search(r"上年|去年|上一年|前一年|前年", words) else None


def base_years(words: str) -> list[int | None]:
    """The years that words of comparison with earlier years name, None for last year; none named is last year."""
    named = re.findall(rf"(20\d\d)年|(?:上|前)一年|(前年|{_PERIOD})|{_YEAR}", words)
    return [int(year) if year else SOME_YEAR if older else None for year, older in named] or [None]


def budget_kind(word: str) -> str:
    """Which budget words of one name: initial, adjusted, or none that is said."""
    if any(mark in word for mark in ("全年", "调整", "追加")):
        return "adjusted"
    return "initial" if any(mark in word for mark in ("年初", "批复", "部门")) else ""


def budget_kinds(word: str) -> list[str]:
    """The kinds of the budgets that words of completion join (年初预算和全年预算), at least one."""
    return [budget_kind(part) for part in re.split("[和与及、]", word)]
