import os
import sys

sys.stdout.write("planted")
os._exit(0)
