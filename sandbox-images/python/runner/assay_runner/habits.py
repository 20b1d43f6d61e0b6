"""What solutions usually do with a library that was imported beforehand, done once on values of our own.

Libraries import parts of themselves on first use, and a forked process pays for every page that it touches first. Nothing is kept:
no option is set, no random number is drawn, no file is written.
"""

import sys
import warnings


def rehearse(names):
    """For every library of these that there is something to do with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in _HABITS.keys() & set(names):
            try:
                _HABITS[name](sys.modules[name])
            except Exception:
                # Another version of the library does not do all of this. What is left out costs time, and nothing else.
                continue


def _pandas(pd):
    import io

    table = pd.DataFrame(
        [["2024-01-05", "tea", 2, 1.5], ["2024-01-06", "milk", 1, None], ["2024-03-01", "tea", 5, 2.0]], columns=["day", "product", "count", "price"]
    )
    table["day"] = pd.to_datetime(table["day"])
    table["sum"] = (table["count"] * table["price"].fillna(0)).round(2)
    table["month"] = table["day"].dt.strftime("%Y-%m")
    table.dropna().drop_duplicates().reset_index(drop=True)
    table[(table["count"] > 1) & table["product"].isin(["tea"])].loc[:, ["product", "sum"]].copy()
    table.sort_values(["product", "day"], ascending=[True, False]).head(2).iloc[0].to_dict()
    grouped = table.groupby("product")
    grouped["sum"].sum().sort_values().to_dict()
    grouped.agg(total=("sum", "sum"), most=("count", "max"), share=("count", "mean")).reset_index()
    grouped["count"].transform("cumsum").shift(1).rolling(2, min_periods=1).mean()
    list(grouped.size().items())
    table.groupby(["month", "product"], as_index=False)["count"].sum().pivot(index="month", columns="product", values="count")
    table.pivot_table(index="month", columns="product", values="sum", aggfunc="sum", fill_value=0)
    dated = table.set_index("day")["sum"]
    dated.resample("MS").sum().asfreq("D").ffill().items()
    dated.idxmax(), dated.max(), dated.diff().abs().quantile(0.5), dated.index.month.tolist()
    names = pd.DataFrame({"product": ["tea", "milk"], "name": ["Tea", "Milk"]})
    merged = table.merge(names, on="product", how="left")
    pd.concat([merged, merged]).drop(columns=["sum"]).rename(columns={"name": "title"})
    merged["name"].str.strip().str.lower().str.contains("t").map({True: 1, False: 0}).astype(int).value_counts()
    merged.apply(lambda row: row["count"] + 1, axis=1).tolist()
    pd.read_csv(io.StringIO("a,b\n1,x\n2,y\n"), parse_dates=False).to_csv(index=False)
    pd.testing.assert_frame_equal(names, names.copy())
    names.to_dict("records"), list(names.itertuples(index=False)), list(names.iterrows()), str(names), names.describe()


_HABITS = {"pandas": _pandas}
