"""Writes results without end."""

import os
import struct

payload = b"[" + b"0," * 30_000 + b"0]"
while True:
    os.write(3, struct.pack(">IBI", len(payload), 2, 0) + payload)
