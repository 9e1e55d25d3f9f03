"""A text becomes sections, mentions with role, subject and year, and frames."""
