"""复核: documents uploaded with or without tables, their numbers by state, their findings decided upon, handed back."""

from base64 import b64encode
from functools import partial
from typing import Any

import streamlit as st

from assistant.desks.intake import name_files
from assistant.desks.marking import count_kinds, mark_findings, mark_review
from assistant.desks.review import Reviewed, decide_finding, decisions_of, hand_back, review_files
from assistant.export.page_images import render_page
from assistant.export.review_words import tell_against, tell_counts, tell_coverage, tell_history
from assistant.pages.frame import ask_author, guarded, plain, store_or_stop, the_author, told
from assistant.pages.reading import show_reading
from assistant.store.database import Store
from schemas.decision import Decision

_FORMS = {
    "docx": "带批注的 Word",
    "pdf": "带批注的 PDF",
    "xlsx": "疑点清单（.xlsx）",
    "html": "网页（.html）",
    "json": "数据（.json）",
}


def show() -> None:
    """The page."""
    store = store_or_stop()
    if "reviewed" not in st.session_state:
        _welcome(store)
        return
    with told():
        reviewed: list[Reviewed] = st.session_state.reviewed
        for line in st.session_state.troubles:
            st.error(plain(line))
        if reviewed:
            _document(store, _chosen(reviewed))
            return
        st.info("没有复核出结果：交来的文件里没有能读的 Word、PDF 或文本。")
        if st.button("重新上传"):
            _forget()


def _welcome(store: Store) -> None:
    st.subheader("复核写好的说明")
    st.caption(
        "交来要复核的 Word、PDF、文本，可以多个；有决算表、补充资料就一起交，没有则用文件中的表，或只核对文件自身。"
        "改过的文件再交一次，会列出已改、仍在、新出现的疑点。"
    )
    left, right = st.columns([3, 2], gap="large")
    given = left.file_uploader("把文件一起放在这里，程序自己分辨", accept_multiple_files=True, key="documents")
    with right:
        ask_author()
    if left.button("复核", type="primary", disabled=not given):
        with told(), st.spinner("正在复核……（扫描件要逐页识别，每页约十秒）"):
            files = name_files((file.name, file.getvalue()) for file in given)
            st.session_state.reviewed, st.session_state.troubles = review_files(store, files)
            st.rerun()


def _chosen(reviewed: list[Reviewed]) -> Reviewed:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = st.selectbox(
            "文件",
            range(len(reviewed)),
            format_func=lambda number: f"{reviewed[number].name}　{tell_counts(reviewed[number].review.findings)}",
            key="document",
            width=620,
        )
        if st.button("复核别的文件"):
            _forget()
    return reviewed[at or 0]


def _forget() -> None:
    for name in list(st.session_state):
        if name in {"reviewed", "troubles", "document"} or str(name).startswith("page-"):
            del st.session_state[name]
    st.rerun()


def _document(store: Store, reviewed: Reviewed) -> None:
    decisions = decisions_of(store, reviewed)
    review = reviewed.review
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{tell_coverage(review.coverage)}{tell_history(review)}{tell_against(review)}", width="stretch")
        picture = st.toggle("看原页", key="picture", disabled=not review.printed, help="显示 PDF 的页面，框出疑点")
        _downloads(reviewed, decisions)
    cards = mark_findings(review, decisions)
    page = _page(reviewed) if picture and review.printed else None
    turned = f"page-{reviewed.name}"
    blocks = [] if page else mark_review(review)
    on = {"decide": lambda value: _decided(store, reviewed, value), "page": lambda number: st.session_state.update({turned: int(number)})}
    show_reading(f"review-{reviewed.name}", blocks, on, findings=cards, filters=count_kinds(cards), page=page)


def _decided(store: Store, reviewed: Reviewed, value: dict[str, Any]) -> None:
    with told():
        decide_finding(store, reviewed, int(value["finding"]), value["verdict"], str(value["note"]), the_author())


def _page(reviewed: Reviewed) -> dict[str, Any]:
    """The page to look at, by default the first that has a finding."""
    first = next((finding.page for finding in reviewed.review.findings if finding.page), 1)
    number = int(st.session_state.get(f"page-{reviewed.name}", first))
    image = render_page(reviewed.data, reviewed.review, number)
    source = f"data:image/jpeg;base64,{b64encode(image.data).decode()}"
    return {"number": number, "pages": image.pages, "source": source, "boxes": [list(box) for box in image.boxes]}


def _downloads(reviewed: Reviewed, decisions: dict[str, Decision]) -> None:
    with st.popover("下载"):
        for form, label in _FORMS.items():
            if form == "pdf" and not reviewed.review.printed:
                continue
            st.download_button(label, partial(hand_back, reviewed, decisions, form), f"{reviewed.name}（复核）.{form}", key=f"get-{form}")
        st.caption("已忽略的疑点不写入。")


guarded(show)
