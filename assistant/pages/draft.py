"""起草: a unit's material handed over, its figures, reasons, draft and versions, and the conversation beside them."""

import streamlit as st

from assistant.desks.examples import Example, list_examples
from assistant.desks.intake import name_files, sort_files
from assistant.desks.kept import OpenDesk, resume_desk, start_desk
from assistant.pages.conversation_view import greet, show_conversation
from assistant.pages.draft_views import VIEWS, drop_edit
from assistant.pages.frame import ask_author, guarded, keep_loaded, plain, store_or_stop, the_author, told
from assistant.store.database import Store
from assistant.store.workspaces import list_workspaces
from schemas.workspace import Change

# What the page remembers of a unit. (A string here would be shown: a page's script is run as such.)
_OF_UNIT = ("keeper", "job", "model_told", "unsaved", "focus", "idle", "said", "talk", "section", "find", "least")


def show() -> None:
    """The page."""
    store = store_or_stop()
    keep_loaded()
    keeper: OpenDesk | None = st.session_state.get("keeper")
    if keeper is None:
        _welcome(store)
        return
    with told():
        _catch_up(keeper)
        _head(keeper)
        left, right = st.columns([5, 3], gap="medium")
        with left:
            view = st.segmented_control("内容", list(VIEWS), key="view", label_visibility="collapsed", required=True, default="正文")
            VIEWS[view or "正文"](keeper)
        with right:
            show_conversation(keeper)


def _welcome(store: Store) -> None:
    st.subheader("起草决算情况说明")
    st.caption("交来本年的九张决算公开表；上年的表或说明、补充资料、绩效自评表有就一起交。全部在本机处理，不联网。")
    left, right = st.columns([3, 2], gap="large")
    with left:
        given = st.file_uploader("把文件一起放在这里，程序自己分辨", accept_multiple_files=True, key="given")
        if st.button("开始", type="primary", disabled=not given):
            with told(), st.spinner("正在读表……"):
                handed, idle = sort_files(name_files((file.name, file.getvalue()) for file in given))
                st.session_state.idle = idle
                _open(start_desk(store, handed, the_author()))
    with right:
        ask_author()
        _examples(store)
        _recent(store)


def _examples(store: Store) -> None:
    examples = known_examples()
    if examples:
        st.markdown("**先用示例看看**")
    for example in examples:
        if st.button(example.label, key=f"example-{example.outline}"):
            with told():
                keeper = start_desk(store, example.files(), the_author())
                if "outline" not in keeper.desk.workspace.items:
                    keeper.save(Change(summary="示例的提纲", items={"outline": example.outline}))
                _open(keeper)


@st.cache_data(show_spinner=False)
def known_examples() -> list[Example]:
    """The examples, looked up once."""
    return list_examples()


def _recent(store: Store) -> None:
    with told():
        known = list_workspaces(store)
        if not known:
            return
        chosen = st.selectbox(
            "接着做", known, index=None, placeholder="选一个单位", format_func=lambda each: f"{each.unit}　{each.year}年度"
        )
        if chosen and st.button("打开"):
            _open(resume_desk(store, chosen.id, the_author()))


def _open(keeper: OpenDesk) -> None:
    st.session_state.keeper = keeper
    greet(keeper)
    st.rerun()


def _catch_up(keeper: OpenDesk) -> None:
    """What others changed since this page was last drawn is taken over, and said."""
    seen = keeper.desk.workspace.version
    keeper.reload()
    for version in keeper.versions()[seen:] if keeper.desk.workspace.version > seen else ():
        st.toast(plain(f"{version.author}：{version.summary}"))


def _head(keeper: OpenDesk) -> None:
    desk = keeper.desk
    title, wanted, missing, mismatch, unchecked, actions = st.columns([5, 1, 1, 1, 1, 2], vertical_alignment="center")
    title.markdown(f"#### {plain(desk.workspace.unit)}　{desk.workspace.year}年度")
    wanted.metric("还缺原因", len(desk.narrative.wanted))
    missing.metric("还缺内容", len(desk.narrative.missing))
    mismatch.metric("数字不符", desk.review.coverage.mismatch)
    unchecked.metric("未核对", desk.review.coverage.unchecked)
    with actions.container(horizontal=True, horizontal_alignment="right"):
        st.button("撤销", help="撤销最近一次修改", on_click=_undo, args=(keeper,))
        st.button("换单位", on_click=_leave)
    if st.session_state.get("idle"):
        st.warning("\n\n".join(plain(line) for line in st.session_state.idle))
    errors = sum(finding.severity == "error" for finding in desk.draft.findings)
    if errors:
        st.warning(f"决算表有 {errors} 处错误，先看“材料”；由它们写出的数字也可能有错。")


def _undo(keeper: OpenDesk) -> None:
    """Take back one's last change; an edit that is being left by this very click is the one that is meant."""
    if drop_edit():
        return
    with told():
        keeper.undo()


def _leave() -> None:
    """Leave the unit, and everything on the page that was of it."""
    job = st.session_state.get("job")
    if job is not None:
        job.cancel()
    for name in _OF_UNIT:
        st.session_state.pop(name, None)


guarded(show)
