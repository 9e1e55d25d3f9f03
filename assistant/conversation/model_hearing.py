"""Hearing by a model: what the rules do not understand it sorts into an action under a strict schema; what it adds is refused.

A reason must be words that the person said, and no question; a fact one of those listed, a paragraph one that exists. Whatever
does not hold, and every fault of the provider, leaves the sentence to the rules. What these understand it is not asked: a small
model took 为什么收入降了 for a reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import ValidationError

from assistant.conversation.asking import is_interrogative
from assistant.conversation.explaining import agrees, is_reason, offer_reason
from assistant.conversation.hearing import IDLE, hear
from assistant.conversation.telling import label_of, tell_movement
from assistant.conversation.topics import find_topics
from assistant.conversation.turns import Hear, Reviser
from assistant.desks.desk import Desk, accept_wording, decimals_of, place_of, wording_of
from assistant.drafting.clauses import trim_clause
from assistant.drafting.model.answers import StrictAnswer
from assistant.drafting.model.client import Client, EndpointClient
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.local import served
from assistant.drafting.model.prompting import quote, write_question
from assistant.drafting.reasons import LEADS
from assistant.model_drafts import NotReworded, reword_with_model
from assistant.pipeline import DEFAULT_OUTLINE
from assistant.settings import ModelSettings, load_settings
from schemas.conversation import Action, Answer, AskBack, Question, Revise, SetStyle, Skip, Talk, Undo
from schemas.workspace import Change

_MOST_FACTS = 40
_ACTIONS = ("set_reason", "set_style", "revise", "answer", "undo", "skip", "unclear")
_ALWAYS = ("income.total", "expenditure.total", "expenditure.basic", "expenditure.project", "three_public.total", "general.total")


class Heard(StrictAnswer):
    """How a model sorts a sentence; ``numbers`` are those of the list of facts it was shown, ``words`` the person's own."""

    prompt = "hear"
    action: Literal["set_reason", "set_style", "revise", "answer", "undo", "skip", "unclear"]
    numbers: list[int]
    words: str
    paragraph: int
    name: str
    value: str
    question: str

    @classmethod
    def properties(cls) -> dict[str, Any]:
        """Enumerations where only some values mean anything."""
        return {
            "action": {"type": "string", "enum": list(_ACTIONS)},
            "numbers": {"type": "array", "items": {"type": "integer"}},
            "words": {"type": "string"},
            "paragraph": {"type": "integer"},
            "name": {"type": "string", "enum": ["", "percent_decimals", "money_decimals"]},
            "value": {"type": "string"},
            "question": {"type": "string", "enum": ["", *get_args(Question)]},
        }


@dataclass(frozen=True, slots=True)
class Hearing:
    """How sentences are heard and paragraphs reworded, and what a person is told of it."""

    hear: Hear
    revise: Reviser | None
    told: str


def choose_hearing() -> Hearing:
    """By the model that the settings name, else by rules."""
    settings = load_settings(any_model=True)
    if not settings.model:
        return Hearing(hear, None, "没有设语言模型，按规则听懂常见的说法。")
    return Hearing(hear_with(settings), revise_with(settings), f"规则听不懂的话，由模型（{settings.model}）来听。")


def hear_with(settings: ModelSettings, client: Client | None = None) -> Hear:
    """A hearing by the model of the settings."""

    def heard(sentence: str, desk: Desk, talk: Talk) -> Action:
        rules = hear(sentence, desk, talk)
        if not isinstance(rules, AskBack) or rules.question == IDLE:
            return rules
        facts = _list_facts(sentence, desk, talk)
        asked = tell_movement(desk, talk.asked) if talk.asked else "（没有）"
        messages = write_question(
            Heard.prompt,
            facts="\n".join(f"{number}. {told}" for number, (_, told) in enumerate(facts, start=1)),
            asked=asked,
            paragraphs=str(sum(map(bool, desk.places))),
            sentence=quote(sentence),
        )
        try:
            with served(settings) as reached:
                reply = (client or EndpointClient(reached)).ask(messages, Heard)
            said = Heard.model_validate(reply.answer)
        except (ModelFault, ValidationError):
            return rules
        return _checked(said, sentence, [fact for fact, _ in facts], desk) or rules

    return heard


