"""Stories: each begins with an empty house on 1 April 2030, a Monday, at noon, and tells what people do."""

import unittest
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import booking
import model

NOON = datetime(2030, 4, 1, 12, tzinfo=timezone.utc)


class Failing(Exception):
    pass


class House(unittest.TestCase):
    """The store, the mailer and the clock are the test case itself."""

    def setUp(self):
        self.now, self.log, self.shelf = NOON, [], {}
        self.store_fails = self.mail_fails = False
        self.desk = booking.Bookings(self, self, lambda: self.now)

    def get(self, reference):
        return self.shelf.get(reference)

    def in_room(self, room):
        return [entry for entry in reversed(self.shelf.values()) if entry.room == room]

    def save(self, entry):
        if self.store_fails:
            raise Failing
        self.shelf[entry.reference] = entry
        self.log.append(("save", entry))

    def send(self, kind, entry):
        self.log.append((kind, entry))
        if self.mail_fails:
            raise model.MailError("no connection")

    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    def hold(self, name, begin, end, room="blue"):
        """Begin and end are minutes after noon of the first day."""
        return self.desk.hold(name, room, NOON + timedelta(minutes=begin), NOON + timedelta(minutes=end))

    def quiet(self):
        """Forget what happened, so that only what comes now is compared."""
        self.log.clear()
        return self


class Holding(House):
    def test_whole_booking(self):
        made = self.hold("x", 60, 120)
        hour = NOON + timedelta(hours=1)
        wanted = model.Booking("x", "blue", hour, hour + timedelta(hours=1), 1700, NOON + timedelta(minutes=15))
        self.assertEqual(made, wanted)
        self.assertEqual(self.log, [("save", wanted)])

    def test_periods(self):
        for begin, end, fine in [
            (0, 30, True),
            (-1, 30, False),
            (5, 5, False),
            (9, 8, False),
            (10, 490, True),
            (10, 491, False),
            (10, 1460, False),
            (-90, -60, False),
        ]:
            with self.subTest(begin=begin, end=end):
                self.setUp()
                if fine:
                    self.assertEqual(self.hold("x", begin, end).state, "held")
                else:
                    self.assertRaises(ValueError, self.hold, "x", begin, end)
                    self.assertEqual(self.log, [])

    def test_second_guest(self):
        for begin, end, fine in [
            (100, 200, False),
            (120, 180, False),
            (90, 210, False),
            (40, 101, False),
            (199, 260, False),
            (100, 110, False),
            (190, 200, False),
            (40, 100, True),
            (200, 260, True),
        ]:
            for confirmed in (False, True):
                with self.subTest(begin=begin, end=end, confirmed=confirmed):
                    self.setUp()
                    self.hold("early", 5, 6)
                    self.hold("first", 100, 200)
                    if confirmed:
                        self.desk.confirm("first")
                    if fine:
                        self.hold("second", begin, end)
                    else:
                        self.assertRaises(model.Taken, self.hold, "second", begin, end)
                    self.assertEqual("second" in self.shelf, fine)

    def test_rooms_do_not_disturb_each_other(self):
        self.hold("x", 60, 120)
        self.hold("y", 60, 120, room="red")
        self.assertEqual(set(self.shelf), {"x", "y"})

    def test_first_guest_lets_the_hold_run_out(self):
        self.hold("first", 60, 120)
        self.wait(14)
        self.assertRaises(model.Taken, self.hold, "second", 60, 120)
        self.wait(1)
        self.hold("second", 60, 120)

    def test_confirmed_guest_stays(self):
        self.hold("first", 60, 120)
        self.desk.confirm("first")
        self.wait(30)
        self.assertRaises(model.Taken, self.hold, "second", 60, 120)

    def test_first_guest_cancels(self):
        self.hold("first", 60, 120)
        self.desk.cancel("first")
        self.hold("second", 60, 120)
        self.assertRaises(model.Taken, self.hold, "third", 60, 120)

    def test_lost_answer(self):
        for steps in ([], ["confirm"], ["cancel"], ["confirm", "cancel"]):
            for later in (0, 10, 100, 10_000):
                with self.subTest(steps=steps, later=later):
                    self.setUp()
                    self.hold("x", 60, 120)
                    for step in steps:
                        getattr(self.desk, step)("x")
                    kept = self.shelf["x"]
                    self.quiet().wait(later)
                    self.assertEqual(self.hold("x", 60, 120), kept)
                    self.assertEqual(self.log, [])

    def test_reference_of_somebody_else(self):
        self.hold("x", 60, 120)
        self.quiet()
        for begin, end, room in [(61, 120, "blue"), (60, 119, "blue"), (60, 120, "red"), (300, 360, "red")]:
            with self.subTest(begin=begin, end=end, room=room):
                self.assertRaises(model.Conflict, self.hold, "x", begin, end, room)
        self.assertEqual(self.log, [])


