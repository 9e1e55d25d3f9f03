"""The views of a draft: the text, the figures, the reasons, the material, the versions.

What writes files and draws charts is imported where it is used: the page opens a second sooner.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assistant.conversation.telling import tell_movement
from assistant.conversation.turns import show_effects
from assistant.desks.desk import ROLES, Desk, reword, tell_place
from assistant.desks.intake import add_files, name_files
from assistant.desks.kept import OpenDesk, start_desk
from assistant.desks.marking import mark_desk
from assistant.desks.tabling import list_tables
from assistant.drafting.outlines import label_outlines
from assistant.errors import JuesuanError
from assistant.export.findings import findings_text
from assistant.export.review_words import tell_coverage
from assistant.pages.frame import go_to, plain, store_or_stop, told
from assistant.pages.model_view import show_model, show_told
from assistant.pages.reading import show_reading
from assistant.pipeline import file_stem
from schemas.workspace import Change, StoredFile


def _text(keeper: OpenDesk) -> None:
    desk = keeper.desk
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _outline(keeper)
        _sections(desk)
        show_model(keeper)
        _downloads(desk)
    _unsaved(keeper)
    show_told()
    show_reading(
        "text",
        mark_desk(desk),
        {"edit": lambda value: _edited(keeper, value)},
        editable=True,
        focus=st.session_state.get("focus"),
        owner=desk.workspace.id,
        handled=st.session_state.get("handled", ""),
    )
    st.caption(f"{tell_coverage(desk.review.coverage)}把光标移到数字上看来源；双击一段，或点右边的笔，直接修改。")


def _outline(keeper: OpenDesk) -> None:
    labels, now = label_outlines(), keeper.desk.narrative.outline

    def chosen() -> None:
        name = str(st.session_state.outline)
        _saved(keeper, Change(summary=f"提纲换成{labels[name]}", items={"outline": name}))

    st.session_state.outline = now
    st.selectbox("提纲", list(labels), key="outline", on_change=chosen, format_func=lambda name: labels[name], width=180)


def _sections(desk: Desk) -> None:
    """Go to a section: to its first paragraph."""
    firsts: dict[str, str] = {}
    for place in filter(None, desk.places):
        firsts.setdefault(place.rsplit("/", 1)[0].rpartition("//")[2], place)

    def chosen() -> None:
        go_to(firsts.get(str(st.session_state.section), ""))

    st.selectbox("跳到", list(firsts), index=None, placeholder="章节", key="section", on_change=chosen, width=240)


def _downloads(desk: Desk) -> None:
    stem = file_stem(desk.narrative.title)
    with st.popover("下载"):
        st.download_button("Word（.docx）", lambda: _docx(desk), f"{stem}.docx", key="docx")
        st.download_button("指标值（.xlsx）", lambda: _xlsx(desk), f"{stem}（指标）.xlsx", key="xlsx")
        st.download_button("数据（.json）", lambda: _json(desk), f"{stem}.json", key="json")


def _docx(desk: Desk) -> bytes:
    from assistant.export.docx import render_docx

    return render_docx(desk.narrative, desk.draft.material.accounts)


def _xlsx(desk: Desk) -> bytes:
    from assistant.export.figures import figures_xlsx

    return figures_xlsx(desk.sheet, desk.texts)


def _json(desk: Desk) -> bytes:
    from assistant.export.narrative_json import narrative_json

    return narrative_json(desk.narrative).encode()


def _figures(keeper: OpenDesk) -> None:
    from assistant.pages.figures_view import show_figures

    show_figures(keeper.desk)


def _edited(keeper: OpenDesk, value: dict[str, Any]) -> None:
    """A paragraph was edited on the page: kept, or, where it cannot be, shown so that nothing typed is lost."""
    st.session_state.handled = value["id"]
    if value["id"] != st.session_state.pop("dropped", None):
        _keep(keeper, str(value["place"]), str(value["text"]))


def drop_edit() -> bool:
    """Let go of the edit that is being left in this very run; whether there is one."""
    value = getattr(st.session_state.get("text"), "edit", None)
    if value is None or value["id"] == st.session_state.get("handled"):
        return False
    st.session_state.dropped = value["id"]
    return True


def _keep(keeper: OpenDesk, place: str, text: str) -> None:
    try:
        keeper.save(reword(keeper.desk, place, text))
    except JuesuanError as error:
        st.session_state.setdefault("unsaved", {})[place] = (text, str(error))


def _unsaved(keeper: OpenDesk) -> None:
    """What was typed and could not be kept, each with why, until its author decides."""
    for place, (text, why) in dict(st.session_state.get("unsaved", {})).items():
        st.error(plain(why))
        st.text_area(f"您写的{plain(tell_place(keeper.desk, place))}，还没有保存", text, key=f"unsaved-{place}")
        with st.container(horizontal=True):
            st.button("用我写的", key=f"mine-{place}", on_click=_insist, args=(keeper, place))
            st.button("放弃我写的", key=f"theirs-{place}", on_click=st.session_state.unsaved.pop, args=(place,))


def _insist(keeper: OpenDesk, place: str) -> None:
    """Keep one's own words over those of another, who has been told of."""
    text = str(st.session_state[f"unsaved-{place}"])
    st.session_state.unsaved.pop(place)
    with told():
        keeper.reload()
        if place in keeper.desk.paragraphs:
            _keep(keeper, place, text)
        else:
            st.session_state.unsaved[place] = (text, "现在的提纲里没有这一段，没有保存；换回原来的提纲再试")


