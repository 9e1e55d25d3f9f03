"""Desks: what the page and the conversation work at: a unit's draft in its workspace, a review, a batch under way."""
