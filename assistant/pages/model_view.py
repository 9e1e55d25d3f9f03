"""The model on the page: have it word the draft, see how far it is, cancel it, and be told what it did."""

import streamlit as st

from assistant.desks.desk import accept_model
from assistant.desks.kept import OpenDesk
from assistant.desks.model_jobs import ModelJob
from assistant.errors import JuesuanError
from assistant.pages.frame import plain
from assistant.settings import load_settings


def show_model(keeper: OpenDesk) -> None:
    """The button that begins a job, or the job that is under way; without a model, that there is none."""
    job: ModelJob | None = st.session_state.get("job")
    if job is not None:
        _follow(keeper, job)
        return
    try:
        settings = load_settings(any_model=True)
    except JuesuanError as error:
        st.warning(plain(str(error)))
        return
    if not settings.model:
        st.button("由模型润色", disabled=True, help="没有设语言模型（JUESUAN_MODEL 等）；不用它也能起草。")
    elif st.button("由模型润色", help=f"{settings.model}；只改措辞，数字由程序填入，改后再核对。"):
        st.session_state.job = ModelJob(keeper.desk, settings).start()
        st.rerun()


def show_told() -> None:
    """What the last job did, until it has been read."""
    if told := st.session_state.get("model_told"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(plain(told), width="stretch")
            st.button("知道了", on_click=st.session_state.pop, args=("model_told",))


@st.fragment(run_every=0.5)
def _follow(keeper: OpenDesk, job: ModelJob) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.done / job.total if job.total else 0.0, f"模型起草：{job.done}/{job.total or '…'}", width=220)
        st.button("停止", key="stop", on_click=job.cancel)
    if not job.ended:
        return
    st.session_state.pop("job", None)
    st.session_state.model_told = _take_over(keeper, job)
    st.rerun()


def _take_over(keeper: OpenDesk, job: ModelJob) -> str:
    """Keep what the model worded, if it worded anything; what is told of it."""
    run = job.narrative.run if job.narrative else None
    if job.narrative is None or run is None:
        return f"{job.trouble}；文字没有变。" if job.trouble else "已停止，文字没有变。"
    if not run.first and not run.repaired:
        return f"{run.stopped or '模型没有给出可用的措辞'}；文字没有变，仍是离线的句式。"
    try:
        keeper.save(accept_model(keeper.desk, job.desk, job.narrative))
    except JuesuanError as error:
        return str(error)
    told = f"{run.model}：一次通过 {run.first}，改后通过 {run.repaired}，仍用离线句式 {run.offline}，被复核退回 {run.refused} 段"
    return f"{told}；词元 {run.tokens:,}。{run.stopped}"
