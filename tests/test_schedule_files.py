"""The schedules that are handed out call the command line as it is."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from archive.cli import main

SCHEDULES = Path(__file__).resolve().parent.parent / "docs" / "schedule"
CALL = re.compile(r"(?<![\w.-])(?:/opt/gongkai/\.venv/bin/)?gongkai +[a-z].*")
SHELL_ENDS = re.compile(r"\s*(?:>>|\|\||&&|2>|;).*$")


def text(name: str) -> str:
    return (SCHEDULES / name).read_text(encoding="utf-8")


def workflow() -> dict[Any, Any]:
    loaded = yaml.safe_load(text("github-actions.yml"))
    assert isinstance(loaded, dict)
    return loaded


def calls() -> dict[str, list[list[str]]]:
    """The arguments of every call of gongkai, by file."""
    unit = [line.removeprefix("ExecStart=") for line in text("gongkai.service").splitlines() if "ExecStart=" in line]
    cron = [line for line in text("crontab").splitlines() if line[:1].isdigit()]
    steps = [step.get("run", "") for job in workflow()["jobs"].values() for step in job["steps"]]
    lines = {"gongkai.service": unit, "crontab": cron, "github-actions.yml": "\n".join(steps).splitlines()}
    found = {
        name: [
            shlex.split(SHELL_ENDS.sub("", m[0]))[1:]
            for line in given
            if (m := CALL.match(line.strip())) or (name == "crontab" and (m := CALL.search(line)))
        ]
        for name, given in lines.items()
    }
    command = re.search(r"^CMD (\[.*\])$", text("Containerfile"), re.MULTILINE)
    assert command
    return {**found, "Containerfile": [yaml.safe_load(command[1])]}


@pytest.mark.parametrize("name", ["gongkai.service", "crontab", "github-actions.yml", "Containerfile"])
def test_every_call_is_one_that_the_command_line_takes(name: str) -> None:
    context = click.Context(main)
    found = calls()[name]
    assert any(arguments[0] == "run" for arguments in found)
    for arguments in found:
        command = main.get_command(context, arguments[0])
        assert command, arguments
        command.make_context(arguments[0], arguments[1:], parent=context)  # a usage error for what it does not take


def test_the_service_stops_as_a_run_stops_and_needing_eyes_is_no_failure() -> None:
    settings = text("gongkai.service").splitlines()
    for setting in ("KillSignal=SIGTERM", "TimeoutStopSec=30", "SuccessExitStatus=1"):
        assert setting in settings


def test_a_night_that_was_missed_is_made_up_for() -> None:
    settings = text("gongkai.timer").splitlines()
    assert {"OnCalendar=*-*-* 02:30:00", "Persistent=true"} <= set(settings)
    assert any(setting.startswith("RandomizedDelaySec=") for setting in settings)


def test_the_linter_of_workflows_has_nothing_to_say(tmp_path: Path) -> None:
    """Tags of GitHub's own actions may move; pinning them is left to whoever keeps them up to date, as the file says."""
    policy = tmp_path / "zizmor.yml"
    policy.write_text("rules: {unpinned-uses: {config: {policies: {'actions/*': ref-pin}}}}", encoding="utf-8")
    linter = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--config", str(policy)]
    done = subprocess.run([*linter, str(SCHEDULES / "github-actions.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    careless = tmp_path / "careless.yml"
    careless.write_text(text("github-actions.yml").replace("persist-credentials: false", ""), encoding="utf-8")
    assert subprocess.run([*linter, str(careless)], capture_output=True, check=False).returncode != 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_has_nothing_to_say_on_the_units(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("gongkai")
    for name in ("gongkai.service", "gongkai.timer"):
        (tmp_path / name).write_text(text(name).replace("/opt/gongkai/.venv/bin/gongkai", str(program)), "utf-8")
    call = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.glob("gongkai.*")))]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_two_workflows_never_write_one_archive_and_a_failure_is_not_swallowed() -> None:
    assert workflow()["concurrency"]["cancel-in-progress"] is False
    script = next(step["run"] for step in workflow()["jobs"]["run"]["steps"] if step.get("name") == "Run")
    assert script.rstrip().endswith('exit "$code"')
