"""The figures of a unit: charts, and a table to be searched and filtered by the size of changes."""

from collections.abc import Sequence
from decimal import Decimal

import altair as alt
import pandas as pd
import streamlit as st

from assistant.desks.desk import Desk
from assistant.desks.tabling import Point, completions, list_rows, moving_totals, structure, three_public

_COLOURS = ["#0b5fa5", "#9ecae1", "#f2a65a"]


def show_figures(desk: Desk) -> None:
    """Charts above, figures below."""
    charts = {"收支变动": moving_totals(desk), "支出结构": structure(desk), "三公经费": three_public(desk), "完成率": completions(desk)}
    name = (
        st.segmented_control("图", list(charts), key="chart", default="收支变动", label_visibility="collapsed", required=True) or "收支变动"
    )
    if charts[name]:
        st.altair_chart(_chart(charts[name], "%" if name == "完成率" else "万元"), width="stretch")
    else:
        st.caption("没有可画的数。")
    _table(desk)


def _chart(points: Sequence[Point], unit: str) -> alt.Chart:
    """Bars; the numbers beside them are texts, floats only place the bars."""
    frame = pd.DataFrame(
        [{"名称": point.label, "系列": point.series, "长度": float(point.value), "数": f"{point.value:,.2f}{unit}"} for point in points]
    )
    series = list(dict.fromkeys(point.series for point in points))
    bars = alt.Chart(frame).encode(
        y=alt.Y("名称:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("长度:Q", title=unit),
        yOffset=alt.YOffset("系列:N", sort=series),
        color=alt.Color("系列:N", sort=series, title=None, scale=alt.Scale(range=_COLOURS), legend=alt.Legend(orient="top")),
        tooltip=["名称", "系列", "数"],
    )
    labels = bars.mark_text(align="left", dx=3).encode(text="数:N", color=alt.value("#24292f"))
    chart: alt.Chart = (bars.mark_bar() + labels).properties(height=alt.Step(18))
    return chart


def _table(desk: Desk) -> None:
    rows = list_rows(desk)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("查找", placeholder="名称中的字", key="find")
        least = st.number_input("增减不小于（万元）", min_value=0, step=1, key="least")
    shown = [row for row in rows if words in row.label and (not least or (row.change is not None and abs(row.change) >= least))]
    columns = {
        "指标": [row.label for row in shown],
        "本年": [_two(row.value) for row in shown],
        "上年": [_two(row.prior) for row in shown],
        "增减": [_two(row.change) for row in shown],
        "增减%": [_two(row.change_rate) for row in shown],
        "占比%": [_two(row.share) for row in shown],
        "完成率%": [_two(row.completion) for row in shown],
        "单位": [row.unit for row in shown],
        "来源": [row.places for row in shown],
    }
    widths = {"指标": 250, "来源": 300, "单位": 60} | dict.fromkeys(("本年", "上年", "增减", "增减%", "占比%", "完成率%"), 92)
    config = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    if not shown:
        st.caption("没有符合的指标。")
        return
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=380, column_config=config, placeholder="")
    st.caption(f"共 {len(rows)} 项，显示 {len(shown)} 项；空白是表中没有数，不是 0。")


def _two(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))
