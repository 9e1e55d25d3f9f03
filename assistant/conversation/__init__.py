"""Conversation: a person's sentence becomes an action on a workspace, and an answer that cites its facts."""
