"""The time of day, for all that records it; a drill may move it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

SHIFT = "GONGKAI_CLOCK_SHIFT"
"""Environment variable: seconds by which the clock is moved, for rehearsing a season in minutes."""


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC) + timedelta(seconds=float(os.environ.get(SHIFT, "0")))
