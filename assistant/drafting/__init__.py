"""Facts and reasons become a narrative: the wording lies in ``prompts``, the numbers are filled by code."""