def revise_with(settings: ModelSettings, client: Client | None = None) -> Reviser:
    """A rewording by the model of the settings, behind the gate."""

    def revise(desk: Desk, place: str, wish: str) -> Change:
        known = wording_of(desk.workspace.items, place)
        if known and known.by == "person":
            raise NotReworded("模型", "这一段是您自己写的，不交给模型改写；可以先说“恢复这一段”")
        shape = (desk.workspace.items.get("outline", DEFAULT_OUTLINE), decimals_of(desk.workspace.items))
        worded = reword_with_model(desk.draft.material, settings, desk.places.index(place), wish, shape, client)
        return accept_wording(desk, place, worded)

    return revise


def _list_facts(sentence: str, desk: Desk, talk: Talk) -> list[tuple[str, str]]:
    """What a model may point to: reasons wanted, the topics of the sentence, and the main amounts, each as it is told."""
    movements = dict.fromkeys([*([talk.asked] if talk.asked else []), *(reason.fact for reason in desk.narrative.wanted)])
    stems = dict.fromkeys([*(stem for topic in find_topics(sentence, desk) for stem in topic.stems), *_ALWAYS])
    told = [(fact, f"{tell_movement(desk, fact)}（增减）") for fact in list(movements)[: _MOST_FACTS - len(stems)]]
    return [*told, *((stem, label_of(desk, stem)) for stem in stems)]


def _checked(said: Heard, sentence: str, facts: Sequence[str], desk: Desk) -> Action | None:
    """The action, where it holds what an action must; None leaves the sentence to the rules."""
    named = [facts[number - 1] for number in dict.fromkeys(said.numbers) if 0 < number <= len(facts)]
    words = trim_clause(said.words, *LEADS)
    if words and words not in sentence:
        return None
    checks: dict[str, Callable[[], Action | None]] = {
        "set_reason": lambda: _reason(named, words, sentence, desk),
        "set_style": lambda: _style(said),
        "revise": lambda: _revision(said, words, desk),
        "answer": lambda: _question(said, named),
        "undo": Undo,
        "skip": Skip,
    }
    return checks.get(said.action, lambda: None)()


def _reason(named: Sequence[str], words: str, sentence: str, desk: Desk) -> Action | None:
    before = sentence[: sentence.find(words)]
    fitting = [fact for fact in (_movement(name, desk) for name in named) if agrees(fact, before, desk)]
    if not words or not fitting or is_interrogative(sentence):
        return None
    return offer_reason(fitting, words, desk, sure=is_reason(words))


def _movement(fact: str, desk: Desk) -> str:
    """The movement of a stem, against last year or else the budget; a movement itself as it is."""
    if fact.endswith((".change", ".completion")):
        return fact
    return f"{fact}.change" if desk.sheet.value(f"{fact}.change") is not None else f"{fact}.completion"


def _style(said: Heard) -> Action | None:
    if said.name not in {"percent_decimals", "money_decimals"} or not said.value.isdigit():
        return None
    return SetStyle.model_validate({"name": said.name, "value": said.value})


def _revision(said: Heard, words: str, desk: Desk) -> Action | None:
    place = place_of(desk, said.paragraph)
    return Revise(place=place, wish=words) if place and words else None


def _question(said: Heard, named: Sequence[str]) -> Action | None:
    if said.question not in get_args(Question):
        return None
    stems = (fact.removesuffix(".change").removesuffix(".completion") for fact in named)
    return Answer.model_validate({"question": said.question, "facts": tuple(dict.fromkeys(stems))})