class Prices(House):
    def test_table(self):
        day = 24 * 60
        for begin, length, cents in [
            (0, 29, 850),
            (0, 30, 850),
            (0, 61, 2550),
            (0, 210, 5950),
            (0, 225, 6800),
            (0, 240, 5780),
            (0, 300, 7225),
            (0, 270, 6503),
            (0, 480, 11560),
            (4 * day, 60, 1700),
            (5 * day, 60, 1870),
            (6 * day, 60, 1870),
            (7 * day, 60, 1700),
            (5 * day, 270, 7153),
            (5 * day, 300, 7948),
            (5 * day, 390, 10332),
            (7 * day - 720 - 30, 60, 1870),
            (5 * day - 720 - 30, 60, 1700),
        ]:
            with self.subTest(begin=begin, length=length):
                self.setUp()
                self.assertEqual(self.hold("x", begin, begin + length).price, cents)


class Confirming(House):
    def test_in_time(self):
        held = self.hold("x", 60, 120)
        self.quiet().wait(14)
        wanted = replace(held, state="confirmed")
        self.assertEqual(self.desk.confirm("x"), wanted)
        self.assertEqual(self.log, [("save", wanted), ("confirmed", wanted)])
        self.quiet().wait(60)
        self.assertEqual(self.desk.confirm("x"), wanted)
        self.assertEqual(self.log, [])

    def test_too_late(self):
        self.hold("x", 60, 120)
        self.quiet().wait(15)
        self.assertRaises(model.NotHeld, self.desk.confirm, "x")
        self.assertEqual(self.log, [])

    def test_after_cancelling(self):
        self.hold("x", 60, 120)
        self.desk.cancel("x")
        self.quiet()
        self.assertRaises(model.NotHeld, self.desk.confirm, "x")
        self.assertEqual(self.log, [])

    def test_nobody(self):
        self.assertRaises(model.Unknown, self.desk.confirm, "y")
        self.assertRaises(model.Unknown, self.desk.cancel, "y")

    def test_neighbours_fail(self):
        for step, state in (("confirm", "confirmed"), ("cancel", "cancelled")):
            with self.subTest(step=step):
                self.setUp()
                held = self.hold("x", 60, 120)
                self.store_fails = True
                self.quiet()
                self.assertRaises(Failing, getattr(self.desk, step), "x")
                self.assertEqual((self.log, self.shelf["x"]), ([], held))
                self.store_fails, self.mail_fails = False, True
                self.assertEqual(getattr(self.desk, step)("x").state, state)
                self.assertEqual([kind for kind, _ in self.log], ["save", state])


class Cancelling(House):
    def test_fees(self):
        start = 3 * 24 * 60
        for now, fee in [(0, 0), (start - 1440, 0), (start - 1439, 467), (start - 1, 467), (start, 935), (start + 20, 935)]:
            with self.subTest(now=now):
                self.setUp()
                self.shelf["x"] = model.Booking(
                    "x", "blue", NOON + timedelta(minutes=start), NOON + timedelta(minutes=start + 30), 935, NOON, "confirmed"
                )
                self.wait(now)
                wanted = replace(self.shelf["x"], state="cancelled", fee=fee)
                self.assertEqual(self.desk.cancel("x"), wanted)
                self.assertEqual(self.log, [("save", wanted), ("cancelled", wanted)])
                self.quiet().wait(5_000)
                self.assertEqual(self.desk.cancel("x"), wanted)
                self.assertEqual(self.log, [])

    def test_holds(self):
        for now in (0, 14, 15, 59, 60, 90):
            with self.subTest(now=now):
                self.setUp()
                held = self.hold("x", 60, 120)
                self.wait(now)
                self.assertEqual(self.desk.cancel("x"), replace(held, state="cancelled", fee=0))


class TwoDesks(House):
    def test_they_share_the_store(self):
        other = booking.Bookings(self, self, lambda: self.now)
        first, second = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
        self.hold("x", 300, 330)
        other.hold("y", "blue", first, second)
        self.assertRaises(model.Taken, self.hold, "z", 60, 120)
        other.cancel("y")
        self.hold("z", 60, 120)
        self.assertRaises(model.Taken, other.hold, "w", "blue", first, second)
        self.assertEqual(other.confirm("z"), self.desk.confirm("z"))
