"""`gongkai status` and `gongkai check`: what stands, what failed, what does not add up."""

import json
from pathlib import Path

import pytest

from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from tests.support.archives import SITE, built, fill, page, record_run, rows, varied
from tests.support.command import gongkai
from tests.support.exchanges import exchange


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = fill(tmp_path_factory.mktemp("status") / "data", *varied())
    record_run(layout)
    built(layout)
    return layout


def test_status_json_has_the_promised_shape(layout: Layout) -> None:
    done = gongkai("status", "--json", "--archive", layout.root)
    assert done.returncode == 0
    status = json.loads(done.stdout)
    names = ["name", "url", "state", "reason", "reports", "last_visit"]
    assert [list(site) for site in status["sites"]] == [names, names]
    assert [(s["name"], s["state"], s["reports"]) for s in status["sites"]] == [
        ("临江市", "ok", 4),
        ("青禾县", "declined", 0),
    ]
    assert status["captures"] == 8
    assert status["reports"] == {"parsed": 4, "unreadable": 1}
    assert status["last_run"]["id"] == "20260131T080000Z"
    assert [item["url"] for item in status["unread"]] == [f"{SITE}/2021.pdf"]


def test_status_reads_only_the_records_that_the_database_does_not_know(tmp_path: Path) -> None:
    layout = fill(tmp_path, *varied())
    record_run(layout)
    built(layout)
    (old,) = layout.runs.glob("*.json")
    old.write_text("not read again", encoding="utf-8")
    later = SiteRun("青禾县", "http://www.qinghe.gov.cn/", state="ok", finished_at="2026-02-02T08:00:00Z")
    RunRecord("20260202T080000Z", "2026-02-02T08:00:00Z", "2026-02-02T09:00:00Z", [later]).save(layout.runs)
    status = json.loads(gongkai("status", "--json", "--archive", layout.root).stdout)
    assert {site["name"]: site["state"] for site in status["sites"]}["临江市"] == "ok"
    assert {site["name"]: site["last_visit"] for site in status["sites"]}["青禾县"] == "2026-02-02T08:00:00Z"
    assert status["last_run"]["id"] == "20260202T080000Z"


def test_status_says_could_not_check_and_never_not_published(layout: Layout) -> None:
    said = gongkai("status", "--archive", layout.root).stdout
    assert "could not check: declined  创宇盾" in said
    assert "not published" not in said
    assert "pdf" in said


def test_status_before_anything_was_built(tmp_path: Path) -> None:
    fill(tmp_path, exchange(SITE, page()))
    done = gongkai("status", "--archive", tmp_path)
    assert done.returncode == 0
    assert "gongkai build" in done.stdout
    assert json.loads(gongkai("status", "--json", "--archive", tmp_path).stdout)["captures"] == 1


def test_check_prints_every_finding_and_says_so_with_its_code(layout: Layout) -> None:
    done = gongkai("check", "--json", "--severity", "info", "--archive", layout.root)
    assert done.returncode == 1
    every = [json.loads(line) for line in done.stdout.splitlines()]
    found = [item for item in every if item["report_id"] is not None]
    sources = [(item["rule"], item["severity"], item["agency"], item["cells"]) for item in every if item not in found]
    assert sources == [("SOURCE-UNCHECKED", "warning", "青禾县", [])]
    stored = rows(layout, "SELECT report_id, rule, severity, message, cells FROM problems ORDER BY report_id, position")
    assert [(f["report_id"], f["rule"], f["severity"], f["message"], f["cells"]) for f in found] == [
        (*row[:4], json.loads(row[4])) for row in stored
    ]
    plain = gongkai("check", "--severity", "error", "--archive", layout.root)
    assert plain.returncode == 1
    assert len(plain.stdout.splitlines()) == sum(row[2] == "error" for row in stored)
    assert "requests/new_requests/total" in plain.stdout


def test_check_is_content_where_all_adds_up(tmp_path: Path) -> None:
    built(fill(tmp_path, exchange(SITE, page())))
    assert gongkai("check", "--archive", tmp_path).returncode == 0


@pytest.mark.parametrize("command", ["status", "check"])
def test_bad_use_is_one_line(tmp_path: Path, command: str) -> None:
    done = gongkai(command, "--archive", tmp_path / "none")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_corrupt_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "gongkai.db").write_bytes(b"rubbish" * 1000)
    for command, code in (("status", 3), ("check", 2)):
        done = gongkai(command, "--archive", tmp_path)
        assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (code, 1, False)
