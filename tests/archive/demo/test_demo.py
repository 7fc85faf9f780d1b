"""`gongkai demo` from end to end: real servers, a real crawl, a real database, against what the miniature web holds."""

import json
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.demo.model import TrueReport, Web
from archive.demo.web import build

REQUESTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other",
    "total",
)
DISPUTES = ("upheld", "corrected", "other_outcome", "pending", "total")


@dataclass
class Outcome:
    folder: Path
    done: subprocess.CompletedProcess[str]
    web: Web


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from archive.cli import main; main()", "demo", *arguments]
    return subprocess.run(program, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("demo") / "archive"
    done = demo("--no-serve", "--web-port", "0", "--archive", str(folder))
    port = json.loads((folder / "DEMO.json").read_text(encoding="utf-8"))["web_port"]
    sites = build().sites
    return Outcome(folder, done, build(origins=[f"http://{site.host}:{port}" for site in sites]))


@pytest.fixture
def db(outcome: Outcome) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(outcome.folder / "gongkai.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_it_ends_well_and_says_so(outcome: Outcome) -> None:
    assert outcome.done.returncode == 0, outcome.done.stdout[-3000:] + outcome.done.stderr[-3000:]
    cells = f"{outcome.web.truth.cells:,}"
    assert f"{cells} 个数字中 {cells} 个读对" in outcome.done.stdout
    assert f"{len(outcome.web.truth.reports)} 份报告" in outcome.done.stdout


def test_every_report_and_no_other(outcome: Outcome, db: sqlite3.Connection) -> None:
    reports = {url: report for report in outcome.web.truth.reports for url in report.addresses}
    rows = list(db.execute("SELECT url, agency, year FROM reports"))
    assert {row["url"] for row in rows} <= reports.keys()
    found = sorted((row["agency"], row["year"]) for row in rows)
    assert found == sorted((report.agency, report.year) for report in outcome.web.truth.reports)
    assert all((reports[row["url"]].agency, reports[row["url"]].year) == (row["agency"], row["year"]) for row in rows)


def test_every_report_says_what_it_is(outcome: Outcome, db: sqlite3.Connection) -> None:
    rows = {row["url"]: row for row in db.execute("SELECT * FROM reports")}
    for report in outcome.web.truth.reports:
        if not report.is_file:
            row = rows[report.url]
            told = (row["title"], row["form"], row["published_on"], row["status"], row["source"])
            assert told == (report.title, report.form, report.published_on, "parsed", "live")


def test_every_number_is_right(outcome: Outcome, db: sqlite3.Connection) -> None:
    for report in outcome.web.truth.reports:
        assert cells_of(db, report) == {
            cell.path: cell.value if cell.kind == "number" else cell.kind
            for cell in (*report.cells, *report.file_cells)
        }, report.title


def cells_of(db: sqlite3.Connection, report: TrueReport) -> dict[str, float | str]:
    """Numbers and kinds of one report, by table/row/column."""
    (key,) = db.execute(
        "SELECT id FROM reports WHERE url IN (?, ?)", (report.addresses[0], report.addresses[-1])
    ).fetchone()
    query = 'SELECT "row", "column", value FROM proactive_disclosure WHERE report_id = ? AND value IS NOT NULL'
    found: dict[str, float | str] = {
        f"proactive_disclosure/{row}/{column}": value for row, column, value in db.execute(query, (key,))
    }
    for table, columns in (("requests", REQUESTS), ("reconsideration_and_litigation", DISPUTES)):
        for line in db.execute(f"SELECT * FROM {table} WHERE report_id = ?", (key,)):
            found |= {f"{table}/{line['row']}/{column}": line[column] for column in columns if line[column] is not None}
    query = 'SELECT "table", "row", "column", kind FROM cells_not_plain WHERE report_id = ? AND kind != "number"'
    odd = {f"{table}/{row}/{column}": kind for table, row, column, kind in db.execute(query, (key,))}
    assert not odd.keys() & found.keys()
    return found | odd


def test_units_of_money_are_kept(outcome: Outcome, db: sqlite3.Connection) -> None:
    query = """SELECT unit FROM proactive_disclosure JOIN reports ON reports.id = report_id
               WHERE url = ? AND "row" = 'centralized_procurement' AND "column" = 'procurement_amount'"""
    stated = [(report, cell) for report in outcome.web.truth.reports for cell in report.cells if cell.unit]
    assert len(stated) > 5
    for report, cell in stated:
        assert db.execute(query, (report.url,)).fetchone()["unit"] == cell.unit


def test_sections_are_whole(outcome: Outcome, db: sqlite3.Connection) -> None:
    query = "SELECT key, heading, text FROM sections JOIN reports ON reports.id = report_id WHERE url IN (?, ?)"
    for report in outcome.web.truth.reports:
        found = {
            row["key"]: (squeeze(row["heading"]), squeeze(row["text"]))
            for row in db.execute(query, (report.addresses[0], report.addresses[-1]))
        }
        for section in report.sections:
            assert found[section.key] == (squeeze(section.heading), squeeze("".join(section.paragraphs)))


def squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def test_wrong_arithmetic_is_named_and_nothing_else(outcome: Outcome, db: sqlite3.Connection) -> None:
    query = (
        "SELECT url, rule, problems.cells FROM problems JOIN reports ON reports.id = report_id WHERE severity = 'error'"
    )
    named = [(row["url"], row["rule"], json.loads(row["cells"])) for row in db.execute(query)]
    expected = [
        (report.url, rule, slip.path)
        for report in outcome.web.truth.reports
        for slip in report.slips
        for rule in slip.rules
    ]
    assert sorted((url, rule) for url, rule, _ in named) == sorted((url, rule) for url, rule, _ in expected)
    for url, rule, path in expected:
        assert any(path in cells for u, r, cells in named if (u, r) == (url, rule))
        assert f"{rule}: " in outcome.done.stdout


def test_sites_that_could_not_be_checked_are_named(outcome: Outcome, db: sqlite3.Connection) -> None:
    states = {row["url"]: row["state"] for row in db.execute("SELECT url, state FROM sites")}
    assert states == {site.url: site.state for site in outcome.web.sites}
    for site in outcome.web.sites:
        if site.state != "ok":
            assert site.name in outcome.done.stdout


def test_what_robots_txt_forbids_was_never_asked_for(outcome: Outcome, db: sqlite3.Connection) -> None:
    captured = {row["url"] for row in db.execute("SELECT url FROM captures")}
    assert captured >= {report.url for report in outcome.web.truth.reports}
    assert not captured & set(outcome.web.truth.forbidden)


def test_a_second_run_takes_up_the_archive_and_serves_it(outcome: Outcome) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-c", "from archive.cli import main; main()", "demo", "--port", str(port)]
    with subprocess.Popen([*program, "--archive", str(outcome.folder)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = []
        for line in running.stdout:
            said.append(line)
            if f":{port}/" in line:
                break
        try:
            assert f"{len(outcome.web.truth.reports)} 份报告" in "".join(said)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert answer.status == 200
                assert "云溪市" in answer.read().decode()
            with urllib.request.urlopen(outcome.web.truth.reports[0].url) as answer:  # the source stays within reach
                assert answer.status == 200
        finally:
            running.terminate()
        assert running.wait() == 0


def test_a_folder_with_real_data_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "gongkai.db").write_bytes(b"real")
    done = demo("--no-serve", "--archive", str(tmp_path))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--archive" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["gongkai.db"]


def test_another_port_for_the_same_demo_is_refused(outcome: Outcome) -> None:
    done = demo("--no-serve", "--web-port", "1", "--archive", str(outcome.folder))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


def test_a_busy_port_is_one_clear_line_before_any_work(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for option in (("--port", port), ("--no-serve", "--web-port", port)):
            done = demo(*option, "--archive", str(tmp_path / "archive"))
            assert (done.returncode, len(done.stderr.strip().splitlines())) == (3, 1)
            assert port in done.stderr
            assert not (tmp_path / "archive").exists()
