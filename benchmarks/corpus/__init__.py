"""Invented units with two years of accounts, correct reports about them in varied wording, and mutants of those reports."""
