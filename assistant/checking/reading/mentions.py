"""Mentions: each number of a paragraph with its role, its subject and what it is compared with.

A paragraph is walked from left to right over its subjects, cues and numbers. A cue opens a role for the
next number that fits it; a subject stays the topic until another takes its place, over sentences too. In
a clause that gives reasons, or says what money was used for, other words do not change the topic.
"""

import re
from dataclasses import dataclass, field

from assistant.checking.reading.cues import FILLER, TO, Cue
from assistant.checking.reading.subjects import Subject
from schemas.number import Number
from schemas.review import Role

MONEY_KINDS = {"money", "plain"}
QUANTITIES = {"money", "plain", "count", "score"}
EXEMPT = {"date", "time", "ordinal", "code", "document_number"}
_LINK = re.compile(
    r"(?:决算|支出|收入|数额?|总额|金额|合计|总计|共计|共|为|是|达到?|约|均|：|:|的|资金|经费|预算|人民币|本年度?|当年|全年|年度|（[^（）]{0,20}）|\([^()]{0,20}\)|20\d\d年(?:度)?|”|\"|费|安排|实际|完成|发生|列支|使用|分别|各|涉及|全部|数量|，其中|类|款|项|本级)*"
)
_IDLE = re.compile(
    r"同比|(?:与|较|比|同)?(?:上年度?|去年|20\d\d年度?)(?:同期)?(?:相比|比较)?|各|均|分别|总体|整体|决算数?|支出|收入|合计|总计|实际|略有?|有所|基本|预算数?|本年度?|当年|相应|也|则|其|又|同期|共|数|金额|总额|比例|幅度|费用|，"
)
_NOUN = re.compile(r"[\u4e00-\u9fff“”\"（）()]{1,24}$")


@dataclass(slots=True, eq=False)
class Mention:
    """A number as it was understood. ``number`` has paragraph coordinates; ``start``/``end`` the text's.

    ``sign`` is 1 or −1 for a change told as more or less, 0 otherwise; ``versus`` what a change or level is
    compared with; ``whole`` the words after 占; ``sure`` whether the subject is named, not inherited.
    """

    number: Number
    start: int
    end: int
    role: Role
    subject: Subject | None
    section: str
    paragraph: int
    sentence: int
    year: int | None = None
    sign: int = 0
    versus: str = ""
    budget: str = ""
    whole: Subject | None = None
    whole_text: str = ""
    sure: bool = True
    in_parts: bool = False
    others: tuple[Subject, ...] = ()
    cue: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Statement:
    """A claim without a number: 持平 (``flat``), 决算数大于预算数 (``relation``), 增加的原因 (``moved``); sign 1, 0 or −1."""

    kind: str
    sign: int
    versus: str
    subject: Subject
    section: str
    paragraph: int
    sentence: int
    start: int
    end: int
    word: str


@dataclass(slots=True)
class _State:
    """What the walk knows at a place."""

    subject: Subject | None = None
    subject_end: int = 0
    named: bool = False
    held: bool = False
    opener: Subject | None = None
    pending: str = ""
    sign: int = 0
    versus: str = ""
    budget: str = ""
    zone: str = ""
    whole: Subject | None = None
    whole_from: int = -1
    in_parts: bool = False
    sentence: int = 0
    run: list[Subject] = field(default_factory=list)
    levels: list[Subject] = field(default_factory=list)
    pair: list[Subject] = field(default_factory=list)
    pair_count: int = 0
    each: bool = False
    changed: bool = False
    compared_end: int = 0
    local: Subject | None = None
    cue: tuple[int, int] | None = None
    clause: int = 0


RELATIONS = {
    "大于": 1,
    "高于": 1,
    "多于": 1,
    "超过": 1,
    "超出": 1,
    "略高于": 1,
    "小于": -1,
    "低于": -1,
    "少于": -1,
    "略低于": -1,
    "等于": 0,
}


