"""All is in report.py."""
