"""Turns: a sentence is heard, what it asks is done, and the answer shows what that changed; then the next thing is asked."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from assistant.conversation.answers import answer
from assistant.conversation.hearing import hear
from assistant.conversation.telling import tell_movement
from assistant.desks.desk import STYLES, Desk, reword, tell_place
from assistant.desks.sources import tell_source
from assistant.drafting.outlines import label_outlines
from assistant.errors import JuesuanError
from assistant.numerals.scan import find_numbers
from schemas.conversation import Action, Answer, AskBack, Effect, Reply, Revise, SetReason, SetStyle, Skip, Talk, Undo
from schemas.workspace import Change

_MOST_DECIMALS = 4
_MOST_NAMED = 3
_QUANTITIES = {"money", "percent", "points", "count", "plain"}

Hear = Callable[[str, Desk, Talk], Action]
Reviser = Callable[[Desk, str, str], Change]
"""The change that words a paragraph (the second argument, its name) as a wish (the third) says; ``JuesuanError`` where it cannot."""


class Keeper(Protocol):
    """Keeps changes of a desk; each returns the desk as it is then."""

    def save(self, change: Change) -> Desk:
        """Keep a change."""

    def undo(self) -> Desk:
        """Take the last change back."""

    def reload(self) -> Desk:
        """The desk as it is now, whoever changed it."""


class Turn(NamedTuple):
    """What became of a sentence: the desk and the conversation afterwards, what is answered, and what is asked next ("" for nothing)."""

    desk: Desk
    talk: Talk
    reply: Reply
    question: str = ""

    def sources(self) -> list[str]:
        """Where the numbers of the reply come from: a line a fact."""
        return [tell_source(self.desk, fact) for fact in self.reply.facts]


def take_turn(sentence: str, desk: Desk, talk: Talk, keeper: Keeper, heard: Hear = hear, revise: Reviser | None = None) -> Turn:
    """Hear a sentence and do what it asks; nothing is changed that the reply does not show."""
    action = heard(sentence, desk, talk)
    try:
        return _done(action, desk, talk, keeper, revise)
    except JuesuanError as error:
        return Turn(keeper.reload(), talk, Reply(text=str(error)))


def ask_next(desk: Desk, talk: Talk) -> tuple[str, Talk]:
    """The next reason to be asked for, the largest change first, and the conversation in which it was asked."""
    wanted = [reason for reason in desk.narrative.wanted if reason.fact not in talk.skipped]
    if not wanted:
        return _ask_for_content(desk, talk), talk.model_copy(update={"asked": "", "options": ()})
    reason = wanted[0]
    question = f"{reason.label}{reason.change}，主要原因是什么？"
    if reason.suggestion:
        question += f"\n上年写的是：“{reason.suggestion}”。今年若相同，可以答“用上年的”。"
    return question, talk.model_copy(update={"asked": reason.fact, "options": ()})


def _ask_for_content(desk: Desk, talk: Talk) -> str:
    """What else is missing, said once: at the beginning, or when the last reason has been given or left open."""
    missing = desk.narrative.missing
    if not missing or not (talk.asked or talk == Talk()):
        return ""
    named = "、".join(missing[:_MOST_NAMED]) + ("等" if len(missing) > _MOST_NAMED else "")
    return f"没有要问的原因了。还缺 {len(missing)} 项内容（{named}）：请在补充资料中填写后到“材料”里补交，或直接在正文里改。"


def show_effects(before: Desk, after: Desk) -> Iterator[Effect]:
    """The paragraphs that differ between two states of a desk."""
    known = {place: before.paragraphs[place].text for place in before.places if place}
    for place in after.places:
        text = after.paragraphs[place].text if place else ""
        if place and known.get(place) != text:
            yield Effect(place=place, label=tell_place(after, place), before=known.get(place, ""), after=text)


def _done(action: Action, desk: Desk, talk: Talk, keeper: Keeper, revise: Reviser | None) -> Turn:
    match action:
        case SetReason():
            return _explained(action, desk, talk, keeper)
        case SetStyle():
            return _styled(action, desk, talk, keeper)
        case Revise():
            return _revised(action, desk, talk, keeper, revise)
        case Answer():
            return Turn(desk, talk.model_copy(update={"about": action.facts or talk.about, "options": ()}), answer(desk, action))
        case AskBack():
            return Turn(desk, talk.model_copy(update={"options": action.options}), Reply(text=_asked(action)))
        case Skip():
            question, left = ask_next(desk, talk.model_copy(update={"skipped": (*talk.skipped, talk.asked)}))
            return Turn(desk, left, Reply(text="好，先放着；正文里留作【待补充】。"), question)
        case Undo():
            return _changed(desk, talk, keeper.undo(), "已撤销上一步。")


def _changed(before: Desk, talk: Talk, after: Desk, told: str) -> Turn:
    """A turn that changed the desk: what it did is shown, and the next thing is asked."""
    effects = tuple(show_effects(before, after))
    question, left = ask_next(after, talk)
    return Turn(after, left, Reply(text=told if effects else f"{told}正文没有变化。", effects=effects), question)


def _explained(action: SetReason, desk: Desk, talk: Talk, keeper: Keeper) -> Turn:
    """A reason set: shown where it stands, or why it stands nowhere."""
    after = keeper.save(_reason(desk, action))
    turn = _changed(desk, talk.model_copy(update={"recorded": action.facts}), after, _told_reason(desk, action))
    if turn.reply.effects:
        return turn
    moved = (place for place in after.outdated if place not in desk.drafted or desk.drafted[place].text != after.drafted[place].text)
    held = "、".join(tell_place(after, place) for place in moved)
    why = f"{held}是您自己写的，原因没有自动写进去，请自己改。" if held else "、".join(after.narrative.omitted)
    return turn._replace(reply=turn.reply.model_copy(update={"text": f"{turn.reply.text}{why}"}))


def _reason(desk: Desk, action: SetReason) -> Change:
    labels = "、".join(_named(desk, fact) for fact in action.facts)
    return Change(summary=f"填写原因：{labels}", items={f"reason.{fact}": action.text for fact in action.facts})


def _told_reason(desk: Desk, action: SetReason) -> str:
    given = {reason.fact: reason.text for reason in desk.draft.material.inputs.reasons}
    before = "、".join(f"“{given[fact]}”" for fact in action.facts if given.get(fact) and given[fact] != action.text)
    told = f"记下了：{'、'.join(_named(desk, fact) for fact in action.facts)}的原因是“{action.text}”。"
    told += f"原来写的是{before}，已换掉。" if before else ""
    numbers = [number.text for number in find_numbers(action.text) if number.kind in _QUANTITIES]
    return f"{told}其中的数字“{'、'.join(numbers)}”是您写的，请自行核对。" if numbers else told


def _named(desk: Desk, fact: str) -> str:
    """A movement as it is asked for: 本年支出合计比上年减少333.71万元，下降14.6%."""
    wanted = next((reason for reason in desk.narrative.wanted if reason.fact == fact), None)
    return f"{wanted.label}{wanted.change}" if wanted else tell_movement(desk, fact)


def _styled(action: SetStyle, desk: Desk, talk: Talk, keeper: Keeper) -> Turn:
    if action.name == "outline":
        labels = label_outlines()
        if action.value not in labels:
            return Turn(desk, talk, Reply(text=f"没有“{action.value}”这个提纲，可用的有：{'、'.join(labels.values())}。"))
        told = f"提纲换成{labels[action.value]}"
        return _changed(desk, talk, keeper.save(Change(summary=told, items={"outline": action.value})), f"{told}。")
    if not action.value.isdigit() or int(action.value) > _MOST_DECIMALS:
        return Turn(desk, talk, Reply(text=f"小数位数只能是 0 到 {_MOST_DECIMALS}。"))
    told = f"{STYLES[action.name]}改为 {action.value} 位"
    return _changed(desk, talk, keeper.save(Change(summary=told, items={f"style.{action.name}": action.value})), f"{told}。")


def _revised(action: Revise, desk: Desk, talk: Talk, keeper: Keeper, revise: Reviser | None) -> Turn:
    label = tell_place(desk, action.place)
    if action.wish:
        if revise is None:
            reply = Reply(text=f"没有设语言模型，我不能替您改写{label}。您可以直接在正文里改，或说“第…段改成：……”。", place=action.place)
            return Turn(desk, talk, reply)
        change, told = revise(desk, action.place, action.wish), "由模型改写了"
    else:
        change, told = reword(desk, action.place, action.text), "已改" if action.text else "已恢复为生成的文字"
    turn = _changed(desk, talk, keeper.save(change), f"{label}{told}。")
    return turn._replace(question="", talk=talk, reply=turn.reply.model_copy(update={"place": action.place}))


def _asked(action: AskBack) -> str:
    return "\n".join([action.question, *(f"{number}. {option.label}" for number, option in enumerate(action.options, start=1))])
