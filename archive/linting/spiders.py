"""Lint the spiders: Scrapy finds them with the project's settings, and each can be made."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from archive.linting.fault import Fault
from archive.scrapy_process import SCRAPY, scrapy_environment

WANTED = "reports"


def lint_spiders() -> Iterator[Fault]:
    """Faults that ``scrapy list`` shows, in a process of its own: this room does not import the crawler."""
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [*SCRAPY, "list"], capture_output=True, text=True, env=scrapy_environment(), check=False
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
