"""Run `gongkai` as users do: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from archive.cli import main; main(prog_name='gongkai')"]


def gongkai(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run([*PROGRAM, *map(str, arguments)], check=False, capture_output=True, text=True, timeout=300)
