"""Subjects: what a number is about, as words of the field, resolved to the stem of its facts.

The same words mean different things in different sections (基本支出 of the unit, or of 一般公共预算), so
an entry may name a stem for a section. Where words alone leave two meanings, both are kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.checking.reading.lexicon import INNER_WHOLES, LEXICON, STEMS, WHOLES
from schemas.accounts import CLASS_NAMES


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about: the words, and the stems of facts they can mean, the likeliest first.

    ``either`` tells that the words mean one of the stems and nothing else, so that a number that fits none is wrong.
    """

    text: str
    stems: tuple[str, ...]
    key: str
    either: bool = False

    @property
    def stem(self) -> str | None:
        """The likeliest stem."""
        return self.stems[0] if self.stems else None


_WORDS = r"[^，。；：、,;:.．\d（）()“”]"
_REMARK = r"[（(](?![类款项][）)])[^（）()]{1,8}[)）]"
_STEP_END = re.compile(r"[（(][类款项][）)]")
_PATH = re.compile(rf"(?:{_WORDS}{{2,40}}+(?:{_REMARK}{_WORDS}{{0,20}}+)?[（(][类款项][)）](?:支出)?)+")
_CODED = re.compile(r"(?=2)(?<![\d.])(?<!\d,)(?P<code>2\d{4}|2\d{6})(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff（）、]+?)(?=\d|，|：|为)")
_UNITS = ("万", "元", "亿", "千", "百", "年", "人", "个")
STEP = re.compile(r"(?P<name>.+?)[（(](?P<level>[类款项])[)）](?:支出)?")
LEVELS = {"类": 3, "款": 5, "项": 7}
_FUNCTIONS = {
    "overall": "expenditure.function/fiscal.function/function",
    "grants": "fiscal.function/function/fund.function",
    "expenditure": "expenditure.function",
    "income": "income.function",
    "fund": "fund.function",
    "capital": "capital.function",
    "fiscal": "fiscal.function",
}