class Walker:
    """One pass over a paragraph; collects mentions and statements."""

    def __init__(self, text: str, section: str, paragraph: int, default: Subject | None, topic: Subject | None) -> None:
        self.text, self.section, self.paragraph = text, section, paragraph
        self.state = _State(subject=topic or default, held=topic is not None)
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []

    def walk(self, subjects: list[tuple[int, int, Subject]], cues: list[Cue], numbers: tuple[Number, ...]) -> None:
        """Read the tokens in the order of the text."""
        tokens: list[tuple[int, int, object]] = [(start, 1, (end, subject)) for start, end, subject in subjects]
        tokens += [(cue.start, 0, cue) for cue in cues]
        tokens += [(number.start, 2, number) for number in numbers if number.kind not in EXEMPT]
        for start, _, token in sorted(tokens, key=lambda entry: entry[:2]):
            if isinstance(token, Cue):
                getattr(self, f"_cue_{token.kind}")(token)
            elif isinstance(token, Number):
                self._number(token)
            elif isinstance(token, tuple):
                self._subject(start, token[0], token[1])

    def _subject(self, start: int, end: int, subject: Subject) -> None:
        state = self.state
        if state.zone == "reason":
            return
        if state.pending == "share":
            state.whole = subject
            return
        if state.pending == "completion":
            return
        if state.zone in {"use", "listed"} and not self._opens(end):
            return
        if state.zone == "use" and subject.key.startswith("account:"):
            return
        state.zone = ""
        if not (state.run and re.fullmatch(r"[、和与及，]?", self.text[state.subject_end : start])):
            state.run = []
        state.run.append(subject)
        if subject != state.subject:
            state.in_parts = state.in_parts and state.subject is not None
            state.budget = ""
            if state.pending in {"budget", "actual"}:
                state.pending = ""
        state.subject, state.subject_end, state.named, state.local = subject, end, True, None
        state.held = True

    def _opens(self, end: int) -> bool:
        """Whether a subject within a clause of uses has an amount of its own right after it."""
        link = _LINK.match(self.text, end)
        return bool(link and self.text[link.end() : link.end() + 1].isdigit())

    def _cue_reason(self, cue: Cue) -> None:
        if cue.relation and self.state.zone != "reason" and self._speaks_of_topic(cue):
            sign = 1 if cue.relation in {"增加", "增长", "上升"} else -1
            self._state_claim("moved", sign, self.state.versus or "prior", cue)
        self.state.zone, self.state.pending = "reason", ""

    def _speaks_of_topic(self, cue: Cue) -> bool:
        """Whether nothing but the topic's own words stand between a clause's start and the cue."""
        begin = max(self.state.clause, self.state.subject_end if self.state.named else 0)
        return not re.search(r"[\u4e00-\u9fff]{2}", _IDLE.sub("", self.text[begin : cue.start]))

    def _cue_use(self, cue: Cue) -> None:
        state = self.state
        if state.zone != "reason":
            state.zone = "reason" if state.changed and cue.word in {"主要是", "主要为"} else "use"

    def _cue_parts(self, cue: Cue) -> None:
        self.state.zone, self.state.in_parts, self.state.pending = "", True, ""
        if self.state.opener is None:
            self.state.opener = self.state.subject

    def _cue_relation(self, cue: Cue) -> None:
        if self.state.zone != "reason" and cue.relation in RELATIONS:
            self._state_claim("relation", RELATIONS[cue.relation], "budget", cue)
        self.state.versus = "budget"

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
        state.zone, state.versus, state.pending, state.compared_end = "", versus, versus, cue.end
        if versus == "budget":
            state.budget = _budget_kind(cue.word)

    def _cue_prior(self, cue: Cue) -> None:
        self.state.pending = "prior"

    def _cue_budget(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason" or state.pending == "completion":
            return
        state.zone, state.pending, state.budget = "", "budget", _budget_kind(cue.word)

    def _cue_actual(self, cue: Cue) -> None:
        if self.state.zone != "reason" and self.state.pending != "share":
            self.state.zone, self.state.pending = "", "actual"

    def _cue_completion(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason":
            return
        state.zone, state.pending = "", "completion"
        if "预算" in cue.word or not state.budget:
            state.budget = _budget_kind(cue.word)

    def _cue_share(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason":
            return
        state.zone, state.pending, state.whole, state.whole_from = "", "share", None, cue.end

    def _cue_up(self, cue: Cue) -> None:
        self._change(1, cue)

    def _cue_down(self, cue: Cue) -> None:
        self._change(-1, cue)

    def _change(self, sign: int, cue: Cue) -> None:
        state = self.state
        filler = FILLER.match(self.text, cue.end)
        after = filler.end() if filler else cue.end
        if state.zone == "reason":
            return
        if TO.match(self.text, cue.end):
            state.pending = ""
        elif self.text[after : after + 1].isdigit() or self.text[after : after + 1] in "-－−":
            self._name_mover(cue)
            state.zone, state.pending, state.sign, state.cue = "", "change", sign, (cue.start, cue.end)
            state.changed = True
            state.each = state.each or self.text.endswith(("各", "分别"), 0, cue.start)

    def _name_mover(self, cue: Cue) -> None:
        """Where a clause names something of its own before the word of change, that is what moved."""
        state = self.state
        last = self.mentions[-1].number.end if self.mentions else 0
        begin = max(state.clause, state.compared_end, last, state.subject_end if state.named else 0)
        words = _IDLE.sub("", self.text[begin : cue.start])
        if len(re.findall(r"[\u4e00-\u9fff]", words)) >= 2:
            state.local = self._noun(words)

    def _unnamed(self) -> Subject:
        return Subject("", (), f"unnamed:{self.paragraph}")

    def _noun(self, words: str) -> Subject:
        """A subject that is known by its words only; it lives for its sentence."""
        place = f"{self.paragraph}.{self.state.sentence}"
        return Subject(words, (), f"noun:{words}:{place}" if words else f"unnamed:{place}:{len(self.mentions)}")

    def _cue_gap(self, cue: Cue) -> None:
        """差值为…: a difference without a direction."""
        if self.state.zone != "reason":
            self.state.pending, self.state.sign, self.state.cue = "change", 0, None

    def _cue_each(self, cue: Cue) -> None:
        state = self.state
        state.each = True
        listed = state.run if len(state.run) > 1 else state.levels
        if len(listed) > 1:
            state.pair, state.pair_count = list(listed), 0

    def _cue_end(self, cue: Cue) -> None:
        state = self.state
        if state.in_parts and state.opener is not None:
            state.subject = state.opener
        held = state.held and not state.in_parts
        self.state = _State(subject=state.subject, held=held, opener=state.opener, sentence=state.sentence + 1, clause=cue.end)

    def _cue_part_end(self, cue: Cue) -> None:
        state = self.state
        state.pending = state.budget = state.zone = ""
        state.pair, state.run, state.clause, state.each, state.changed = [], [], cue.end, False, False

    def _cue_comma(self, cue: Cue) -> None:
        state = self.state
        state.clause = cue.end
        if state.pending in {"share", "change", "prior", "budget"} and not state.pair:
            state.pending = ""

    def _cue_list(self, cue: Cue) -> None:
        self.state.clause = cue.end
        if self.state.zone == "use":
            self.state.zone = "listed"

    def _number(self, number: Number) -> None:
        state = self.state
        last = self.mentions[-1] if self.mentions else None
        if last is not None and not state.pair and self._goes_on(last, number):
            twin = Mention(number, 0, 0, last.role, last.subject, self.section, self.paragraph, state.sentence)
            twin.year, twin.sign, twin.versus, twin.budget, twin.cue = last.year, last.sign, last.versus, last.budget, last.cue
            twin.sure, twin.in_parts, twin.others = last.sure, last.in_parts, last.others
            twin.whole, twin.whole_text = last.whole, last.whole_text
            self.mentions.append(twin)
            return
        role: Role = self._role(number)
        subject, sure = self._about(number, role)
        mention = Mention(
            number, 0, 0, role, subject, self.section, self.paragraph, state.sentence, versus=state.versus, budget=state.budget, sure=sure
        )
        mention.in_parts = state.in_parts
        if role in {"change", "change_rate", "budget_change", "budget_change_rate"}:
            mention.sign, mention.cue = state.sign, state.cue
        if role == "share":
            mention.whole, mention.whole_text = state.whole, self.text[state.whole_from : number.start]
        if not (state.named or state.held) and state.opener is not None and state.opener != subject:
            mention.others = (state.opener,)
        self.mentions.append(mention)
        if role == "level" and sure and subject is not None:
            state.levels.append(subject)
            state.opener = state.opener or subject
        if not state.pair and not (role == "budget" and state.pending == "completion"):
            state.pending = ""

    def _goes_on(self, last: Mention, number: Number) -> bool:
        """Whether a number only continues a list: 分别为X、Y, or 15批次、120人次."""
        between = self.text[last.number.end : number.start]
        if number.kind == "count" and last.number.kind == "count" and last.role == "level":
            return bool(re.fullmatch(r"[、，,]?(?:累计|共计?|约)?", between))
        return self.state.each and number.kind == last.number.kind and between in {"、", "和", "，", ","}

    def _role(self, number: Number) -> Role:
        state, percent = self.state, number.kind == "percent"
        if state.zone == "reason" or number.kind == "points":
            return "other"
        if number.kind == "score":
            return "score"
        if percent or (number.kind == "plain" and self._lacks_percent(number)):
            return self._percent_role()
        if state.pending == "change":
            return "budget_change" if state.versus == "budget" else "change"
        if state.pending == "completion":
            return "budget" if number.kind in QUANTITIES else "other"
        if state.pending in {"budget", "prior", "actual"}:
            return "budget" if state.pending == "budget" else "prior" if state.pending == "prior" else "level"
        if state.pending == "share":
            return "other"
        return "level"

    def _lacks_percent(self, number: Number) -> bool:
        """Whether the words before a number without a unit ask for a percentage."""
        if self.state.pending == "share":
            return True
        before = self.text[max(0, number.start - 12) : number.start]
        rate = self.state.pending == "change" and any(mention.role == "change" for mention in self._of_sentence()) and not self.state.each
        return rate or (self.state.pending == "completion" and before.endswith(("的", "率", "率为", "率达")))

    def _of_sentence(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.sentence == self.state.sentence and mention.subject == self.state.subject]

    def _percent_role(self) -> Role:
        pending = self.state.pending
        if pending == "change":
            return "budget_change_rate" if self.state.versus == "budget" else "change_rate"
        return "completion" if pending == "completion" else "share" if pending == "share" else "other"

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
            if between is not None and state.zone != "use" and _LINK.fullmatch(between):
                return state.subject, True
            noun = _NOUN.search(self.text, max(state.clause, 0), number.start)
            state.local = self._noun(noun[0] if noun else "")
            return state.local, False
        if state.local is not None:
            return state.local, True
        if state.subject is None:
            return self._unnamed(), False
        return state.subject, state.named or state.held


def _budget_kind(word: str) -> str:
    if any(mark in word for mark in ("全年", "调整", "追加")):
        return "adjusted"
    return "initial" if any(mark in word for mark in ("年初", "批复", "部门")) else ""
