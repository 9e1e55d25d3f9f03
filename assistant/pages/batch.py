"""批量: many units at once, their states as they come, what each still needs, their files."""

from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import streamlit as st

from assistant.batch.looking import ROLES, is_usable, list_remarks, tell_usable
from assistant.batch.plan import Settings
from assistant.batch.summary import zip_outputs
from assistant.batch.summing import tell_other_years
from assistant.desks.batch_jobs import BatchJob, Look, batch_folder, folder_key, keep_source, list_earlier
from assistant.export.batch_words import STATE_NAMES, is_read, list_found, tell_state
from assistant.pages.frame import guarded, is_own_machine, plain, store_or_stop, the_jobs, told
from assistant.settings import load_settings
from assistant.store.database import Store
from schemas.batch import UNDONE, Event, Outcome, State, UnitLook, What

_WIDTHS = {"单位": 240, "状态": 120, "错误": 70, "提醒": 70, "未核对": 80, "还缺原因": 90, "还缺内容": 90, "秒": 70, "说明": 420}
_LOOK_WIDTHS = {"单位": 180, "年度": 60, "决算表": 150, "上年": 150, "补充资料": 130, "自评表": 100, "文件": 150, "要知道的": 420}
_HELP = (
    "一个单位一个文件夹，打成一个 .zip（里面可以有清单），或给有许多单位的部门工作簿；也可写出本机的文件夹或清单。"
    "做完的单位不会重做：中断后重新开始同一批即可接着做。"
)
_DRAFTERS: dict[str, Literal["offline", "model"]] = {"离线句式": "offline", "模型润色": "model"}
_WHAT: dict[str, What] = {"起草并复核": "both", "只起草": "draft", "只复核": "check"}


def show() -> None:
    """The page."""
    store = store_or_stop()
    st.subheader("批量处理许多单位")
    _begin(store)
    jobs = the_jobs()
    _list_earlier(store, {job.out for job in jobs.values()})
    if not jobs:
        return
    name = st.selectbox("批次", list(reversed(jobs)), key="batch")
    job = jobs[name or next(reversed(jobs))]
    _watch(job)


def _begin(store: Store) -> None:
    st.caption(_HELP)
    left, right = st.columns([3, 2], gap="large")
    given = left.file_uploader("压缩包或部门工作簿", type=["zip", "xlsx", "xls"], key="archive")
    path = right.text_input("或本机的文件夹", placeholder="例如 D:\\决算\\2024", key="folder") if is_own_machine() else ""
    what = right.segmented_control("做什么", list(_WHAT), default="起草并复核", key="what", required=True)
    drafter = right.segmented_control("措辞", list(_DRAFTERS), default="离线句式", key="drafter", required=True)
    ready = bool(given or path)
    with left.container(horizontal=True):
        looking = st.button("先看看", disabled=not ready, help="只看认出了哪些单位和材料、缺什么，不写任何文件")
        beginning = st.button("开始", type="primary", disabled=not ready)
    if looking or beginning:
        with told():
            settings = Settings(what=_WHAT[str(what)], drafter=_DRAFTERS[str(drafter)])
            source, key = _source(given, path)
            out = batch_folder(key) / f"{settings.what}-{settings.drafter}"
            _drop_look()
            if looking:
                st.session_state.look, st.session_state.looked = Look(source, settings, out).start(), False
            else:
                _start(BatchJob(source.name, source, out, settings, store))
    if "look" in st.session_state:
        _watch_look(st.session_state.look)


def _source(given: Any, path: str) -> tuple[Path, str]:
    """What was given as a file of this machine, and its key."""
    if given:
        return keep_source(given.name, given.getvalue()), sha256(given.getvalue()).hexdigest()
    return Path(path).absolute(), folder_key(Path(path))


def _start(job: BatchJob) -> None:
    """Begin a batch; one of the same source that is under way is looked at instead."""
    if job.settings.drafter == "model":
        load_settings()
    _open(job)


def _drop_look() -> None:
    """End a look that nobody waits for any more."""
    if "look" in st.session_state:
        st.session_state.pop("look").cancel()


def _open(job: BatchJob) -> None:
    """Begin a batch, or show the one that is under way in its folder."""
    name = _name(job)
    known = the_jobs().get(name)
    if known is None or known.ended:
        the_jobs()[name] = job
        _go_on(job)
    st.session_state.batch = name


def _go_on(job: BatchJob) -> None:
    """Begin a batch, or begin it again."""
    job.start()
    st.session_state.pop(_told_key(job), None)


def _told_key(job: BatchJob) -> str:
    """Where this session keeps that the end of a batch was drawn."""
    return f"told-{job.out}"


def _name(job: BatchJob) -> str:
    """What a batch is called on the page: no other is called so."""
    what = next(label for label, name in _WHAT.items() if name == job.settings.what)
    return f"{job.source.name}（{what}{'，模型润色' if job.settings.drafter == 'model' else ''}，{job.out.parent.name[:6]}）"