class AccountNames:
    """Names of accounts and their codes, as the tables have them, and of projects with their stems.

    The classes of accounts are always known. ``economic`` are the lines of 基本支出 by kind of spending, ``evaluated``
    the projects that have a form of self-evaluation.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        projects: Iterable[tuple[str, str]] = (),
        economic: Iterable[tuple[str, str]] = (),
        evaluated: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.economic = {name: f"economic.{code}" for code, name in economic}
        self.economic_pattern = _amounts_of(self.economic)
        self.projects = {name: stem for name, stem in projects if len(name) >= 4}
        self.evaluated = self.projects | {name: stem for name, stem in evaluated if len(name) >= 4}
        self._codes: dict[str, list[str]] = {}
        known = dict.fromkeys([*names, *((code, name) for code, name in CLASS_NAMES.items())])
        for code, name in known:
            self._codes.setdefault(plain_name(name), []).append(code)
        self._names = {code: plain_name(name) for code, name in known}
        words = sorted(
            {name for _, name in known if len(name) >= 4} | {f"{n}支出" for c, n in self._names.items() if len(c) == 3},
            key=len,
            reverse=True,
        )
        short = "|".join(sorted(f"{re.escape(name)}支出" for name in self._codes if 2 <= len(name) < 4))
        self.pattern = re.compile("|".join([*map(re.escape, words), rf"(?<![\u4e00-\u9fff])(?:{short})"])) if words else None

    def code_of(self, path: list[tuple[str, str]]) -> str | None:
        """The code of the last step of a path of (level, name); None where the tables lack it or leave a doubt."""
        found = self.codes_under(path)
        return found[0] if len(found) == 1 else None

    def codes_under(self, path: list[tuple[str, str]]) -> list[str]:
        """Every code that a path of (level, name) can mean."""
        level, name = path[-1]
        found = [code for code in self._codes.get(plain_name(name), []) if len(code) == LEVELS[level]]
        for upper, above in path[:-1]:
            found = [code for code in found if self._names.get(code[: LEVELS[upper]], plain_name(above)) == plain_name(above)]
        return found

    def known_ending(self, words: str, digits: int) -> str | None:
        """The longest ending of ``words`` that names an account with so many digits."""
        endings = (words[start:] for start in range(len(words) - 1))
        return next((end for end in endings if any(len(code) == digits for code in self._codes.get(plain_name(end), []))), None)

    def codes_named(self, name: str) -> list[str]:
        """Every code of this name, the classes first."""
        return sorted(self._codes.get(plain_name(name), []), key=len)


def _amounts_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names that an amount follows; in a list without amounts they only tell what was paid."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![\u4e00-\u9fff])(?:{words})(?=(?:支出|为|：|:)?\d)") if words else None


def plain_name(name: str) -> str:
    """A name without what people add or drop: a closing 支出, blanks, half-width brackets."""
    return name.replace("(", "（").replace(")", "）").removesuffix("支出")


def find_subjects(text: str, section: str, names: AccountNames) -> list[tuple[int, int, Subject]]:
    """The subjects named in a paragraph, in order and disjoint, as (start, end, subject); the longest words win.

    Of a project and an account of one name the project is meant where self-evaluation is spoken of, else the account.
    """
    found = [*_per_head(text), *_accounts_in_full(text, section, names), *_words(text, section)]
    if names.pattern and section not in BASIC:
        for match in names.pattern.finditer(text):
            meant = [subject_of(match[0], account_stem(code, section)) for code in names.codes_named(match[0])]
            stems = tuple(stem for subject in meant for stem in subject.stems)
            either = len(meant) == 1 and meant[0].either
            found.append((match.start(), match.end(), Subject(match[0], stems, f"account:{plain_name(match[0])}", either)))
    if names.economic_pattern and section in BASIC:
        economic = names.economic_pattern.finditer(text)
        found = [*((match.start(), match.end(), _economic(match[0], section, names)) for match in economic), *found]
    projects = list(_projects(text, section, names))
    found = [*projects, *found] if section == "performance" else [*found, *projects]
    taken = [False] * (len(text) + 1)
    chosen = []
    for start, end, subject in sorted(found, key=lambda entry: entry[0] - entry[1]):
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            chosen.append((start, end, subject))
    return sorted(chosen, key=lambda entry: entry[0])


BASIC = {"basic", "all_basic"}


def _economic(name: str, section: str, names: AccountNames) -> Subject:
    """A line of the table of 基本支出, though the table of 三公 may have one of the same name."""
    stem = names.economic[name]
    return subject_of(name, stem if section == "basic" else f"{stem}/{stem.replace('economic', 'all_basic')}")


def _per_head(text: str) -> Iterator[tuple[int, int, Subject]]:
    """Amounts for each person, vehicle, household or time: no table has them, and their total is another subject."""
    for match in _PER_HEAD.finditer(text):
        yield match.start(), match.end(), Subject(match[0], (), f"{PER_HEAD}{match[0]}")


PER_HEAD = "each:"
"""How the keys of subjects begin that are amounts for each of something."""
_PER_HEAD = re.compile(
    r"(?:(?<![个用])(?:人|车|户|次)均|平均每(?:人|车|辆|户|次|批))(?!已|按|未|由|在|无|实|符|属)[\u4e00-\u9fff（）]{0,16}?"
    r"(?=(?:支出)?(?:决算数?)?(?:为|约|是|达到?)?\d|[，。；：、比较与同]|年初|预算)"
)


def _projects(text: str, section: str, names: AccountNames) -> Iterator[tuple[int, int, Subject]]:
    """Projects named; of the evaluated ones only where self-evaluation is spoken of."""
    known = {"general": names.projects, "performance": names.evaluated}.get(section, {})
    for name, stem in known.items():
        yield from ((match.start(), match.end(), Subject(name, (stem,), stem)) for match in re.finditer(re.escape(name), text))


def _accounts_in_full(text: str, section: str, names: AccountNames) -> Iterator[tuple[int, int, Subject]]:
    """Accounts named with their code, or with 类, 款, 项."""
    for match in _CODED.finditer(text):
        if match["code"][:3] not in CLASS_NAMES or match["name"].startswith(_UNITS):
            continue
        yield match.start("name"), match.end("name"), subject_of(match["name"], account_stem(match["code"], section))
    for match in _PATH.finditer(text) if _STEP_END.search(text) else ():
        subject, start = _account_path(match[0], section, names)
        yield match.start() + start, match.end(), subject


def _words(text: str, section: str) -> Iterator[tuple[int, int, Subject]]:
    whole = inner = ""
    for match in LEXICON.finditer(text):
        stems = STEMS[match.lastgroup or ""]
        if _SHORT.fullmatch(match[0]) and not _BEFORE_SHORT.search(text, max(0, match.start() - 3), match.start()):
            continue
        whose = _project_named(text, match) if _PROJECT_SPENDING.fullmatch(match[0]) else ""
        if whose:
            yield match.start(), match.end(), Subject(f"{whose}{match[0]}", (), f"noun:{whose}{match[0]}")
            continue
        narrower = _NARROWER.search(text, max(0, match.start() - 6), match.start())
        if narrower:
            words = narrower[0] + match[0]
            yield narrower.start(), match.end(), Subject(words, (), f"noun:{words}")
            continue
        stem = next((stems[key] for key in (inner, whole, section) if key and key in stems), stems.get(""))
        if stem is None:
            continue
        whole, inner = (stem, "") if stem in WHOLES else (whole, stem if stem in INNER_WHOLES else inner)
        yield match.start(), match.end(), subject_of(match[0], stem)


def subject_of(words: str, stems: str) -> Subject:
    """What words mean: stems parted by ``|`` are the likeliest, by ``/`` all that there are; none is a thing no table has."""
    return Subject(words, tuple(re.split(r"[|/]", stems)), stems, "/" in stems) if stems else Subject(words, (), f"noun:{words}")


def _project_named(text: str, spending: re.Match[str]) -> str:
    """The words right before 项目支出 that tell whose it is: those of one project, not of the unit or of a list."""
    words = _RUN.search(text, max(0, spending.start() - 20), spending.start())
    return "" if words is None or _OF_ALL.search(words[0]) else words[0]


_PROJECT_SPENDING = re.compile(r"项目支出(?:总额)?")
_RUN = re.compile(r"[一-鿿]{2,20}$")
_OF_ALL = re.compile(
    r"(?:年|年度|当年|全年|本年|其中|用于|包括|主要|安排|发生|完成|实际|总|共|是|为|的|和|与|及|中|按|除|各|较|比|从|对|使|分|"
    r"部门|单位|[局委厅院校站所处队馆]|办公室|中心|机关|预算|拨款|决算|支出|收入)$"
)
_NARROWER = re.compile(r"(?:非(?:同级|本级)?|国?[（(]?境?[)）]?外|同级|以前年度)$")
"""Words before a subject that make another one (非同级财政拨款收入, 非财政拨款支出, 国（境）外公务接待支出)."""
_SHORT = re.compile(
    r"人员经费(?:支出)?|(?:日常)?公用经费(?:支出)?|(?:货物|工程|服务)(?:类)?(?:采购)?(?:支出|金额)|(?:事业|经营|其他)收入|经营支出|其他用车"
)
_BEFORE_SHORT = re.compile(r"(?:^|[^\u4e00-\u9fff]|其中|支出中|收入中|的|和|与|及|本年|年度|当年|预算|拨款|采购|[一二三四五六]是)$")


def account_stem(code: str, section: str) -> str:
    """The stem of an account's facts in a section, or those that it can mean there, parted by ``/``."""
    return "/".join(f"{table}.{code}" for table in _FUNCTIONS.get(section, "function").split("/"))


def _account_path(text: str, section: str, names: AccountNames) -> tuple[Subject, int]:
    """The subject of a path such as 教育支出（类）普通教育（款）, and where it begins in ``text``."""
    steps = [(match["level"], match["name"]) for match in STEP.finditer(text)]
    first = names.known_ending(steps[0][1], LEVELS[steps[0][0]]) or _LEAD.sub("", steps[0][1])
    path = [(steps[0][0], first), *steps[1:]]
    code = names.code_of(path)
    start = len(steps[0][1]) - len(first)
    if code:
        return subject_of(text[start:], account_stem(code, section)), start
    return Subject(text[start:], (), "path:" + "/".join(plain_name(name) for _, name in path)), start


_LEAD = re.compile(r"^.*(?:其中|用于|包括|方面|年度|支出中)(?=.{2,})")
