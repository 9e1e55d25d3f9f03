"""What was drafted or computed, written in the forms people open: Word, Excel, Markdown, JSON, text."""
