"""Sales per month and the best seller, from plain rows."""

import pandas as pd


def per_month(rows):
    """`[(day, amount)]` → `{"2024-03": total}`, months without a sale included."""
    sales = pd.DataFrame(rows, columns=["day", "amount"])
    sales["day"] = pd.to_datetime(sales["day"])
    months = sales.set_index("day")["amount"].resample("MS").sum()
    return {month.strftime("%Y-%m"): int(total) for month, total in months.items()}


def best_seller(rows):
    """`[(product, amount)]` → the product with the highest sum."""
    return str(pd.DataFrame(rows, columns=["product", "amount"]).groupby("product")["amount"].sum().idxmax())
