"""Walker: a paragraph read from left to right over its subjects, cues and numbers.

A cue opens a role for the next number that fits it; a subject stays the topic until another takes its
place, over sentences too. In a clause that gives reasons, or says what money was used for, other words do
not change the topic.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter
from types import MappingProxyType

from assistant.checking.reading.asides import find_asides, is_year
from assistant.checking.reading.cues import COMPARED, FILLER, TO, Cue, base_year, budget_kind, budget_kinds
from assistant.checking.reading.mentions import EXEMPT, Statement
from assistant.checking.reading.roles import LINK, QUOTED, SOME_YEAR, TARGET, State, Tracker
from assistant.checking.reading.spans import Spans
from assistant.checking.reading.subjects import PER_HEAD, Subject, subject_of
from schemas.number import Number

_IDLE = re.compile(
    r"同比|相比较?|比较|对比|(?:与|较|比|同)?(?:上年度?|去年|20\d\d年度?)(?:同期)?(?:相比|比较)?|各|均|分别|总体|整体|决算数?|支出|收入|合计|总计|实际|略有?|有所|基本|预算数?|本年度?|当年|相应|也|则|其|又|同期|共|数|金额|总额|比例|幅度|费用|，"
)
_ALL_YEARS = re.compile(r"(?:近|最近|过去|前|历)[一二两三四五六]?年(?:来)?")
_NEXT_REASON = re.compile(r"[二三四五六七]是")
_MONEY = re.compile(r"(?:经费|费用?|拨款|资金|基金|采购|补助|项目)$")
"""Words for money that a total right behind them is the total of."""
_PAST = re.compile(r"(?:上|上一|去|前一)年(?:度)?(?:同期)?的?$")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,15}")
_OFFICE = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|中心|部门|单位|院|校|会|处|所|馆|站|队|系统|机关|本级|全[县市区省]|各项|上述|以上|该)$|^[该其此我]"
)
"""Words at the head of a sentence that name whose money is told, or all of it, not another item."""
_SUM = re.compile(r"(?:[两二三四五六]项)?(?:合计|总计|共计|总额|之和|共(?=\d))")
_THIS_ITEM = re.compile(r"(?:该|此|上述|这)(?:[一两二三四]?[项类])?|[约超逾]|[（(][^（()）]*[)）]")
_BARE_TOTAL = re.compile(r"(?:本年度?)?支出(?:决算)?(?:合计|总额)|本年支出|总支出|本年收入(?:合计)?|收入合计")
"""Words of a total that name none where something else has just been named: 公务接待费本年支出1万元."""
_BALANCE = re.compile(r"\.(?:opening|closing)")
"""Keys of what is carried over: it has neither income nor expenditure of its own."""
RELATIONS = {
    "大于": 1,
    "高于": 1,
    "多于": 1,
    "超过": 1,
    "超出": 1,
    "超": 1,
    "略高于": 1,
    "小于": -1,
    "低于": -1,
    "少于": -1,
    "略低于": -1,
    "等于": 0,
}


class Walker(Tracker):
    """One pass over a paragraph; collects mentions and statements.

    ``outside`` is the state before an open bracket, ``amounts`` the paragraph's, by where they begin.
    """

    outside: State | None = None
    amounts: Mapping[int, Number] = MappingProxyType({})

    @property
    def topic(self) -> Subject | None:
        """What the paragraph was about when it ended, if it named it."""
        return self.state.subject if self.state.held else None

    def walk(self, subjects: list[tuple[int, int, Subject]], cues: list[Cue], numbers: tuple[Number, ...]) -> None:
        """Read the tokens in the order of the text."""
        tokens: list[tuple[int, int, object]] = [(start, 1, (end, subject)) for start, end, subject in subjects]
        tokens += [(cue.start, 0, cue) for cue in cues]
        idle, telling = find_asides(self.text, numbers)
        asides = Spans(idle)
        tokens = [entry for entry in tokens if not asides.hold(entry[0])]
        tokens += [(start, 0, Cue("open", start, start + 1, "（")) for start, _ in telling]
        tokens += [(end - 1, 0, Cue("close", end - 1, end, "）")) for _, end in telling]
        inside = Spans((cue.start, cue.end) for cue in cues)
        amounts = [number for number in numbers if number.kind not in EXEMPT]
        self.amounts = {number.start: number for number in amounts}
        tokens += [(number.start, 2, number) for number in amounts]
        years = [number for number in numbers if is_year(number)]
        tokens += [(date.start, 2, date) for date in years if not inside.meet(date.start, date.end)]
        for start, _, token in sorted(tokens, key=itemgetter(0, 1)):
            if isinstance(token, Cue):
                getattr(self, f"_cue_{token.kind}")(token)
            elif isinstance(token, Number):
                self._year(token) if token.kind == "date" else self._number(token)
            elif isinstance(token, tuple):
                self._subject(start, token[0], token[1])

    def _subject(self, start: int, end: int, subject: Subject) -> None:
        state = self.state
        if state.zone == "reason":
            return
        if state.pending == "share":
            self._whole(start, end, subject)
            return
        if state.pending == "completion" or self._only_links(start, subject) or self._of_other_income(subject):
            return
        if state.zone in {"use", "listed"} and not self._opens(end):
            return
        if state.zone == "use" and subject.key.startswith("account:"):
            return
        state.zone = ""
        if subject.key.startswith(PER_HEAD):
            state.local = subject
            return
        if not (state.run and re.fullmatch(r"[、和与及，]?", self.text[state.subject_end : start])):
            state.run = []
        state.run.append(subject)
        subject = self._together(end) or subject
        if subject != state.subject:
            state.in_parts = state.in_parts and state.subject is not None
            state.budget, state.rival = "", None
            if state.pending in {"budget", "actual"} or (state.pending, state.versus) == ("base", "budget"):
                state.pending = ""
        state.subject, state.subject_end, state.named, state.local, state.left = subject, end, True, None, None
        state.held = True

    def _together(self, end: int) -> Subject | None:
        """What subjects named in a row are with 合计 behind them (事业收入和其他收入合计): their sum, which no table has."""
        run = self.state.run
        own = _SUM.search(run[-1].text)
        told = own if own else _SUM.match(self.text, end)
        if len(run) < 2 or not told or any(_SUM.search(subject.text) for subject in run[:-1]):
            return None
        return subject_of("和".join(subject.text for subject in run), "")

    def _only_links(self, start: int, subject: Subject) -> bool:
        """Whether a total's bare words say no more than 支出 does: of what is named right before, or of the item held."""
        state = self.state
        if state.subject is None or state.subject.key == subject.key or not _BARE_TOTAL.fullmatch(subject.text):
            return False
        if (self.default is not None and self.default.key in (subject.key, *subject.stems)) or _BALANCE.search(state.subject.key):
            return False
        return state.subject_end == start if state.named else state.held and state.clause == start

    def _whole(self, start: int, end: int, subject: Subject) -> None:
        """What a share is a share of; a bare total behind other words of money (占培训费总支出) is theirs."""
        state = self.state
        bare = _BARE_TOTAL.fullmatch(subject.text)
        if not bare or (state.whole is None and not _MONEY.search(self.text, state.whole_from, start)):
            state.whole = subject
        elif state.whole_end != start:
            state.whole = subject_of(self.text[state.whole_from : end], "")
        state.whole_end = end

    def _of_other_income(self, subject: Subject) -> bool:
        """Whether a bare 支出 follows an income that is not the section's own: that of an account, say."""
        income = subject.key.replace(".total", ".income")
        return subject.text == "支出" and (self.state.subject is None or self.state.subject.key != income)

    def _opens(self, end: int) -> bool:
        """Whether a subject within a clause of uses has an amount of its own right after it."""
        link = LINK.match(self.text, end)
        return bool(link and self.text[link.end() : link.end() + 1].isdigit())

    def _cue_reason(self, cue: Cue) -> None:
        if cue.relation and self.state.zone != "reason" and self._speaks_of_topic(cue):
            sign = 1 if cue.relation in {"增加", "增长", "上升"} else -1
            self._state_claim("moved", sign, self.state.versus or self._last_base(), cue)
        self.state.zone, self.state.pending = "reason", ""

    def _last_base(self) -> str:
        """What the topic's last change was compared with: nothing certain where that was not said, last year where none was told."""
        changes = (mention for mention in reversed(self.mentions[-2:]) if mention.sign and mention.subject == self.state.subject)
        last = next(changes, None)
        if last is None or last.role in {"change", "change_rate"}:
            return "" if last is not None and last.instead else "prior"
        return "" if last.instead else "budget"

    def _speaks_of_topic(self, cue: Cue) -> bool:
        """Whether nothing but the topic's own words stand between a clause's start and the cue."""
        begin = max(self.state.clause, self.state.subject_end if self.state.named else 0)
        return not re.search(r"[\u4e00-\u9fff]{2}", _IDLE.sub("", self.text[begin : cue.start]))

    def _cue_use(self, cue: Cue) -> None:
        state = self.state
        if state.zone != "reason":
            state.zone = "reason" if state.changed and cue.word in {"主要是", "主要为"} else "use"

    def _cue_parts(self, cue: Cue) -> None:
        self._list_parts(cue)
        state = self.state
        state.zone, state.in_parts, state.pending, state.levels, state.parts_end = "", True, "", [], cue.end
        if state.opener is None:
            state.opener = state.subject
        if state.subject is not None:
            state.lists = (state.subject, *state.lists)

    def _list_parts(self, cue: Cue) -> None:
        """What follows are parts of a budget, where that is the amount right before: 预算5万元（其中…), 预算5万元：…."""
        last = self.mentions[-1] if self.mentions else None
        if last is not None and last.role == "budget" and not re.search(r"[\u4e00-\u9fff]", self.text[last.number.end : cue.start]):
            self.state.parts_of = last

    def _cue_relation(self, cue: Cue) -> None:
        if self.state.zone != "reason" and cue.relation in RELATIONS:
            self._state_claim("relation", RELATIONS[cue.relation], "budget", cue)
            if self.text[cue.end : cue.end + 1].isdigit():
                self.state.zone, self.state.pending, self.state.changed = "", "change", True
                self.state.sign, self.state.cue = RELATIONS[cue.relation], (cue.start, cue.end)
                self.state.budget = budget_kind(cue.word)
        self.state.versus, self.state.base_year = "budget", None

    def _cue_flat(self, cue: Cue) -> None:
        if self.state.zone != "reason":
            prior = re.search(r"上年|去年|上一年|20\d\d年", cue.word)
            versus = "prior" if prior else "budget" if "预算" in cue.word else self.state.versus
            self._state_claim("flat", 0, versus, cue)
        self.state.pending = ""

    def _state_claim(self, kind: str, sign: int, versus: str, cue: Cue) -> None:
        state = self.state
        start = cue.start + (cue.word.index(cue.relation) if cue.relation else 0)
        end = start + len(cue.relation) if kind == "moved" and cue.relation else cue.end
        place = (self.section, self.paragraph, state.sentence, start, end)
        self.statements.append(Statement(kind, sign, versus, state.subject or self._unnamed(), *place, self.text[start:end]))

    def _cue_versus_budget(self, cue: Cue) -> None:
        self._compare("budget", cue)

    def _cue_versus_prior(self, cue: Cue) -> None:
        self._compare("prior", cue)

    def _compare(self, versus: str, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason" and self.text[cue.start - 1 : cue.start] not in {"，", "；"}:
            return
        if state.zone == "reason":
            state.named = False
        state.zone, state.versus, state.pending, state.compared_end = "", versus, "base", cue.end
        state.rival = self._opener_of_list(versus) or (state.left if versus == "prior" else None)
        if versus == "budget":
            state.budget = budget_kind(cue.word)
            state.base_year = base_year(cue.word)

    def _opener_of_list(self, versus: str) -> Subject | None:
        """What a comparison behind the last part of a list (支出10万元，其中…，较上年减少…) may speak of as well."""
        state = self.state
        listed = state.in_parts and state.opener != state.subject and state.levels and self.mentions[-1].number.start >= state.subject_end
        return state.opener if listed and versus == "prior" else None

    def _cue_origin(self, cue: Cue) -> None:
        """由上年的…: what a change sets out from."""
        if self.state.zone != "reason":
            self._name_mover(cue)
            self.state.pending = "prior"

    def _cue_prior(self, cue: Cue) -> None:
        self.state.pending = "prior"

    def _cue_budget(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason" or state.pending == "completion":
            return
        self._name_item(cue)
        state.zone, state.pending, state.budget = "", "budget", budget_kind(cue.word)

    def _name_item(self, cue: Cue) -> None:
        """Where a sentence, or a part of it, begins with something of its own before 决算 or 预算, the item held is spoken of no more."""
        state = self.state
        words = _IDLE.sub("", self.text[state.clause : cue.start])
        opens = state.clause > 0 and self.text[state.clause - 1] in "；;。"
        if opens and state.held and state.subject_end <= state.clause and _ITEM.fullmatch(words) and not _OFFICE.search(words):
            state.local = self._noun(words)

    def _cue_actual(self, cue: Cue) -> None:
        if self.state.zone != "reason" and self.state.pending != "share":
            self._name_item(cue)
            self.state.zone, self.state.pending, self.state.parts_of = "", "actual", None

    def _cue_target(self, cue: Cue) -> None:
        """目标值…: the target of an indicator, a subject of its own; one that is named right before ends the reasons of another."""
        state = self.state
        named = QUOTED.search(self.text, state.clause, cue.start)
        if state.pending == "completion" or (state.zone == "reason" and named is None):
            return
        state.local = Subject(named["name"] if named else "", (), f"{TARGET}{self.paragraph}:{cue.start}")
        state.zone, state.pending, state.budget = "", "budget", ""

    def _cue_reached(self, cue: Cue) -> None:
        """实际完成…: what was reached of the target stated before."""
        if self._aims():
            self._cue_actual(cue)

    def _cue_spent(self, cue: Cue) -> None:
        """A bare 支出 behind a budget: what was spent of it."""
        last = self.mentions[-1] if self.mentions else None
        if last is not None and last.role == "budget" and last.sentence == self.state.sentence and last.subject == self.state.subject:
            self._cue_actual(cue)

    def _cue_completion(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason":
            return
        state.zone, state.pending = "", "completion"
        if "预算" in cue.word or not state.budget:
            state.budget, *state.more_budgets = budget_kinds(cue.word)

    def _cue_share(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason":
            return
        state.zone, state.pending, state.whole, state.whole_from = "", "share", None, cue.end
        state.past = _PAST.search(self.text, state.clause, cue.start) is not None
        self._name_part(cue)

    def _name_part(self, cue: Cue) -> None:
        """Where a clause begins with something of its own before 占, that is the part: 其中购置费占50%、运行费占24%."""
        state = self.state
        last = self.mentions[-1].number.end if self.mentions else 0
        begin = max(state.clause, state.parts_end, last if self.text.startswith(("、", "和"), last) else 0)
        words = _THIS_ITEM.sub("", _IDLE.sub("", self.text[begin : cue.start]))
        if max(last, state.subject_end) <= begin and len(re.findall(r"[\u4e00-\u9fff]", words)) >= 2:
            state.local = self._noun(words)

    def _cue_up(self, cue: Cue) -> None:
        self._change(1, cue)

    def _cue_down(self, cue: Cue) -> None:
        self._change(-1, cue)

    def _cue_grown(self, cue: Cue) -> None:
        if self._behind_comparison(cue):
            self._change(1, cue)

    def _cue_shrunk(self, cue: Cue) -> None:
        if self._behind_comparison(cue):
            self._change(-1, cue)

    def _behind_comparison(self, cue: Cue) -> bool:
        """Whether a word that may tell of other things stands right behind a comparison or its base, or again behind its amount."""
        state = self.state
        if self.mentions and self.mentions[-1].role == "prior" and self.mentions[-1].number.end == cue.start:
            return True
        again = state.cue is not None and state.changed and self.text[slice(*state.cue)] == cue.word
        return bool(state.versus) and (again or bool(COMPARED.fullmatch(self.text, state.compared_end, cue.start)))

    def _change(self, sign: int, cue: Cue) -> None:
        state = self.state
        filler = FILLER.match(self.text, cue.end)
        after = filler.end() if filler else cue.end
        if state.zone == "reason":
            return
        if TO.match(self.text, cue.end) or self._arrives(cue, after):
            self._name_mover(cue)
            state.pending = "actual"
        elif after in self.amounts or self.text[after : after + 1].isdigit() or self.text[after : after + 1] in "-－−":
            self._name_mover(cue)
            state.zone, state.pending, state.sign, state.cue = "", "change", sign, (cue.start, cue.end)
            state.changed = True
            state.each = state.each or self.text.endswith(("各", "分别"), 0, cue.start)

    def _arrives(self, cue: Cue, after: int) -> bool:
        """Whether 由上年的4万元下降为3万元 tells what a change led to: behind what it set out from, and with an amount as that."""
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.role != "prior" or not self.text.startswith("为", cue.end) or last.number.start < self.state.clause:
            return False
        amount = self.amounts.get(after)
        return last.number.end == cue.start and amount is not None and amount.kind == last.number.kind

    def _name_mover(self, cue: Cue) -> None:
        """Where a clause names something of its own before the word of change, that is what moved."""
        state = self.state
        last = self.mentions[-1].number.end if self.mentions else 0
        begin = max(state.clause, state.compared_end, last, state.subject_end)
        words = _IDLE.sub("", self.text[begin : cue.start])
        if len(re.findall(r"[\u4e00-\u9fff]", words)) >= 2:
            state.local = self._noun(words)

    def _cue_gap(self, cue: Cue) -> None:
        """差值为…: a difference without a direction."""
        if self.state.zone != "reason":
            self.state.pending, self.state.sign, self.state.cue = "change", 0, None

    def _cue_each(self, cue: Cue) -> None:
        state = self.state
        state.each = True
        if not state.years and _ALL_YEARS.search(self.text, state.clause, cue.start):
            state.years = [SOME_YEAR, SOME_YEAR]
        listed = state.run if len(state.run) > 1 else state.levels
        if len(listed) > 1:
            state.pair, state.pair_count = list(listed), 0

    def _cue_end(self, cue: Cue) -> None:
        state = self.state
        if state.in_parts and state.opener is not None:
            state.subject = state.opener
        held = state.held and not state.in_parts
        self.state = State(subject=state.subject, held=held, opener=state.opener, sentence=state.sentence + 1, clause=cue.end)

    def _cue_part_end(self, cue: Cue) -> None:
        state = self.state
        goes_on = state.zone == "reason" and _NEXT_REASON.match(self.text, cue.end)
        state.pending = state.budget = ""
        state.rival = None
        if state.held:
            state.left, state.local = state.local or state.left, None
        state.zone = "reason" if goes_on else ""
        state.pair, state.run, state.clause, state.each, state.changed = [], [], cue.end, False, False
        state.years = []

    def _cue_comma(self, cue: Cue) -> None:
        state = self.state
        state.clause = cue.end
        if state.pending in {"share", "change", "base", "prior", "budget", "completion"} and not state.pair:
            state.pending = ""

    def _cue_open(self, cue: Cue) -> None:
        self.outside = replace(self.state, run=list(self.state.run), levels=list(self.state.levels))

    def _cue_close(self, cue: Cue) -> None:
        """What stood before the bracket is spoken of again, whatever was named within."""
        if self.outside is not None:
            self.state, self.outside = replace(self.outside, sentence=self.state.sentence), None

    def _cue_list(self, cue: Cue) -> None:
        self.state.clause = cue.end
        self._list_parts(cue)
        if self.state.parts_of is not None:
            self.state.in_parts, self.state.opener = True, self.state.opener or self.state.subject
        if self.state.zone == "use":
            self.state.zone = "listed"
