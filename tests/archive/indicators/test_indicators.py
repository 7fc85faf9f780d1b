"""Sums and shares, against the same sums made another way: cell by cell, in Python."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from fnmatch import fnmatch
from typing import Any

import pytest

from archive.indicators import load_indicators
from archive.indicators.model import Count
from archive.indicators.sql import fill_agency_years, fill_sums
from archive.schema import load_schema
from tests.support.site_archive import make_archive


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    layout = make_archive(tmp_path_factory.mktemp("sums") / "data")
    with closing(sqlite3.connect(layout.database)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def stated(database: sqlite3.Connection, report: str, count: Count) -> int | float | None:
    """The count of one report, from the numbers that stand in its table."""
    found = database.execute(f"SELECT * FROM {count.table} WHERE report_id = ?", (report,)).fetchall()
    values = {
        row["row"]: row[count.column] for row in found if any(fnmatch(row["row"], wanted) for wanted in count.rows)
    }
    known = [value for value in values.values() if value is not None]
    return sum(known) if known and set(values) in map(set, count.rows_by_form) else None


def test_columns_are_those_of_the_declaration() -> None:
    declared = [count.key for count in load_indicators().counts]
    columns = load_schema().table("agency_years").column_names()
    assert list(columns[-len(declared) :]) == declared


def test_each_report_that_counts_has_its_counts(database: sqlite3.Connection) -> None:
    years = database.execute("SELECT * FROM agency_years").fetchall()
    wanted = database.execute(
        "SELECT count(*) FROM reports WHERE agency_id IS NOT NULL AND year IS NOT NULL AND variant_of IS NULL"
        " AND status IN ('parsed', 'partial')"
    ).fetchone()[0]
    assert len(years) == wanted > 9
    for row in years:
        for count in load_indicators().counts:
            assert row[count.key] == stated(database, row["report_id"], count), (row["report_id"], count.key)


HOLES = {
    "a row is missing": """DELETE FROM requests WHERE "row" = 'results.not_disclosed.state_secret'""",
    "a cell was not read": """UPDATE requests SET total = NULL WHERE "row" = 'results.not_disclosed.state_secret';
      INSERT OR REPLACE INTO cells_not_plain (report_id, "table", "row", "column", raw, kind, merged)
      SELECT report_id, 'requests', "row", 'total', '见附件', 'text', 0 FROM requests WHERE "row" = 'results.not_disclosed.state_secret'""",
}


@pytest.mark.parametrize("hole", HOLES.values(), ids=HOLES)
def test_a_sum_of_what_is_left_never_passes_for_the_whole(database: sqlite3.Connection, hole: str) -> None:
    with closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        copy.executescript(f"DELETE FROM agency_years; {hole}")
        fill_agency_years(copy)
        assert copy.execute("SELECT count(*) FROM agency_years WHERE not_disclosed IS NOT NULL").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM agency_years WHERE unable_to_provide IS NOT NULL").fetchone()[0] > 5


def test_sums_of_the_nation(database: sqlite3.Connection) -> None:
    years = database.execute("SELECT * FROM agency_years").fetchall()
    expected: dict[tuple[int, str, str], list[Any]] = defaultdict(list)
    for row in years:
        for count in load_indicators().counts:
            if row[count.key] is not None:
                expected[row["year"], row["basis"], count.key].append(row[count.key])
    found = {
        (row["year"], row["basis"], row["indicator"]): (row["bodies"], row["total"])
        for row in database.execute("SELECT * FROM sums WHERE grouping = 'nation'")
    }
    for key, values in expected.items():
        assert found[key] == (len(values), sum(values))
    assert sum(n for (_, _, name), (_, n) in found.items() if name == "reports") == len(years)


def test_a_share_rests_on_reports_that_state_all_of_it(database: sqlite3.Connection) -> None:
    """The report whose total of results is not a plain number takes no part in the share."""
    for row in database.execute("SELECT * FROM sums WHERE grouping = 'nation' AND indicator = 'disclosed_share'"):
        known = database.execute(
            "SELECT disclosed + partially_disclosed, handled FROM agency_years WHERE year = ? AND basis = ?"
            " AND disclosed + partially_disclosed + handled IS NOT NULL",
            (row["year"], row["basis"]),
        ).fetchall()
        assert (row["bodies"], row["total"], row["base"]) == (
            len(known),
            sum(part for part, _ in known),
            sum(whole for _, whole in known),
        )


def test_two_reports_of_one_body_and_year_count_it_once(database: sqlite3.Connection) -> None:
    """As on the body's own page, the figures of the first stand."""
    with closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        sums = "SELECT year, indicator, bodies, total, base FROM sums WHERE grouping = 'nation' ORDER BY 1, 2, 3"
        before = copy.execute(sums).fetchall()
        names = [row[1] for row in copy.execute("PRAGMA table_info(agency_years)") if row[1] != "report_id"]
        columns = ", ".join(f'"{name}"' for name in names)
        copy.execute(
            f"INSERT INTO agency_years (report_id, {columns}) SELECT 'zz-' || report_id, {columns} FROM agency_years"
        )
        copy.execute("DELETE FROM sums")
        fill_sums(copy)
        assert copy.execute(sums).fetchall() == before
        assert len(before) > 20
