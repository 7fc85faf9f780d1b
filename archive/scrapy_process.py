"""Scrapy as a process of its own: this room starts the crawler and never imports it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import archive

SCRAPY = (sys.executable, "-m", "scrapy")
"""The program and its first arguments."""


def scrapy_environment() -> dict[str, str]:
    """The environment in which Scrapy finds the project's settings and code, from whatever folder it is started."""
    root = str(Path(archive.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONUNBUFFERED": "1", "PYTHONPATH": path}
