"""Hosts below their floor: what they gave since then is kept in the captures and not published."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from archive.build.identity import host_of

if TYPE_CHECKING:
    from pathlib import Path

    from archive.captures import Capture


class Holds:
    """Host to the UTC time (ISO 8601) from which on its captures are held back."""

    def __init__(self, since: dict[str, str]) -> None:
        self.since = since
        self._moments = {host: datetime.fromisoformat(moment) for host, moment in since.items()}

    def keep_back(self, capture: Capture) -> bool:
        """Whether this capture must not be published yet."""
        if not self._moments:
            return False
        since = self._moments.get(host_of(capture.url))
        return since is not None and capture.captured_at >= since


def load_holds(path: Path) -> Holds:
    """The holds of an archive folder.

    Raises:
        ValueError: the file is no JSON object, or a time in it is none.
    """
    if not path.exists():
        return Holds({})
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Holds({str(host): str(since) for host, since in raw.items()})
