"""Entry of every sandbox: `start.py <role> <site>`, role one of submission, grader, static. Kept small: it is compiled anew each time."""

import importlib
import os
import sys

if __name__ == "__main__":
    role, site = sys.argv[1:3]
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    entry = {"submission": "supervisor", "grader": "grader", "static": "static"}[role]
    importlib.import_module(f"assay_runner.{entry}").main(site)
