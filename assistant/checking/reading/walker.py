"""Walker: a paragraph read from left to right over its subjects, cues and numbers.

A cue opens a role for the next number that fits it; a subject stays the topic until another takes its
place, over sentences too. In a clause that gives reasons, or says what money was used for, other words do
not change the topic.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, takewhile
from operator import itemgetter
from types import MappingProxyType

from assistant.checking.reading.asides import find_asides, is_year
from assistant.checking.reading.cues import COMPARED, FILLER, TO, Cue, base_year, base_years, budget_kind, budget_kinds
from assistant.checking.reading.mentions import EXEMPT, Statement
from assistant.checking.reading.naming import IDLE
from assistant.checking.reading.rivals import Rivals
from assistant.checking.reading.roles import NEAR, QUOTED, SOME_YEAR, TARGET, State
from assistant.checking.reading.spans import Spans
from assistant.checking.reading.subjects import Subject
from schemas.number import Number

_ALL_YEARS = re.compile(r"(?:近|最近|过去|前|历)[一二两三四五六]?年(?:来)?")
_SPAN = re.compile(r"[至到—–~～-]20\d\d年")
"""What makes a year of four digits the first of a span: 2022-2024年."""
_NEXT_REASON = re.compile(r"[二三四五六七]是")
_PAST = re.compile(r"(?:上|上一|去|前一)年(?:度)?(?:同期)?的?$")
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


class Walker(Rivals):
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
        years = [number for number in numbers if is_year(number) or (number.kind == "date" and _SPAN.match(self.text, number.end))]
        tokens += [(date.start, 2, date) for date in years if not inside.meet(date.start, date.end)]
        for start, _, token in sorted(tokens, key=itemgetter(0, 1)):
            if isinstance(token, Cue):
                getattr(self, f"_cue_{token.kind}")(token)
            elif isinstance(token, Number):
                self._year(token) if token.kind == "date" else self._number(token)
            elif isinstance(token, tuple):
                self._subject(start, token[0], token[1])

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
        return not re.search(r"[\u4e00-\u9fff]{2}", IDLE.sub("", self.text[begin : cue.start]))

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
            prior = re.search(r"上年|去年|上一年|前年|20\d\d年", cue.word)
            if prior:
                self._set_bases(cue)
            versus = "prior" if prior else "budget" if "预算" in cue.word else self.state.versus
            self._state_claim("flat", 0, versus, cue)
        self.state.pending = ""

    def _state_claim(self, kind: str, sign: int, versus: str, cue: Cue) -> None:
        state = self.state
        start = cue.start + (cue.word.index(cue.relation) if cue.relation else 0)
        end = start + len(cue.relation) if kind == "moved" and cue.relation else cue.end
        place = (self.section, self.paragraph, state.sentence, start, end)
        base = self._compared_with("change") if versus == "prior" else None
        subject, others = self._spoken_of(kind, versus, cue)
        self.statements.append(Statement(kind, sign, versus, subject, *place, self.text[start:end], base, others))

    def _spoken_of(self, kind: str, versus: str, cue: Cue) -> tuple[Subject, tuple[Subject, ...]]:
        """The subject of a claim without a number, and what else it can be about.

        That is its place among those told of one by one (分别…持平、减少1万元), the words before it, or what the number
        before it was about: a count has no budget, so that 决算数 speaks of money again.
        """
        state = self.state
        if state.pair_count < len(state.pair):
            state.pair_count += 1
            return state.pair[state.pair_count - 1], ()
        own = self._words_before(cue)
        if own is not None:
            return own, ()
        counted = kind == "relation" and bool(self.mentions) and self.mentions[-1].number.kind == "count"
        if state.local is not None and not counted:
            return state.local, ()
        return state.subject or self._unnamed(), state.rivals or (self._rivals(cue.start) if versus == "prior" else ())

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
        state.rivals = self._rivals(cue.start) if versus == "prior" or not self._has_own_budget() else ()
        self._name_own(self._words_before(cue))
        if versus == "budget":
            state.budget = budget_kind(cue.word)
            state.base_year = base_year(cue.word)
        else:
            self._set_bases(cue)

    def _set_bases(self, cue: Cue) -> None:
        self.state.bases, self.state.bases_from = base_years(cue.word), len(self.mentions)

    def _cue_origin(self, cue: Cue) -> None:
        """由上年的…: what a change sets out from."""
        if self.state.zone != "reason":
            self._name_mover(cue)
            self.state.pending = "prior"
            self._set_bases(cue)

    def _cue_prior(self, cue: Cue) -> None:
        self.state.pending = "prior"
        self._set_bases(cue)

    def _cue_budget(self, cue: Cue) -> None:
        state = self.state
        if state.zone == "reason" or state.pending == "completion":
            return
        self._name_item(cue)
        self._name_sum(cue)
        state.zone, state.pending, state.budget = "", "budget", budget_kind(cue.word)

    def _cue_actual(self, cue: Cue) -> None:
        if self.state.zone != "reason" and self.state.pending != "share":
            self._name_item(cue)
            self._name_sum(cue)
            self._return_to_budget(cue)
            self.state.zone, self.state.pending, self.state.parts_of = "", "actual", None

    def _return_to_budget(self, cue: Cue) -> None:
        """Behind the parts of a budget (预算9万元，其中…5万元，…4万元；实际支出7万元) what was spent is told of the whole again.

        That needs a semicolon, or two parts without an actual of their own; behind these the last part may be meant.
        """
        state, told = self.state, self.mentions[-2:]
        if state.parts_of is None or state.subject_end > told[-1].number.start or told[-1].role != "budget":
            return
        apart = bool(re.search("[；;]", self.text[told[-1].number.end : cue.start]))
        if told[-1] is not state.parts_of and (apart or all(mention.instead == "level" for mention in told)):
            part = state.subject
            self._return_to(state.parts_of.subject)
            state.rivals = () if apart or part is None else (part,)

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
            if self.mentions and not state.in_parts and (not state.versus or self._tells_total(cue.start)):
                state.rivals = state.rivals or self._rivals(cue.start)
            self._name_mover(cue)
            state.zone, state.pending, state.sign, state.cue = "", "change", sign, (cue.start, cue.end)
            state.changed = True
            one_by_one = self.text.endswith(("各", "分别"), 0, cue.start)
            state.each = state.each or one_by_one
            state.rivals = () if one_by_one and state.pair else state.rivals

    def _arrives(self, cue: Cue, after: int) -> bool:
        """Whether 由上年的4万元下降为3万元 tells what a change led to: behind what it set out from, and with an amount as that."""
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.role != "prior" or not self.text.startswith("为", cue.end) or last.number.start < self.state.clause:
            return False
        amount = self.amounts.get(after)
        return last.number.end == cue.start and amount is not None and amount.kind == last.number.kind

    def _cue_gap(self, cue: Cue) -> None:
        """差值为…: a difference without a direction."""
        if self.state.zone != "reason":
            self.state.pending, self.state.sign, self.state.cue = "change", 0, None

    def _cue_each(self, cue: Cue) -> None:
        state = self.state
        state.each = True
        if not state.years and _ALL_YEARS.search(self.text, state.clause, cue.start):
            state.years = [SOME_YEAR, SOME_YEAR]
        listed = next((row for row in (state.run, state.levels, self._bases_told()) if len(row) > 1), [])
        if listed:
            state.pair, state.pair_count = list(listed), 0
            state.rivals = state.rivals if state.in_parts else ()

    def _bases_told(self) -> list[Subject]:
        """What a comparison told the values of (与上年基本支出5万元、项目支出3万元相比), in order."""
        near = takewhile(lambda mention: mention.role == "prior", islice(reversed(self.mentions), NEAR))
        return [mention.subject for mention in near if mention.number.start >= self.state.compared_end and mention.subject][::-1]

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
        state.rivals = ()
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
