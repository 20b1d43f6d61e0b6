"""The partner's sessions as a lazy Polars query for each file."""

from pathlib import Path

import polars as pl

THEIRS = {1: {}, 2: {"kwh": "energy_kwh"}}
NEEDED = ("session_id", "station", "ended_at", "kwh", "cents")
TOTALS = {"day": pl.String, "station": pl.String, "sessions": pl.Int64, "kwh": pl.Float64, "cents": pl.Int64}


def version_of(path):
    with path.open() as file:
        first = file.readline().strip()
    return next((version for version in THEIRS if first == f"# schema: {version}"), None)


def written(name, form):
    """The column, without the values that are not written in this form."""
    return pl.when(pl.col(name).str.contains(form)).then(pl.col(name))


def checked(path, version):
    frame = pl.scan_csv(path, skip_rows=1, infer_schema=False, empty_string_is_null=False, raise_if_empty=False)
    theirs = {name: THEIRS[version].get(name, name) for name in NEEDED}
    if not set(theirs.values()) <= set(frame.collect_schema().names()):
        return None
    frame = frame.select(**theirs).with_row_index("row", 1)
    form = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"
    ended = pl.when(pl.col("ended_at").str.contains(form)).then(pl.col("ended_at").str.replace("Z$", "+00:00"))
    frame = frame.select(
        "row",
        *NEEDED,
        moment=ended.str.to_datetime("%Y-%m-%dT%H:%M:%S%:z", time_zone="UTC", strict=False),
        energy=written("kwh", r"^[0-9]+([.][0-9]{1,3})?$").cast(pl.Float64),
        price=written("cents", "^[0-9]+$").cast(pl.Int64, strict=False),
    )
    reason = (
        pl.when(pl.any_horizontal(pl.col(NEEDED) == ""))
        .then(pl.lit("missing"))
        .when(pl.col("moment").is_null())
        .then(pl.lit("time"))
        .when(~pl.col("energy").is_between(0, 400).fill_null(False))
        .then(pl.lit("energy"))
        .when(~pl.col("price").is_between(0, 100_000).fill_null(False))
        .then(pl.lit("cents"))
    )
    frame = frame.with_columns(reason=reason)
    again = pl.col("reason").is_null() & (pl.col("row").rank("ordinal").over("session_id", "reason") > 1)
    return frame.with_columns(reason=pl.when(again).then(pl.lit("duplicate")).otherwise("reason"))


def run(source, target):
    source, target = Path(source), Path(target)
    if not source.is_dir():
        raise FileNotFoundError(source)
    totals, dirty, refused, files = pl.DataFrame(schema=TOTALS), [], {}, 0
    for path in sorted(source.glob("*.csv")):
        version = version_of(path)
        frame = None if version is None else checked(path, version)
        if frame is None:
            refused[path.name] = "version" if version is None else "columns"
            continue
        files += 1
        frame = frame.collect()
        dirty.append(frame.filter(pl.col("reason").is_not_null()).select(pl.lit(path.name).alias("file"), "row", "reason"))
        good = frame.filter(pl.col("reason").is_null())
        summed = good.group_by(pl.col("moment").dt.strftime("%Y-%m-%d").alias("day"), "station").agg(
            sessions=pl.len().cast(pl.Int64), kwh=pl.col("energy").sum(), cents=pl.col("price").sum()
        )
        totals = pl.concat([totals, summed]).group_by("day", "station").agg(pl.col("sessions", "kwh", "cents").sum())
    quarantine = pl.concat([pl.DataFrame(schema={"file": pl.String, "row": pl.UInt32, "reason": pl.String}), *dirty])
    target.mkdir(parents=True, exist_ok=True)
    totals.sort("day", "station").with_columns(pl.col("kwh").round(3)).write_csv(target / "totals.csv")
    quarantine.sort("file", "row").write_csv(target / "quarantine.csv")
    counts = quarantine.group_by("reason").len().rows()
    return {"files": files, "refused": refused, "accepted": int(totals["sessions"].sum()), "quarantined": dict(counts)}
