"""Sections of a report: each function writes the paragraphs of one."""
