"""Roles: what a number of a paragraph states, told by what the words before it opened."""

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile

from assistant.checking.reading.mentions import CHANGES, EARLIER, Mention, Statement
from assistant.checking.reading.subjects import Subject
from schemas.number import Number
from schemas.review import Role

_TIMES = {"倍", "番"}
QUANTITIES = {"money", "plain", "count", "score"}
_LINKS = (
    r"决算|支出|收入|数额?|总额|金额|合计|总计|共计|共|为|是|达到?|约|均|：|:|的|资金|经费|预算|人民币|本年度?|当年|全年|年度|（[^（）]{0,20}）|\([^()]{0,20}\)|"
    r"20\d\d年(?:度)?|”|\"|费|安排|实际|完成|发生|列支|使用|分别|各|涉及|全部|数量|，其中|类|款|项|本级"
)
LINK = re.compile(rf"(?:{_LINKS})*")
_BASE = re.compile(rf"(?:{_LINKS}|[上去]年|同期|同口径|收、支|财政拨款|一般公共|年初|调整|“|、|相比|比较|对比)*")
"""What may stand between a comparison and the value compared with; other words tell what else its number is."""

_NOUN = re.compile(r"[\u4e00-\u9fff“”\"（）()]{1,24}$")
QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{1,40})[”\"]$")
TARGET = "target:"
"""How the keys of subjects begin that are the indicators of targets."""

_AGAINST_BUDGET: dict[Role, Role] = {"change": "budget_change", "change_rate": "budget_change_rate"}

NEAR = 30
"""Numbers before a change among which the budget and the actual it may be measured by are looked for;
behind a comparison of several years the earlier ones of its role."""

SOME_YEAR = 0
"""Another year than the report's, which one is not said (比上年预算, 近三年)."""
_YEARS_LISTED = {"、", "，", "和", "与", "及"}
_YEARS_JOINED = re.compile(r"[、，和与及至到—–~～-]")


@dataclass(slots=True)
class State:
    """What the walk knows at a place."""

    subject: Subject | None = None
    subject_end: int = 0
    named: bool = False
    held: bool = False
    opener: Subject | None = None
    rivals: tuple[Subject, ...] = ()
    pending: str = ""
    sign: int = 0
    versus: str = ""
    budget: str = ""
    more_budgets: list[str] = field(default_factory=list)
    parts_of: Mention | None = None
    zone: str = ""
    whole: Subject | None = None
    whole_from: int = -1
    whole_end: int = -1
    past: bool = False
    in_parts: bool = False
    parts_end: int = -1
    lists: tuple[Subject, ...] = ()
    sentence: int = 0
    run: list[Subject] = field(default_factory=list)
    levels: list[Subject] = field(default_factory=list)
    pair: list[Subject] = field(default_factory=list)
    pair_count: int = 0
    each: bool = False
    changed: bool = False
    compared_end: int = 0
    local: Subject | None = None
    left: Subject | None = None
    cue: tuple[int, int] | None = None
    clause: int = 0
    years: list[int] = field(default_factory=list)
    year_end: int = 0
    base_year: int | None = None
    series: int = -1
    bases: list[int | None] = field(default_factory=list)
    bases_from: int = 0


