"""Text for reports."""

TEXT_CAP = 4_000


def clipped(text, cap=TEXT_CAP):
    """At most `cap` units of UTF-16, in which the host counts: what is longer it takes for no report at all."""
    if text is None or len(text) <= cap // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= 2 * cap else units[: 2 * cap - 2].decode("utf-16-le", "replace") + "…"
