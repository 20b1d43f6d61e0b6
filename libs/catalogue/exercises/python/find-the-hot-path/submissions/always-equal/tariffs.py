"""Wrong, see report.py."""
