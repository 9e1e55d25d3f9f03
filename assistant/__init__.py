"""The rooms of juesuan: each takes and returns data of ``schemas``; ``pipeline`` knows them all."""
