"""What the module does today, and should go on doing.

`assay.workspace.write(name, content)` puts a file where your code can read it and returns its path.
"""

import assay
import pytest

from scanlog import busiest, hours, load

LOG = b"""\
# depot LYS, shift 2
PICKUP|2024-03-01T08:15|AB123|weight=2.5kg
SCAN|2024-03-01T09:30|AB123|depot=LYS
PICKUP|2024-03-01T08:40|CD456|weight=0.4kg

DROP|2024-03-01T11:00|AB123|signed=M. Laurent
SCAN|2024-03-01|CD456|depot=LYS
"""


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
def test_load_reports_parcels():
    parcels = load(assay.workspace.write("today.log", LOG))["parcels"]
    assert parcels == {
        "AB123": {"state": "delivered", "weight": 2.5, "depots": ["LYS"], "signed": "M. Laurent"},
        "CD456": {"state": "picked up", "weight": 0.4, "depots": [], "signed": None},
    }


@pytest.mark.requirement("R4")
def test_load_reports_broken_lines():
    assert load(assay.workspace.write("today.log", LOG))["skipped"] == [7]


@pytest.mark.requirement("R2")
def test_order_of_time_not_of_lines():
    path = assay.workspace.write("order.log", b"DROP|2024-03-01T11:00|A|signed=Io\nSCAN|2024-03-01T10:00|A|depot=LYS\n")
    assert load(path)["parcels"]["A"]["state"] == "delivered"


@pytest.mark.requirement("R5")
def test_hours_from_pickup_to_drop():
    assert hours(assay.workspace.write("today.log", LOG)) == {"AB123": 2.75}


@pytest.mark.requirement("R6")
def test_busiest_depots_over_two_logs():
    first = assay.workspace.write("first.log", b"SCAN|2024-03-01T09:30|A|depot=LYS\nSCAN|2024-03-01T09:31|A|depot=ORL\n")
    second = assay.workspace.write("second.log", b"SCAN|2024-03-02T09:30|B|depot=ORL\n")
    assert busiest([first, second], 5) == [("ORL", 2), ("LYS", 1)]
