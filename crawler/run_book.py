"""The run record on the disk while the run goes on, and its events for whoever watches."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from archive.clock import now
from archive.runs import RunRecord, SiteRun

if TYPE_CHECKING:
    from pathlib import Path

_SAVE_EVERY = 2.0  # seconds: a record of many sites is not written anew for each of them


class RunBook:
    """Collects the sites' records and saves them: at once for a few sites, every few seconds for many, and at the end."""

    def __init__(self, folder: Path, run_id: str | None, *, events: bool) -> None:
        started = now()
        self.record = RunRecord(run_id or started.strftime("%Y%m%dT%H%M%S%fZ"), started.isoformat(timespec="seconds"))
        self._folder = folder
        self._events = events
        self._saved_at = 0.0

    def start(self, sites: int) -> None:
        """The run begins."""
        self.record.save(self._folder)
        self._tell({"event": "start", "sites": sites, "run_id": self.record.run_id})

    def add(self, site: SiteRun) -> None:
        """A site is done, or as far as it will come."""
        self.record.sites.append(site)
        if time.monotonic() - self._saved_at >= _SAVE_EVERY:
            self.record.save(self._folder)
            self._saved_at = time.monotonic()
        new = site.counts.get("new", 0)
        told = {"name": site.name, "url": site.url, "state": site.state, "reason": site.reason}
        self._tell(
            {"event": "site", **told, "found": len(site.found), "new": new, "requests": site.counts.get("requests", 0)}
        )

    def page(self, url: str) -> None:
        """One more answer has come."""
        self._tell({"event": "page", "url": url})

    def finish(self, *, whole: bool) -> None:
        """The run ends; a run that was cut off has no end time."""
        self.record.finished_at = now().isoformat(timespec="seconds") if whole else ""
        self.record.save(self._folder)
        self._tell({"event": "end", "whole": whole})

    def _tell(self, event: dict[str, object]) -> None:
        if self._events:
            sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
            sys.stdout.flush()
