"""Goes through the loopback ports for a way to anything but the service."""

import socket


def square(number):
    found = []
    for port in range(7_000, 12_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and port != 9_001:
                found.append(port)
    print("OPEN" if found else "closed", found)
    return 0
