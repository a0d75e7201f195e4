"""The report of a run: one self-contained page, in French."""