def _list_earlier(store: Store, shown: set[Path]) -> None:
    """The batches of earlier days, to be opened again: what is done is not repeated."""
    earlier = [job for job in list_earlier(store) if job.out not in shown]
    if not earlier:
        return
    with st.expander(f"以前的批次（{len(earlier)}）"), st.container(horizontal=True, vertical_alignment="bottom"):
        names = {_name(job): job for job in earlier}
        chosen = st.selectbox("打开哪一批", list(names), key="earlier")
        if st.button("打开") and chosen:
            _open(names[chosen])
            st.rerun()


def _watch_look(look: Look) -> None:
    """The units that a look has found, drawn anew while it goes on."""
    st.fragment(_looked, run_every=None if look.ended else 1.0)(look)


def _looked(look: Look) -> None:
    ended = look.ended
    if look.trouble:
        st.error(plain(look.trouble))
        return
    what = look.settings.what
    usable = sum(is_usable(unit, what) for unit in look.units)
    told = f"看了 {len(look.units)} / {look.total or '…'} 个单位，{tell_usable(usable, what)}"
    others = tell_other_years({unit.name: unit.year for unit in look.units if unit.year})
    st.text("\n".join((f"{told}。还没有写任何文件。", *look.told, *others)))
    if look.units:
        rows = pd.DataFrame([_look_row(unit) for unit in look.units])
        config = {name: st.column_config.Column(width=width) for name, width in _LOOK_WIDTHS.items()}
        st.dataframe(rows, hide_index=True, placeholder="", height=min(420, 40 + 36 * len(look.units)), column_config=config)
    if ended and not st.session_state.looked:
        st.session_state.looked = True
        st.rerun()


def _look_row(unit: UnitLook) -> dict[str, str]:
    """A unit with the names of its files by what they are."""
    files = {told: path.name if (path := getattr(unit, role)) else "" for role, told in ROLES.items()}
    documents = "、".join(path.name for path in unit.documents)
    year = str(unit.year or "")
    return {"单位": unit.name, "年度": year, **files, "文件": documents, "要知道的": "\n".join(list_remarks(unit))}


def _watch(job: BatchJob) -> None:
    """The table of states, drawn anew every second while the batch runs."""
    st.fragment(_progress, run_every=None if job.ended else 1.0)(job)


def _progress(job: BatchJob) -> None:
    ended, events = job.ended, list(job.events.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        settled = sum(event.outcome is not None for event in events)
        st.progress(settled / len(events) if events else 0.0, f"{settled} / {len(events) or '…'}", width=420)
        _offer(job, ended, {event.state for event in events})
    if job.trouble:
        st.error(plain(job.trouble))
    if events:
        rows = pd.DataFrame([_row(event) for event in events])
        config = {name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()}
        st.dataframe(rows, hide_index=True, placeholder="", height=min(420, 40 + 36 * len(events)), column_config=config)
    for event in events:
        if event.outcome and event.outcome.state in UNDONE:
            st.text(f"{event.name}：{event.outcome.message}")
    if ended:
        if job.notes:
            st.text("\n".join(job.notes))
        _results(job)
        if not st.session_state.get(_told_key(job)):
            st.session_state[_told_key(job)] = True
            st.rerun()


def _offer(job: BatchJob, ended: bool, states: set[State]) -> None:
    """What a person can do with a batch: stop it, or have it go on."""
    if not ended and st.button("停止"):
        job.cancel()
    if ended and (job.trouble or states & {"cancelled", "failed"}) and st.button("接着做"):
        _go_on(job)
        st.rerun()
    if ended and "quarantined" in states and st.button("隔离的再试一次"):
        job.again = True
        _go_on(job)
        st.rerun()


def _row(event: Event) -> dict[str, Any]:
    """A unit's row: what was found in it once it is settled, blank where it was not looked for."""
    outcome = event.outcome
    if outcome is None:
        return {**dict.fromkeys(_WIDTHS), "单位": event.name, "状态": STATE_NAMES[event.state]}
    known, found = is_read(outcome), list_found(outcome)
    return {
        "单位": event.name,
        "状态": tell_state(outcome),
        "错误": found.errors,
        "提醒": found.warnings,
        "未核对": found.unchecked,
        "还缺原因": len(outcome.wanted) if known else None,
        "还缺内容": len(outcome.missing) if known else None,
        "秒": outcome.seconds,
        "说明": outcome.message,
    }


def _results(job: BatchJob) -> None:
    outcomes = [event.outcome for event in job.events.values() if event.outcome]
    done = [outcome for outcome in outcomes if outcome.outputs]
    if not done:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for summary in job.summaries:
            st.download_button(f"汇总（{summary.suffix}）", summary.read_bytes(), summary.name, key=f"summary-{summary.suffix}")
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
