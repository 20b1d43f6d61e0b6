"""What both services have in common."""

#: Connections to one service at most.
CONNECTIONS = 8
#: Seconds that a quote may take in all.
DEADLINE = 3.0


class ServiceError(Exception):
    """A service gave no usable answer."""