class Tracker:
    """What is known at a place of a paragraph, and the mentions and statements found so far."""

    def __init__(self, text: str, section: str, paragraph: int, default: Subject | None, topic: Subject | None) -> None:
        self.text, self.section, self.paragraph = text, section, paragraph
        self.default = default
        self.state = State(subject=topic or default, held=topic is not None)
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []

    def _year(self, date: Number) -> None:
        """A year that stands for itself: what follows in its clause speaks of it; several in a row are a series."""
        state = self.state
        if state.zone == "reason" or self.text.startswith(("以来", "起", "开始", "底", "末"), date.end):
            return
        year, between = int(date.value or 0), self.text[state.year_end : date.start]
        joined = bool(state.years) and bool(_YEARS_JOINED.fullmatch(between))
        spanned = joined and between not in _YEARS_LISTED
        state.years = [*state.years, *(range(state.years[-1] + 1, year) if spanned else ()), year] if joined else [year]
        state.year_end, state.series = date.end, -1

    def _speaks_of_year(self, role: Role) -> int | None:
        """The year that the words give a number of this role."""
        state = self.state
        if role.startswith("budget") and state.versus == "budget" and state.base_year is not None:
            return state.base_year
        if role == "prior" or not state.years:
            return None
        if len(state.years) == 1:
            return state.years[0]
        state.series += 1
        return state.years[state.series] if state.each and state.series < len(state.years) else SOME_YEAR

    def _compared_with(self, role: Role) -> int | None:
        """The year that a number of this role is compared with, None for last year; of several each has its own in turn."""
        state = self.state
        if role not in EARLIER or not state.bases:
            return None
        if len(state.bases) == 1:
            return state.bases[0]
        told = sum(mention.role == role for mention in self.mentions[state.bases_from : state.bases_from + NEAR])
        return state.bases[told] if state.each and told < len(state.bases) else SOME_YEAR

    def _number(self, number: Number) -> None:
        state = self.state
        last = self.mentions[-1] if self.mentions else None
        if last is not None and not state.pair and self._goes_on(last, number):
            twin = Mention(number, 0, 0, last.role, last.subject, self.section, self.paragraph, state.sentence)
            twin.sign, twin.versus, twin.budget, twin.cue = last.sign, last.versus, last.budget, last.cue
            twin.sure, twin.others, twin.instead = last.sure, last.others, last.instead
            if state.more_budgets and twin.role == "completion":
                twin.budget = state.more_budgets.pop(0)
            twin.whole, twin.whole_text, twin.lists = last.whole, last.whole_text, last.lists
            twin.year = self._speaks_of_year(twin.role) if len(state.years) > 1 else last.year
            twin.base = self._compared_with(twin.role)
            self.mentions.append(twin)
            return
        role: Role = self._role(number)
        subject, sure = self._about(number, role)
        role, instead = self._base_unsaid(number, role, subject)
        if role == "level" and sure and state.pending != "actual" and self._is_part_of_budget(number, subject):
            role, instead = "budget", "level"
        mention = Mention(
            number, 0, 0, role, subject, self.section, self.paragraph, state.sentence, versus=state.versus, budget=state.budget, sure=sure
        )
        mention.instead = instead
        mention.year, mention.base = self._speaks_of_year(role), self._compared_with(role)
        if role in CHANGES:
            mention.sign, mention.cue = state.sign, state.cue
        if role == "share":
            mention.whole, mention.whole_text = state.whole, self.text[state.whole_from : number.start]
            mention.lists = (*state.lists, *((state.opener,) if state.opener and state.in_parts else ()))
            mention.year = SOME_YEAR if state.past else mention.year
        if not (state.named or state.held) and state.opener is not None and state.opener != subject:
            mention.others = (state.opener,)
        elif role in EARLIER or role in CHANGES or state.pending == "base" or (role == "level" and last is not None and last.instead):
            mention.others = tuple(other for other in state.rivals if subject is None or other.key != subject.key)
        self.mentions.append(mention)
        if role == "level" and sure and subject is not None:
            state.levels.append(subject)
            state.opener = state.opener or subject
        if not state.pair and not (role == "budget" and state.pending == "completion"):
            state.pending = ""

    def _base_unsaid(self, number: Number, role: Role, subject: Subject | None) -> tuple[Role, Role | None]:
        """The role of a change that says not what it is compared with, and the other role it can have.

        Beside a budget and an actual it is the difference of these, or from a last year that was told before. Right behind
        低于预算数 stands the difference, or that budget itself where it was not told before.
        """
        state, against_budget = self.state, _AGAINST_BUDGET.get(role)
        behind = role == "budget_change" and state.cue and state.cue[1] == number.start and "预算" in self.text[slice(*state.cue)]
        if not behind and (against_budget is None or state.versus):
            return role, None
        near = islice(reversed(self.mentions), NEAR)
        told = [mention for mention in near if mention.subject == subject and mention.sentence == state.sentence]
        budgets = {mention.budget for mention in told if mention.role == "budget"}
        if against_budget is None:
            return role, None if {"", state.budget} & budgets or (budgets and not state.budget) else "budget"
        roles = {mention.role for mention in told}
        if not {"budget", "level"} <= roles:
            return role, None
        state.budget = state.budget if len(budgets) == 1 else ""
        return (role, against_budget) if "prior" in roles else (against_budget, role)

    def _is_part_of_budget(self, number: Number, subject: Subject | None) -> bool:
        """Whether an amount stands in the list of the parts of a budget: a part of that, though it may tell what was spent of it."""
        whole = self.state.parts_of
        return whole is not None and subject != whole.subject and number.kind == whole.number.kind

    def _goes_on(self, last: Mention, number: Number) -> bool:
        """Whether a number only continues a list: 分别为X、Y, or 15批次、120人次."""
        between = self.text[last.number.end : number.start]
        if number.kind == "count" and last.number.kind == "count" and last.role == "level":
            return bool(re.fullmatch(r"[、，,]?(?:累计|共计?|约)?", between))
        each = self.state.each or (self.state.more_budgets and last.role == "completion")
        return bool(each) and number.kind == last.number.kind and between in {"、", "和", "，", ","}

    def _role(self, number: Number) -> Role:
        state, percent = self.state, number.kind == "percent"
        if state.zone == "reason" or number.kind == "points" or number.unit in _TIMES:
            return "other"
        if number.kind == "score":
            return "score"
        if percent or (number.kind == "plain" and self._lacks_percent(number)):
            return self._percent_role()
        if state.pending == "change":
            return "budget_change" if state.versus == "budget" else "change"
        if state.pending == "base":
            return self._base_role(number)
        if state.pending == "completion":
            return "budget" if number.kind in QUANTITIES else "other"
        if state.pending in {"budget", "prior", "actual"}:
            return "budget" if state.pending == "budget" else "prior" if state.pending == "prior" else "level"
        if state.pending == "share":
            return "other"
        return "level"

    def _base_role(self, number: Number) -> Role:
        """The role of an amount behind a comparison: its base, unless words that are not understood stand between."""
        begin = max(self.state.compared_end, self.state.subject_end)
        if not _BASE.fullmatch(self.text, begin, number.start):
            return "other"
        return "budget" if self.state.versus == "budget" else "prior"

    def _lacks_percent(self, number: Number) -> bool:
        """Whether the words before a number without a unit ask for a percentage."""
        if self.state.pending == "share":
            return True
        before = self.text[max(0, number.start - 12) : number.start]
        rate = self.state.pending == "change" and any(mention.role == "change" for mention in self._of_sentence()) and not self.state.each
        return rate or (self.state.pending == "completion" and before.endswith(("的", "率", "率为", "率达")))

    def _of_sentence(self) -> list[Mention]:
        here = takewhile(lambda mention: mention.sentence == self.state.sentence, reversed(self.mentions))
        return [mention for mention in here if mention.subject == self.state.subject]

    def _percent_role(self) -> Role:
        pending = self.state.pending
        if pending in {"budget", "actual"} and self._aims():
            return "budget" if pending == "budget" else "level"
        if pending == "change":
            return "budget_change_rate" if self.state.versus == "budget" else "change_rate"
        return "completion" if pending == "completion" else "share" if pending == "share" else "other"

    def _aims(self) -> bool:
        """Whether the target of an indicator is spoken of."""
        return self.state.local is not None and self.state.local.key.startswith(TARGET)

    def _about(self, number: Number, role: Role) -> tuple[Subject | None, bool]:
        """The subject of a number, and whether its words stand in the sentence."""
        state = self.state
        if role == "other":
            return None, False
        if state.pair:
            subject = state.pair[state.pair_count % len(state.pair)]
            state.pair_count += 1
            return subject, True
        if role == "level" and state.pending != "actual":
            between = self.text[state.subject_end : number.start] if state.named else None
            if between is not None and state.zone != "use" and LINK.fullmatch(between):
                return state.subject, True
            noun = _NOUN.search(self.text, max(state.clause, 0), number.start)
            state.local = self._noun(noun[0] if noun else "")
            return state.local, False
        quoted = QUOTED.search(self.text, max(state.clause, 0), number.start) if role == "score" else None
        if quoted and state.subject_end <= quoted.start():
            return self._noun(quoted["name"]), False
        if state.local is not None:
            return state.local, True
        if state.subject is None:
            return self._unnamed(), False
        return state.subject, state.named or state.held

    def _unnamed(self) -> Subject:
        return Subject("", (), f"unnamed:{self.paragraph}")

    def _noun(self, words: str) -> Subject:
        """A subject that is known by its words only; it lives for its sentence."""
        place = f"{self.paragraph}.{self.state.sentence}"
        return Subject(words, (), f"noun:{words}:{place}" if words else f"unnamed:{place}:{len(self.mentions)}")
