"""The page of juesuan: what it is called, and the pages that it has."""

import streamlit as st

from assistant.pages.frame import dress_page

st.set_page_config(page_title="决算情况说明助手", layout="wide")
dress_page()
st.navigation(
    [
        st.Page("assistant/pages/draft.py", title="起草", default=True),
        st.Page("assistant/pages/review.py", title="复核"),
        st.Page("assistant/pages/batch.py", title="批量"),
    ],
    position="top",
).run()
