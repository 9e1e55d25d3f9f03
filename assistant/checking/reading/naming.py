"""Naming: which words of a paragraph become its topic, or the subject of one number only, and which only link."""

import re

from assistant.checking.reading.cues import Cue
from assistant.checking.reading.roles import LINK, Tracker
from assistant.checking.reading.subjects import PER_HEAD, Subject, subject_of

IDLE = re.compile(
    r"同比|相比较?|比较|对比|(?:与|较|比|同)?(?:上年度?|去年|20\d\d年度?)(?:同期)?(?:相比|比较)?|各|均|分别|总体|整体|决算数?|支出|收入|合计|总计|实际|略有?|有所|基本|预算数?|本年度?|当年|相应|也|则|其|又|同期|共|数|金额|总额|比例|幅度|费用|，"
)
_MONEY = re.compile(r"(?:经费|费用?|拨款|资金|基金|采购|补助|项目)$")
"""Words for money that a total right behind them is the total of."""
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,15}")
_OFFICE = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|中心|部门|单位|院|校|会|处|所|馆|站|队|系统|机关|本级|全[县市区省]|各项|上述|以上|该)$|^[该其此我]"
)
"""Words at the head of a sentence that name whose money is told, or all of it, not another item."""
_STILL = re.compile(
    r"全[年部]|[本当]期|年[度末底]|截至|目前|同口径|累计|情况|规模|水平|总量|绝对额|这一|数字|经费|资金|拨款|财政|(?:执行|完成)$|开支|用款|花费|"
    r"保持|继续|维持|仍然?|完全|普遍|同时|并且|因此|所以|可见|(?:从|就|总的?)?.{0,3}?(?:来看|上看|来说|而言)|(?:事实|名义)上|收|支|与|和|较"
)
"""Words before a comparison or a claim without a number that name nothing it could be about."""
_SUM = re.compile(r"(?:[两二三四五六]项)?(?:合计|总计|共计|总额|之和|共(?=\d))")
_THIS_ITEM = re.compile(r"(?:该|此|上述|这)(?:[一两二三四]?[项类])?|[约超逾]|[（(][^（()）]*[)）]")
_BARE_TOTAL = re.compile(r"(?:本年度?)?支出(?:决算)?(?:合计|总额)|本年支出|总支出|本年收入(?:合计)?|收入合计")
"""Words of a total that name none where something else has just been named: 公务接待费本年支出1万元."""
BALANCE = re.compile(r"\.(?:opening|closing)")
"""Keys of what is carried over: it has neither income nor expenditure of its own."""


class Naming(Tracker):
    """Takes up subjects where the walk comes upon them."""

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
        if self._lists_bases(start):
            state.pending = "base"
        if subject != state.subject:
            state.in_parts = state.in_parts and state.subject is not None
            state.budget, state.rivals = "", ()
            if state.pending in {"budget", "actual"} or (state.pending, state.versus) == ("base", "budget"):
                state.pending = ""
        state.subject, state.subject_end, state.named, state.local, state.left = subject, end, True, None, None
        state.held = True

    def _lists_bases(self, start: int) -> bool:
        """Whether a subject goes on a list of what a comparison is made with: 较上年收入总计5万元、支出总计5万元."""
        last = self.mentions[-1] if self.mentions else None
        behind = last is not None and last.role == "prior" and self.state.versus == "prior" and last.number.start >= self.state.compared_end
        return behind and last is not None and self.text[last.number.end : start] in {"、", "和", "与", "及"}

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
        if (self.default is not None and self.default.key in (subject.key, *subject.stems)) or BALANCE.search(state.subject.key):
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

    def _name_item(self, cue: Cue) -> None:
        """Where a sentence, or a part of it, begins with something of its own before 决算 or 预算, the item held is spoken of no more."""
        state = self.state
        words = IDLE.sub("", self.text[state.clause : cue.start])
        opens = state.clause > 0 and self.text[state.clause - 1] in "；;。"
        if opens and state.held and state.subject_end <= state.clause and _ITEM.fullmatch(words) and not _OFFICE.search(words):
            state.local = self._noun(words)

    def _name_sum(self, cue: Cue) -> None:
        """合计 before 预算 or 决算, behind items with these of their own: the total of their list, or one that no table has."""
        state = self.state
        begin = max(state.clause, self.mentions[-1].number.end if self.mentions else 0)
        if begin <= state.subject_end or not _SUM.fullmatch(self.text[begin : cue.start].lstrip("、和")):
            return
        if state.in_parts and state.opener is not None:
            self._return_to(state.opener)
        else:
            state.local = self._noun(self.text[begin : cue.start])

    def _return_to(self, whole: Subject | None) -> None:
        """The list of a whole's parts is done: it is spoken of again."""
        state = self.state
        state.subject, state.in_parts, state.local, state.left, state.rivals = whole, False, None, None, ()

    def _name_part(self, cue: Cue) -> None:
        """Where a clause begins with something of its own before 占, that is the part: 其中购置费占50%、运行费占24%."""
        state = self.state
        last = self.mentions[-1].number.end if self.mentions else 0
        begin = max(state.clause, state.parts_end, last if self.text.startswith(("、", "和"), last) else 0)
        words = _THIS_ITEM.sub("", IDLE.sub("", self.text[begin : cue.start]))
        if max(last, state.subject_end) <= begin and len(re.findall(r"[\u4e00-\u9fff]", words)) >= 2:
            state.local = self._noun(words)

    def _words_before(self, cue: Cue) -> Subject | None:
        """What a clause names of its own before a comparison or a claim without a number (定额标准与上年持平), if it does."""
        last = self.mentions[-1].number.end if self.mentions else 0
        words = _STILL.sub("", IDLE.sub("", self.text[max(self.state.clause, last, self.state.subject_end) : cue.start]))
        named = re.search(r"[\u4e00-\u9fff]{2}", words) and not _OFFICE.search(words)
        return self._noun(words) if named else None

    def _name_mover(self, cue: Cue) -> None:
        """Where a clause names something of its own before the word of change, that is what moved."""
        state = self.state
        last = self.mentions[-1].number.end if self.mentions else 0
        begin = max(state.clause, state.compared_end, last, state.subject_end)
        words = IDLE.sub("", self.text[begin : cue.start])
        if len(re.findall(r"[\u4e00-\u9fff]", words)) >= 2:
            self._name_own(self._noun(words))

    def _name_own(self, own: Subject | None) -> None:
        """Something of its own is what a claim is about, and nothing else, where its clause names that."""
        if own is not None:
            self.state.local, self.state.rivals = own, ()
