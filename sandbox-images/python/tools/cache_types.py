"""Let mypy read the standard library and what is used with it once: `cache_types.py <site> <target>`.

Most of the time that a check takes goes into the types of libraries, which are the same for every submission. mypy keeps what it found
out of them, and believes it again only for the same sources, its own version and the same flags; these are the ones that the author's
guide recommends. No submission was there when it was kept.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile

FLAGS = ("--strict", "--python-version=3.11")
#: Where they are installed. Types of the LLM SDKs take 65 MB, too much to be copied for each check.
LIBRARIES = ("aiohttp", "fastapi", "httpx", "numpy", "polars", "starlette", "uvicorn")
STANDARD = (
    "abc argparse array ast asyncio base64 bisect calendar collections concurrent.futures contextlib contextvars copy csv dataclasses datetime"
    " decimal email.message enum fractions functools gzip hashlib heapq hmac http.client http.server inspect io ipaddress itertools json logging"
    " math multiprocessing operator os pathlib pickle queue random re secrets select shutil signal socket sqlite3 statistics string struct"
    " subprocess sys tempfile textwrap threading time traceback types typing unicodedata unittest.mock urllib.request uuid warnings weakref"
    " xml.etree.ElementTree zipfile zlib zoneinfo"
).split()
#: As in the runner's `static`: the tool's own folder stays off the path on which it looks for imports.
START = "import sys; sys.path.append(sys.argv.pop(1)); from mypy.__main__ import console_entry; console_entry()"


def main(site, target):
    sys.path.append(site)
    found = [name for name in LIBRARIES if importlib.util.find_spec(name) is not None]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "imports.py"), "w") as file:
            file.writelines(f"import {name}\n" for name in (*STANDARD, *found))
        command = [sys.executable, "-s", "-P", "-S", "-c", START, site, "--config-file=", f"--cache-dir={target}", *FLAGS, "--", "imports.py"]
        # Whether libraries are typed well is no concern of this; that mypy ran is.
        status = subprocess.run(command, cwd=folder).returncode
    if status not in (0, 1):
        raise SystemExit(f"mypy ended with status {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
