"""Public interface of the scan log package."""

from handlers import BusiestDepots, DurationReport, ParcelReport
from pipeline import Pipeline

__all__ = ["busiest", "hours", "load"]


def load(path: str, strict: bool = False) -> dict[str, object]:
    report = ParcelReport()
    skipped = Pipeline(strict=strict).add_consumer(report).run(path)
    return {"parcels": report.result(), "skipped": skipped}


def hours(path: str) -> dict[str, float]:
    report = DurationReport()
    Pipeline().add_consumer(report).run(path)
    return report.result()


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    report = BusiestDepots()
    pipeline = Pipeline().add_consumer(report)
    for path in paths:
        pipeline.run(path)
    return report.result()[:n]
