"""The four shapes the nine tables have: where each one keeps its lines and columns."""