def _reasons(keeper: OpenDesk) -> None:
    desk = keeper.desk
    wanted = {reason.fact: reason for reason in desk.narrative.wanted}
    given = {reason.fact: reason.text for reason in desk.draft.material.inputs.reasons if reason.text}
    st.caption(f"还缺 {len(wanted)} 个，变动大的在前；已填 {len(given)} 个。写原因本身即可，不必写“主要原因是”。")
    for fact, reason in wanted.items():
        _reason(keeper, fact, f"{reason.label}{reason.change}", "", reason.suggestion)
    for fact, text in given.items():
        _reason(keeper, fact, tell_movement(desk, fact), text, "")


def _reason(keeper: OpenDesk, fact: str, label: str, text: str, suggestion: str) -> None:
    key = f"reason-{fact}-{keeper.desk.workspace.version if text else ''}"

    def changed() -> None:
        words = str(st.session_state[key]).strip()
        _saved(keeper, Change(summary=f"填写原因：{label}", items={f"reason.{fact}": words}))

    st.text_area(plain(label), text, key=key, on_change=changed, height=68, placeholder=f"上年写的是：{suggestion}" if suggestion else "")
    if suggestion and st.button("用上年的", key=f"last-{fact}"):
        _saved(keeper, Change(summary=f"填写原因（同上年）：{label}", items={f"reason.{fact}": suggestion}))
        st.rerun()


def _material(keeper: OpenDesk) -> None:
    desk = keeper.desk
    for role, name in ROLES.items():
        value = desk.workspace.items.get(f"file.{role}")
        st.text(f"{name}：{StoredFile.model_validate_json(value).name if value else '（没有）'}")
    with st.expander("读到的表", expanded=True):
        st.text("\n".join(list_tables(desk)))
    for line in (*desk.narrative.missing, *desk.narrative.omitted):
        st.text(f"缺：{line}")
    st.text(findings_text(desk.draft.findings) if desk.draft.findings else "九张表已核对，勾稽关系相符。")
    given = st.file_uploader("换表或补交文件", accept_multiple_files=True, key="more")
    if given and st.button("交来", type="primary"):
        with told():
            files = name_files((file.name, file.getvalue()) for file in given)
            handed, st.session_state.idle = add_files(keeper.files(), files)
            st.session_state.keeper = start_desk(store_or_stop(), handed, keeper.author)
            st.rerun()


def _versions(keeper: OpenDesk) -> None:
    versions = keeper.versions()
    undone = {version.undoes for version in versions}
    names = {
        version.number: f"{version.number}　{version.at.astimezone():%m-%d %H:%M}　{version.author}　{version.summary}"
        for version in versions
    }
    number = st.selectbox("与现在比较", list(names), index=None, placeholder="选一个版本", format_func=lambda each: names[each])
    if number is not None:
        for effect in show_effects(keeper.at(number), keeper.desk):
            with st.expander(plain(effect.label), expanded=True):
                st.text(f"那时：{effect.before}\n\n现在：{effect.after}")
    for version in reversed(versions):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{names[version.number]}{'（已撤销）' if version.number in undone else ''}", width="stretch")
            if version.number > 1 and version.number not in undone and st.button("撤销", key=f"undo-{version.number}"):
                with told():
                    keeper.undo(version.number)
                    st.rerun()


def _saved(keeper: OpenDesk, change: Change) -> None:
    with told():
        keeper.save(change)


VIEWS: dict[str, Callable[[OpenDesk], None]] = {
    "正文": _text,
    "指标": _figures,
    "原因": _reasons,
    "材料": _material,
    "版本": _versions,
}
