"""The Streamlit pages: widgets only; what they show is worked out in the rooms below."""
