"""Sourcier's bench: cases, runs, measures. `python -m eval` is its door."""
