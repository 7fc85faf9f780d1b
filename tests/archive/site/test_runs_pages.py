"""Runs and health on the site: every site with its light, its reason and its mend; nothing of others' runs as markup."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from lxml import html

from archive.expectations import Finding
from archive.health import make_report
from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from archive.scheduled.alarms import Ledger
from archive.scheduled.state import Done, RunState, write_json
from archive.site.app import Site, open_site
from tests.archive.site.test_pages import assert_inert
from tests.support.archives import SITE, built, fill, varied

HOSTILE = "<script>alert(1)</script>"
RUN = "20260202T023000000000Z"


def _between(began: str, ended: str) -> dict[str, str]:
    return {"started_at": f"2026-02-02T02:{began}+00:00", "finished_at": f"2026-02-02T02:{ended}+00:00"}


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Two runs' worth of folder: a fine site, one that declines with hostile words, one held back; one report on them."""
    layout = fill(tmp_path_factory.mktemp("runs") / "data", *varied())
    fine = SiteRun(
        "临江市", f"{SITE}/", "ok", "4 reports", "220681", counts={"requests": 9}, **_between("30:05", "31:05")
    )
    shut = SiteRun(
        HOSTILE, "http://www.qinghe.gov.cn/", "declined", f"创宇盾 {HOSTILE}", "220682", **_between("30:05", "30:09")
    )
    RunRecord(RUN, "2026-02-02T02:30:00Z", "2026-02-02T02:40:00Z", [fine, shut]).save(layout.runs)
    built(layout)
    ledger = Ledger()
    findings = [
        Finding("unchecked", shut.url, "declined", "declined", HOSTILE),
        Finding("late", "220682", "2025: 0 份 of 3", "2025", "220682"),
    ]
    news = ledger.update(findings, RUN, "2026-02-02T02:40:00Z", judged=lambda _finding: True)
    state = RunState(RUN, "2026-02-02T02:30:00Z", "sites.csv", [Done("crawl", 1, 600.5), Done("publish", 0, 0.1)])
    report = make_report(layout, state, ledger, news, {"qinghe.gov.cn": "2026-02-02T02:30:00Z"}, 1)
    write_json(layout.run_reports / f"{RUN}.json", asdict(report))
    return layout


@pytest.fixture
async def site(layout: Layout) -> Site:
    opened = open_site(layout)
    await opened.invoke_startup()
    return opened


@pytest.mark.parametrize("path", ["/health", "/runs", f"/runs/{RUN}", "/en/health", "/en/runs", f"/en/runs/{RUN}"])
async def test_pages_answer_in_both_languages_and_are_inert(site: Site, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    root = html.fromstring(answer.text)
    assert root.get("lang") == ("en" if path.startswith("/en") else "zh-CN")
    assert_inert(root)


async def test_health_shows_the_worst_first_with_its_mend(site: Site) -> None:
    text = (await site.client.get("/health")).text
    root = html.fromstring(text)
    names = [row.findtext("td[1]/a") for row in root.xpath("//table[@class='sites']/tbody/tr")]
    assert names == [HOSTILE, "临江市"]
    assert "不作绕行" in text
    assert "2026-02-02 02:30 UTC" in text
    assert "到期未见年报" in text


async def test_a_run_says_what_was_asked_and_what_could_not_be_read(site: Site) -> None:
    text = (await site.client.get(f"/runs/{RUN}")).text
    assert "600.5 s" in text
    assert "2021.pdf" in text
    answer = await site.client.get(f"/runs/{RUN}.json")
    report = answer.json()
    found = {item["name"]: item for item in report["sites"]}
    assert (found["临江市"]["asked"], found["临江市"]["level"], found["临江市"]["seconds"]) == (9, "green", 60.0)
    assert (found[HOSTILE]["blocked_by"], found[HOSTILE]["level"]) == (f"创宇盾 {HOSTILE}", "amber")
    assert report == json.loads((site.gongkai.layout.run_reports / f"{RUN}.json").read_text(encoding="utf-8"))


async def test_metrics_are_prometheus_text(site: Site) -> None:
    answer = await site.client.get("/-/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert 'gongkai_sites{level="amber"} 1' in lines
    assert 'gongkai_stage_duration_seconds{stage="crawl"} 600.5' in lines
    assert 'gongkai_alarms_open{rule="late"} 1' in lines
    for line in lines:
        assert line.startswith("# ") or len(line.rsplit(" ", 1)) == 2
        assert line.startswith("# ") or float(line.rsplit(" ", 1)[1]) >= 0


async def test_without_runs_the_pages_say_so_and_no_other_file_is_a_run(tmp_path: Path) -> None:
    layout = fill(tmp_path / "data", *varied())
    built(layout)
    opened = open_site(layout)
    assert "还没有定时运行过" in (await opened.client.get("/health")).text
    assert (await opened.client.get("/runs")).status_code == 200
    for name in ("none", "..%2F..%2Fholds", "%2e%2e"):
        assert (await opened.client.get(f"/runs/{name}")).status_code in (302, 404)


async def test_runs_and_health_as_json_say_what_the_pages_say(site: Site) -> None:
    (run,) = (await site.client.get("/runs.json")).json()["runs"]
    health = (await site.client.get("/health.json")).json()
    whole = (await site.client.get(f"/runs/{RUN}.json")).json()
    assert health == whole
    assert {**run, "sites": whole["sites"], "regions": whole["regions"]} == whole
    assert {site["name"]: site["state"] for site in health["sites"]} == {HOSTILE: "declined", "临江市": "ok"}
