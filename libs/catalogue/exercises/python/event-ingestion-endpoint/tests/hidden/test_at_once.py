"""R8 and R10: what holds for requests one after the other also holds for those that arrive at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.mark.requirement("R8")
def test_repeats_at_the_same_time_keep_one_event(app):
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            event, key = app.event(), app.key()
            answers = [app.answered(answer) for answer in pool.map(lambda _: app.post(event, key), range(8))]
            assert answers == [answers[0]] * 8
            assert answers[0][0] == 201
            assert len(app.listed(sensor=event["sensor"])) == 1


@pytest.mark.requirement("R8")
def test_of_different_bodies_at_the_same_time_one_is_kept(app, problem):
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            key, bodies = app.key(), [app.event() for _ in range(8)]
            sensors = [body["sensor"] for body in bodies]
            answers = list(pool.map(lambda body: app.post(body, key), bodies))
            kept = [answer for answer in answers if answer.status_code == 201]
            assert len(kept) == 1
            for answer in answers:
                if answer is not kept[0]:
                    problem(answer, 409)
            assert [event["sensor"] for event in app.listed() if event["sensor"] in sensors] == [kept[0].json()["sensor"]]


@pytest.mark.requirement("R10")
def test_the_quota_holds_for_events_at_the_same_time(app):
    with ThreadPoolExecutor(8) as pool:
        for sensor in ("one", "two"):
            bodies = [app.event(sensor=sensor, at="2026-04-01T10:00:30Z") for _ in range(16)]
            statuses = [answer.status_code for answer in pool.map(app.post, bodies)]
            assert (statuses.count(201), statuses.count(429)) == (10, 6)
            assert len(app.listed(sensor=sensor)) == 10
