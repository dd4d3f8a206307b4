"""Runs a command and says what it cost: one JSON object with wall and processor seconds and peak memory in MiB.

    python3 measured.py COMMAND WORDS...

Node tells the processor time and the memory of itself only, not of a child that has ended.
"""

import json
import resource
import subprocess
import sys
import time

start = time.monotonic()
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1024**2 if sys.platform == "darwin" else 1024
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / unit}))
sys.exit(ended.returncode)
