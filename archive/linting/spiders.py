"""Lint the spiders: Scrapy finds them with the project's settings, and each can be made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import archive
from archive.linting.fault import Fault

WANTED = "reports"


def lint_spiders() -> Iterator[Fault]:
    """Faults that ``scrapy list`` shows, in a process of its own: this room does not import the crawler."""
    root = str(Path(archive.__file__).resolve().parents[1])
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
    done = subprocess.run(  # our own interpreter
        [sys.executable, "-m", "scrapy", "list"], capture_output=True, text=True, env=environment, check=False
    )
    said = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode:
        yield Fault(
            "crawler/spiders", said[-1] if said else "scrapy list failed", "run scrapy list and mend what it names"
        )
    elif WANTED not in done.stdout.split():
        yield Fault(
            "crawler/spiders", f"Scrapy finds no spider {WANTED!r}", "look at SPIDER_MODULES in crawler/settings.py"
        )
