"""`gongkai parse` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.wild import generate


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive", "parse", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_one_report_a_line_and_bad_files_named(tmp_path: Path) -> None:
    for seed in (1, 2):
        wild = generate(seed, medium="html")
        (tmp_path / f"{seed}.html").write_bytes(wild.body)
    (tmp_path / "empty.html").write_bytes(b"")
    done = run(tmp_path)
    assert done.returncode == 1
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2
    assert "empty.html" in done.stderr
    assert "Traceback" not in done.stderr


def test_good_files_end_with_zero(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(generate(3, medium="html").body)
    assert run(tmp_path / "a.html").returncode == 0


def test_a_missing_file_is_bad_use(tmp_path: Path) -> None:
    done = run(tmp_path / "none.html")
    assert done.returncode == 2
    assert "none.html" in done.stderr
