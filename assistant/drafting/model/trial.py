"""A trial: one strict request that shows what a model can do."""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.drafting.model.answers import SentenceGroup
from assistant.drafting.model.client import Client
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.gate import Gate
from assistant.drafting.model.pieces import Piece
from assistant.drafting.model.prompting import write_messages
from assistant.drafting.model.sameness import load_sameness
from assistant.drafting.model.template import SLOT, Slot, Template
from assistant.drafting.report import Line

_TEMPLATE = Template(
    ("", "收入合计", "。与", "相比，收入合计减少", "，下降", "。"),
    (
        Slot("A", "2024年度", "2024年度", ""),
        Slot("B", "1,945.8万元", "1,945.8万元", "本年收入合计"),
        Slot("C", "2023年度", "2023年度", ""),
        Slot("D", "201.44万元", "201.44万元", "本年收入合计比上年增减"),
        Slot("E", "9.4%", "9.4%", "本年收入合计比上年增减比例"),
    ),
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: a fault, or an answer and how far it is usable."""

    fault: str = ""
    text: str = ""
    shaped: bool = False
    chinese: bool = False
    slots: bool = False
    problems: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def passed(self) -> bool:
        """Whether the gate would let the answer into a report."""
        return self.shaped and not self.problems


def try_client(client: Client) -> Trial:
    """Ask a client to word one sentence."""
    try:
        reply = client.ask(write_messages([Piece(SentenceGroup, Line(0, 0), _TEMPLATE)]), SentenceGroup)
    except ModelFault as fault:
        return Trial(fault=str(fault))
    try:
        text = SentenceGroup.model_validate(reply.answer).paragraphs[0].strip()
    except ValidationError:
        return Trial(text=str(reply.answer)[:200], problems=("不是约定的格式",), tokens_in=reply.tokens_in, tokens_out=reply.tokens_out)
    return Trial(
        text=text,
        shaped=True,
        chinese=bool(_CHINESE.search(text)),
        slots=sorted(SLOT.findall(text)) == [slot.name for slot in _TEMPLATE.slots],
        problems=tuple(Gate(load_sameness()).problems(_TEMPLATE, _TEMPLATE.rename(text))),
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
    )
