"""批量: many units at once, their states as they come, what each still needs, their files."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from assistant.batch.plan import Settings
from assistant.batch.summary import STATE_NAMES, summary_xlsx, zip_outputs
from assistant.desks.batch_jobs import BatchJob, batch_folder, folder_key, keep_source
from assistant.pages.frame import guarded, is_own_machine, plain, store_or_stop, the_jobs, told
from assistant.store.database import Store
from schemas.batch import Event, Outcome, What

_WIDTHS = {"单位": 240, "状态": 120, "错误": 70, "提醒": 70, "未核对": 80, "还缺原因": 90, "还缺内容": 90, "秒": 70, "说明": 420}
_WHAT: dict[str, What] = {"起草并复核": "both", "只起草": "draft", "只复核": "check"}


def show() -> None:
    """The page."""
    store = store_or_stop()
    st.subheader("批量处理许多单位")
    _begin(store)
    jobs = the_jobs()
    if not jobs:
        return
    name = st.selectbox("批次", list(reversed(jobs)), key="batch")
    job = jobs[name or next(reversed(jobs))]
    _watch(job)


def _begin(store: Store) -> None:
    st.caption("一个单位一个文件夹，打成一个 .zip；或写出本机的文件夹。做完的单位不会重做：中断后重新开始同一批即可接着做。")
    left, right = st.columns([3, 2], gap="large")
    given = left.file_uploader("压缩包", type=["zip"], key="archive")
    path = right.text_input("或本机的文件夹", placeholder="例如 D:\\决算\\2024", key="folder") if is_own_machine() else ""
    what = right.segmented_control("做什么", list(_WHAT), default="起草并复核", key="what", required=True)
    if left.button("开始", type="primary", disabled=not (given or path)):
        with told():
            settings = Settings(what=_WHAT[str(what)])
            if given:
                source, key = keep_source(given.name, given.getvalue()), sha256(given.getvalue()).hexdigest()
            else:
                source, key = Path(path), folder_key(Path(path))
            _start(store, source, key, settings)


def _start(store: Store, source: Path, key: str, settings: Settings) -> None:
    """Begin a batch; one of the same source that is under way is looked at instead."""
    what = next(label for label, name in _WHAT.items() if name == settings.what)
    name = f"{source.name}（{what}，{key[:6]}）"
    known = the_jobs().get(name)
    if known is None or known.ended:
        the_jobs()[name] = BatchJob(name, source, batch_folder(key) / settings.what, settings, store).start()
        st.session_state.pop(f"told-{name}", None)
    st.session_state.batch = name


def _watch(job: BatchJob) -> None:
    """The table of states, drawn anew every second while the batch runs."""
    st.fragment(_progress, run_every=None if job.ended else 1.0)(job)


def _progress(job: BatchJob) -> None:
    ended = job.ended
    events = list(job.events.values())
    settled = sum(event.outcome is not None for event in events)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(settled / len(events) if events else 0.0, f"{settled} / {len(events) or '…'}", width=420)
        if not ended and st.button("停止"):
            job.cancel()
        if ended and settled and any(event.state in {"cancelled", "failed"} for event in events) and st.button("接着做"):
            job.start()
            st.rerun()
    if job.trouble:
        st.error(plain(job.trouble))
    if events:
        rows = pd.DataFrame([_row(event) for event in events])
        config = {name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()}
        st.dataframe(rows, hide_index=True, placeholder="", height=min(420, 40 + 36 * len(events)), column_config=config)
    for event in events:
        if event.outcome and event.outcome.state == "failed":
            st.text(f"{event.name}：{event.outcome.message}")
    if ended:
        _results(job)
        if not st.session_state.get(f"told-{job.name}"):
            st.session_state[f"told-{job.name}"] = True
            st.rerun()


def _row(event: Event) -> dict[str, Any]:
    outcome = event.outcome or Outcome(key=event.key, name=event.name, state="done")
    known = event.outcome is not None and outcome.state == "done"
    return {
        "单位": event.name,
        "状态": STATE_NAMES[event.state] + ("（此前已做）" if outcome.repeated else ""),
        "错误": outcome.errors if known else None,
        "提醒": outcome.warnings if known else None,
        "未核对": outcome.unchecked if known else None,
        "还缺原因": len(outcome.wanted) if known else None,
        "还缺内容": len(outcome.missing) if known else None,
        "秒": outcome.seconds if event.outcome else None,
        "说明": outcome.message,
    }


def _results(job: BatchJob) -> None:
    outcomes = [event.outcome for event in job.events.values() if event.outcome]
    done = [outcome for outcome in outcomes if outcome.outputs]
    if not done:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button("汇总表（.xlsx）", lambda: summary_xlsx(outcomes), "批量汇总.xlsx", key="summary")
        st.download_button("全部文件（.zip）", lambda: zip_outputs(job.out), "批量结果.zip", key="all")
        unit = st.selectbox("单个单位", [outcome.name for outcome in done], index=None, placeholder="选一个单位", key="unit", width=320)
    chosen = next((outcome for outcome in done if outcome.name == unit), None)
    if chosen:
        with st.container(horizontal=True):
            for output in chosen.outputs:
                path = job.out / output
                st.download_button(plain(path.name), path.read_bytes, path.name, key=f"file-{output}")
    _board(outcomes)


def _board(outcomes: list[Outcome]) -> None:
    """Who has what missing."""
    wanting = [outcome for outcome in outcomes if outcome.wanted or outcome.missing]
    st.markdown(f"**还缺什么**（{len(wanting)} 个单位）")
    for outcome in wanting:
        with st.expander(f"{plain(outcome.name)}：原因 {len(outcome.wanted)} 个，内容 {len(outcome.missing)} 项"):
            st.text("\n".join((*outcome.wanted, *outcome.missing)))


guarded(show)
