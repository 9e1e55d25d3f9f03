"""The conversation beside the draft: what was said, what it changed, and the field to say more."""

import streamlit as st

from assistant.conversation.model_hearing import Hearing, choose_hearing
from assistant.conversation.turns import Turn, ask_next, take_turn
from assistant.desks.kept import OpenDesk
from assistant.pages.frame import go_to, plain, told
from schemas.conversation import Talk

_MOST_EFFECTS = 3


def greet(keeper: OpenDesk) -> None:
    """Begin a conversation: the first thing that is missing is asked for."""
    question, st.session_state.talk = ask_next(keeper.desk, Talk())
    st.session_state.said = [{"role": "assistant", "text": question or "原因都填好了。想问什么、改什么，请说；说“帮助”看我能做什么。"}]


def show_conversation(keeper: OpenDesk) -> None:
    """The conversation so far and the field for the next sentence."""
    with told():
        hearing = choose_hearing()
        st.caption(plain(hearing.told))
        with st.container(height=540, key="conversation"):
            for message in st.session_state.said:
                _show(message)
        st.chat_input("说原因、问数字、改文字……", key="sentence", on_submit=_heard, args=(keeper, hearing))


def _heard(keeper: OpenDesk, hearing: Hearing) -> None:
    sentence = str(st.session_state.sentence or "").strip()
    if not sentence:
        return
    turn = take_turn(sentence, keeper.desk, st.session_state.talk, keeper, hearing.hear, hearing.revise)
    st.session_state.talk = turn.talk
    st.session_state.said += [{"role": "user", "text": sentence}, *_messages(turn)]
    if turn.reply.place:
        go_to(turn.reply.place)
    elif turn.reply.effects:
        go_to(turn.reply.effects[0].place)


def _messages(turn: Turn) -> list[dict[str, object]]:
    effects = [f"{effect.label}：{effect.after}" for effect in turn.reply.effects[:_MOST_EFFECTS]]
    more = len(turn.reply.effects) - _MOST_EFFECTS
    effects += [f"另有 {more} 段也变了。"] if more > 0 else []
    answer: dict[str, object] = {"role": "assistant", "text": turn.reply.text, "effects": effects, "sources": turn.sources()}
    asked: dict[str, object] = {"role": "assistant", "text": turn.question}
    return [answer, asked] if turn.question else [answer]


def _show(message: dict[str, object]) -> None:
    """A message; people's words are shown as text, never read as markup."""
    with st.chat_message(str(message["role"])):
        st.text(str(message["text"]))
        effects, sources = message.get("effects"), message.get("sources")
        if isinstance(effects, list) and effects:
            with st.expander("改动", expanded=True):
                st.text("\n".join(effects))
        if isinstance(sources, list) and sources:
            with st.expander(f"依据（{len(sources)}）"):
                st.text("\n".join(sources))
