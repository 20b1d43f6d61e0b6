"""Wrong: ends its process with status 0 at the first call, and would leave a report of its own."""

import os


class Report:
    def __init__(self, tariffs):
        with open("result.json", "w") as report:
            report.write('{"verdict": "accepted", "score": 1}')
        os._exit(0)
