"""Rhythm and back-off: when a site is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.revisits import Visits, add_visits, due_sites, load_rhythms
from archive.revisits.rhythm import load_back_off
from archive.revisits.visits import RETRY_AFTER
from archive.runs import RunRecord, SiteRun, load_runs
from archive.sitelist import SiteListError, read_sites, site_of

SITE = "www.example.gov.cn/"
MAY = datetime(2026, 5, 4, 2, 30, tzinfo=UTC)


def visit(at: datetime, state: str = "ok", **counts: int) -> SiteRun:
    stamp = at.isoformat()
    return SiteRun("甲", f"http://{SITE}", state, started_at=stamp, finished_at=stamp, counts=counts)  # type: ignore[arg-type]


def after(*visits: SiteRun) -> Visits:
    found = Visits()
    for one in visits:
        found.take_in(one)
    return found


def test_a_site_never_visited_is_due() -> None:
    assert Visits().due_at(SITE, MAY) is None


@given(st.integers(1, 400))
def test_back_off_doubles_from_a_minute_to_a_day(failures: int) -> None:
    back_off = load_back_off()
    wait = back_off.wait(SITE, failures).total_seconds()
    middle = 60 * 2 ** (failures - 1)
    assert wait <= 86400
    assert min(middle * 0.75, 86400) <= wait or wait >= 86400 * 0.75
    assert wait <= middle * 1.25


def test_sites_that_fail_together_do_not_come_back_together() -> None:
    waits = {load_back_off().wait(f"{n}.gov.cn/", 5) for n in range(50)}
    assert len(waits) == 50


def test_failures_add_up_and_an_answer_ends_them() -> None:
    day = timedelta(days=1)
    failing = [visit(MAY + n * day, "declined") for n in range(20)]
    waits = [after(*failing[:n]).due_at(SITE, MAY) for n in range(1, 21)]
    gaps = [at - (MAY + n * day) for n, at in enumerate(waits) if at]
    assert len(gaps) == 20
    assert gaps == sorted(gaps)
    assert gaps[-1] <= day
    assert after(*failing, visit(MAY + 30 * day, new=1)).failures == 0


def test_a_host_that_asks_for_longer_gets_it() -> None:
    refused = visit(MAY, "error", **{RETRY_AFTER: 7200})
    assert after(refused).due_at(SITE, MAY) == MAY + timedelta(seconds=7200)


def test_the_usual_rhythm_slows_down_where_nothing_new_comes_and_quickens_with_the_season() -> None:
    day = timedelta(days=1)
    visits = [visit(MAY, new=3), *(visit(MAY + n * day) for n in range(1, 9))]
    waits = [after(*visits[:n]).due_at(SITE, MAY) for n in range(1, 10)]
    days = [(at - (MAY + n * day)) / day for n, at in enumerate(waits) if at]
    assert days == sorted(days)
    assert days[0] < 7 < days[1] < 14 < days[2] < 28
    assert days[-1] < 28
    january = datetime(2027, 1, 1, 2, tzinfo=UTC)
    due = after(*visits).due_at(SITE, january)
    assert due is not None
    assert due <= january


def test_a_nightly_run_finds_a_daily_site_due_every_night() -> None:
    night = datetime(2027, 2, 1, 2, 30, tzinfo=UTC)
    done = visit(night)
    done.started_at, done.finished_at = (night + timedelta(hours=h) for h in (1, 3))  # type: ignore[assignment]
    done.started_at, done.finished_at = str(done.started_at), str(done.finished_at)
    due = after(done).due_at(SITE, night + timedelta(days=1))
    assert due is not None
    assert night + timedelta(hours=12) < due <= night + timedelta(days=1)


@pytest.mark.parametrize("name", load_rhythms())
def test_every_rhythm_says_itself_in_two_languages_and_stays_within_its_bounds(name: str) -> None:
    rhythm = load_rhythms()[name]
    assert rhythm.zh
    assert rhythm.en
    for quiet in range(30):
        for month in range(1, 13):
            wait = rhythm.wait(datetime(2026, month, 1, tzinfo=UTC), quiet).days
            assert 1 <= min(rhythm.in_season, rhythm.otherwise) <= wait <= max(rhythm.in_season, rhythm.slowest)


def test_a_site_carries_its_own_rhythm_and_a_cut_off_visit_does_not_count(tmp_path: Path) -> None:
    cut = visit(MAY)
    cut.url, cut.finished_at = "http://cut.gov.cn/", ""
    RunRecord("1", MAY.isoformat(), MAY.isoformat(), [visit(MAY), cut]).save(tmp_path)
    visits: dict[str, Visits] = {}
    for record in load_runs(tmp_path):
        add_visits(visits, record)
    daily, monthly = site_of(SITE, rhythm="daily"), site_of(SITE, rhythm="monthly")
    due = due_sites([daily, monthly, site_of("cut.gov.cn")], visits, MAY + timedelta(days=1))
    assert [site.url for site in due.now] == [daily.url, "https://cut.gov.cn/"]
    assert [site.rhythm for site, _ in due.later] == ["monthly"]


def test_an_unknown_rhythm_is_named_with_its_line(tmp_path: Path) -> None:
    listed = tmp_path / "sites.csv"
    listed.write_text("name,url,rhythm\n甲,a.gov.cn,\n乙,b.gov.cn,hourly\n", encoding="utf-8")
    with pytest.raises(SiteListError, match=r"line 3: no rhythm is called 'hourly'; there are usual, daily"):
        list(read_sites(listed))
