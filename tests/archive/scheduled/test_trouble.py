"""What goes wrong around a run: it is told, by exit code and to people, and what stood before stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.layout import Layout
from archive.runs import RunRecord
from tests.support.archives import fill, page
from tests.support.command import gongkai
from tests.support.exchanges import exchange
from tests.support.small_web import put_site, run_command
from tests.support.web.server import running

Command = list[str | Path]


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An archive folder whose alarms go into a file."""
    layout = Layout(tmp_path / "data")
    layout.root.mkdir()
    told = json.dumps(f"cat >> {tmp_path}/told; echo >> {tmp_path}/told")
    layout.alerts.write_text(f'[told]\nkind = "command"\nrun = ["/bin/sh", "-c", {told}]\n')
    return layout


@pytest.fixture
def command(layout: Layout) -> Iterator[Command]:
    with running() as web:
        host = web.host("临江市")
        put_site(host, (2022, 2023))
        yield [*run_command(layout.root, host), "--export", "csv"]


def told(layout: Layout) -> list[dict[str, Any]]:
    """The messages since the last look."""
    path = layout.root.parent / "told"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [json.loads(line) for line in lines if line]


def test_whatever_breaks_off_a_run_is_a_failure_and_told(layout: Layout, command: Command) -> None:
    in_the_way = layout.run_state.with_name(f".{layout.run_state.name}.part")
    in_the_way.mkdir()  # not even the state of the run can be written
    assert gongkai(*command).returncode == 3
    assert ["IsADirectoryError" in message["text"] for message in told(layout)] == [True]
    in_the_way.rmdir()
    assert gongkai(*command).returncode == 0
    before = layout.published.resolve().read_bytes()

    layout.holds.write_text("[broken")  # a fault in a step of the run itself
    failed = gongkai(*command)
    assert (failed.returncode, "Traceback" in failed.stderr) == (3, True)
    assert layout.published.read_bytes() == before
    (message,) = told(layout)
    assert (message["rule"], message["cause"]) == ("failed", "judge")
    assert "JSONDecodeError" in message["text"]
    layout.holds.unlink()
    assert gongkai(*command).returncode == 0
    assert [message["kind"] for message in told(layout)] == ["over"]


def test_a_fault_in_a_command_is_no_finding(layout: Layout) -> None:
    fill(layout.root, exchange("http://www.linjiang.gov.cn/1", page()))
    layout.holds.write_text("[broken")
    failed = gongkai("build", "--archive", layout.root)
    assert (failed.returncode, "JSONDecodeError" in failed.stderr) == (3, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [("name,url\nx,not a place\n", "line 2"), ("name,url\n", "no site is listed"), (None, "cannot be read")],
)
def test_a_list_that_cannot_be_used_is_bad_use_and_told(
    layout: Layout, tmp_path: Path, content: str | None, said: str
) -> None:
    sites = tmp_path / "broken.csv"
    if content is not None:
        sites.write_text(content)
    done = gongkai("run", "--archive", layout.root, "--sites", sites)
    assert (done.returncode, "Traceback" in done.stderr, said in done.stderr) == (2, False, True)
    (message,) = told(layout)
    assert message["rule"] == "failed"
    assert said in message["text"]


def test_a_slip_of_the_pen_begins_no_archive(tmp_path: Path) -> None:
    done = gongkai("run", "--archive", tmp_path / "new", "--sites", tmp_path / "nothing.csv")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "new").exists()


def test_a_record_from_the_future_is_told_and_a_broken_ledger_begun_anew(layout: Layout, command: Command) -> None:
    layout.alarms.write_bytes(b"\xff\xfe{")
    RunRecord("20991231T000000000000Z", "2099-12-31T00:00:00Z", "2099-12-31T00:00:00Z", []).save(layout.runs)
    done = gongkai(*command)
    assert (done.returncode, "rings again" in done.stderr) == (1, True)
    (message,) = told(layout)
    assert (message["rule"], message["kind"]) == ("clock", "alarm")
    assert "20991231T" in message["text"]
    assert [alarm["finding"]["rule"] for alarm in json.loads(layout.alarms.read_text())["alarms"]] == ["clock"]
