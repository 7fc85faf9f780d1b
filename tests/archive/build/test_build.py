"""What a build puts into the database, and what it does not."""

import json
from pathlib import Path

import pytest

import parsers
from archive.build import locate
from archive.layout import Layout
from tests.support.archives import SITE, built, fill, page, record_run, rows, titled, varied
from tests.support.exchanges import exchange

TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation")


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = fill(tmp_path_factory.mktemp("build") / "data", *varied())
    record_run(layout)
    built(layout)
    return layout


def test_every_report_is_a_row_and_nothing_else_is(layout: Layout) -> None:
    found = rows(layout, "SELECT url, year, status FROM reports ORDER BY url")
    assert [row for row in found if row[2] != "parsed"] == [(f"{SITE}/2021.pdf", 2021, "unreadable")]
    assert [row[:2] for row in found if row[2] == "parsed"] == [
        (f"{SITE}/2020.html", 2020),
        (f"{SITE}/2022.html", 2022),
        (f"{SITE}/2023.html", 2023),
        ("import:ab/x.html", 2023),
    ]
    assert rows(layout, "SELECT count(*) FROM captures") == [(8,)]
    reason = rows(layout, "SELECT status_reason, title, title_basis FROM reports WHERE status = 'unreadable'")
    assert "PDF" in reason[0][0]
    assert reason[0][1:] == (titled(2021) + ".pdf", "link")


def _published(layout: Layout, report_id: str) -> dict[str, object]:
    """Every number of a report in the database, by cell path."""
    found: dict[str, object] = {}
    for row, column, value in rows(
        layout, 'SELECT row, "column", value FROM proactive_disclosure WHERE report_id = ?', report_id
    ):
        found[f"proactive_disclosure/{row}/{column}"] = value
    for table in TABLES[1:]:
        names = [x[1] for x in rows(layout, f"PRAGMA table_info({table})")][2:]
        for row, *values in rows(layout, f"SELECT row, {', '.join(names)} FROM {table} WHERE report_id = ?", report_id):
            found |= {f"{table}/{row}/{name}": value for name, value in zip(names, values, strict=True)}
    return found


def test_every_cell_comes_back_with_value_print_and_place(layout: Layout) -> None:
    bodies = {x.url: x.body for x in varied()}
    for report_id, url in rows(layout, "SELECT id, url FROM reports WHERE status = 'parsed'"):
        report = parsers.parse(bodies[url], url=url)
        published = _published(layout, report_id)
        sql = "SELECT \"table\" || '/' || row || '/' || \"column\", raw, kind, unit FROM cells_not_plain WHERE report_id = ?"
        said = {path: rest for path, *rest in rows(layout, sql, report_id)}
        import sqlite3

        with sqlite3.connect(layout.database) as db:
            places = {table: locate(db, report_id, table) for table in TABLES}
        db.close()
        for cell in report.cells:
            assert published.pop(cell.path) == cell.value
            assert places[cell.table].pop((cell.row, cell.column)) == cell.locator
            raw, kind, unit = said.pop(cell.path, (str(cell.value), "number", None))
            assert (raw.strip(), kind, unit) == (cell.raw.strip(), cell.kind, cell.unit)
        assert not said
        assert not any(places.values())
        assert not any(value is not None for value in published.values())


def test_sections_and_problems_come_back_whole(layout: Layout) -> None:
    bodies = {x.url: x.body for x in varied()}
    for report_id, url in rows(layout, "SELECT id, url FROM reports WHERE status = 'parsed'"):
        report = parsers.parse(bodies[url], url=url)
        sql = "SELECT number, key, heading, text FROM sections WHERE report_id = ? ORDER BY position"
        assert rows(layout, sql, report_id) == [(s.number, s.key, s.heading, s.text) for s in report.sections]
        sql = "SELECT rule, severity, message, cells FROM problems WHERE report_id = ? ORDER BY position"
        found = [
            (rule, severity, message, tuple(json.loads(cells)))
            for rule, severity, message, cells in rows(layout, sql, report_id)
        ]
        assert found == [(p.rule, p.severity, p.message, p.cells) for p in report.problems]
    assert rows(layout, "SELECT count(*) FROM problems WHERE severity = 'error'")[0][0] > 0


def test_blank_slash_and_zero_are_three_things(layout: Layout) -> None:
    sql = "SELECT r.row, c.raw, c.kind FROM cells_not_plain AS c JOIN reports ON reports.id = c.report_id JOIN requests AS r"
    sql += " ON r.report_id = c.report_id AND r.row = c.row WHERE year = 2022 AND c.\"column\" = 'other' AND r.other IS NULL"
    assert sorted(rows(layout, sql)) == [("carried_over_in", "", "blank"), ("new_requests", "/", "slash")]
    zeros = "SELECT other FROM requests JOIN reports ON id = report_id WHERE year = 2023 AND row = 'new_requests'"
    assert rows(layout, zeros + f" AND url = '{SITE}/2023.html'") == [(0,)]


def test_the_region_comes_from_the_name_and_sites_tell_their_state(layout: Layout) -> None:
    assert set(rows(layout, "SELECT region_code, region_basis FROM reports WHERE url LIKE 'http%'")) == {
        ("220681", "agency_name")
    }
    found = rows(layout, "SELECT name, state, reports, last_visit FROM sites ORDER BY state DESC")
    assert found == [("临江市", "ok", 4, "2026-01-31T08:10:00Z"), ("青禾县", "declined", 0, None)]
    assert rows(layout, "SELECT sites, sites_reached, found FROM runs") == [(2, 1, 1)]


def test_first_and_last_sight_span_all_captures(layout: Layout) -> None:
    sql = f"SELECT first_seen_at, last_seen_at FROM reports WHERE url = '{SITE}/2023.html'"
    assert rows(layout, sql) == [("2026-01-31T08:01:00Z", "2026-01-31T08:08:00Z")]


def test_an_error_page_with_status_200_never_takes_the_place_of_a_report(tmp_path: Path) -> None:
    error = "<html><title>系统维护</title><p>网站维护中，请稍后访问</p></html>".encode()
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()), exchange(f"{SITE}/1", error, 5))
    built(layout)
    assert rows(layout, "SELECT year, status FROM reports") == [(2023, "parsed")]


def test_a_changed_report_shows_the_newest_and_keeps_the_earlier(tmp_path: Path) -> None:
    changed = page(changes={"proactive_disclosure/administrative_fees/amount_wan_yuan": "3.5"})
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()), exchange(f"{SITE}/1", changed, 5))
    built(layout)
    assert rows(layout, "SELECT value FROM proactive_disclosure WHERE row = 'administrative_fees'") == [(3.5,)]
    assert rows(layout, "SELECT role FROM report_captures ORDER BY role") == [("current",), ("earlier",)]


def test_a_parser_that_fails_makes_a_row_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(parsers, "parse", fails)
    layout = fill(tmp_path, exchange(f"{SITE}/1", page(), link_text=titled()))
    summary = built(layout)
    ((status, reason, year),) = rows(layout, "SELECT status, status_reason, year FROM reports")
    assert (status, year) == ("unreadable", 2023)
    assert "too deep" in reason
    assert summary.needs_eyes


def test_an_import_that_gives_no_report_is_named(tmp_path: Path) -> None:
    layout = fill(tmp_path, exchange("import:1/a.html", b"<p>x</p>", status=None, source="import", link_text="a"))
    summary = built(layout)
    assert [url for url, _, _ in summary.refused] == ["import:1/a.html"]
    assert summary.needs_eyes
    assert any("import:1/a.html" in line for line in summary.lines())
