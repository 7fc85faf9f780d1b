"""The run record on the disk while the run goes on, and its events for whoever watches."""

from __future__ import annotations

import json
import sys
import time
import zlib
from typing import TYPE_CHECKING

from archive.clock import now
from archive.runs import RunRecord, SiteRun, save_lines, site_line

if TYPE_CHECKING:
    from pathlib import Path

    from archive.revisits import Due

_SAVE_EVERY = 2.0  # seconds: a record of many sites is not written anew for each of them
_NAMED = 20  # sites that are named among those left for later
_SHARE = 20  # times as long as writing took must have passed: the longer the record, the rarer


class RunBook:
    """Collects the sites' records and saves them: at once for a few sites, every few seconds for many, and at the end.

    Sites that are done are kept packed, so that memory hardly grows with what was found.
    """

    def __init__(self, folder: Path, run_id: str | None, *, events: bool) -> None:
        started = now()
        self._record = RunRecord(run_id or started.strftime("%Y%m%dT%H%M%S%fZ"), started.isoformat(timespec="seconds"))
        self._folder = folder
        self._events = events
        self._done: list[bytes] = []
        self._save_after = 0.0

    def start(self, sites: int) -> None:
        """The run begins."""
        self._save()
        self._tell({"event": "start", "sites": sites, "run_id": self._record.run_id})

    def chosen(self, only: str, listed: int, due: Due) -> None:
        """Which of the listed sites are visited, and until when the first of the others are left."""
        later = [{"name": site.name, "url": site.url, "at": at.isoformat(timespec="minutes")} for site, at in due.later]
        first = min((item["at"] for item in later), default="")
        told = {"listed": listed, "sites": len(due.now), "left": len(later), "first": first, "later": later[:_NAMED]}
        self._tell({"event": "chosen", "only": only, **told})

    def nothing(self) -> None:
        """There is no site to visit: that is no run, and leaves no record."""
        self._tell({"event": "end", "whole": True})

    def add(self, site: SiteRun) -> None:
        """A site is done, or as far as it will come."""
        self._done.append(zlib.compress(site_line(site).encode("utf-8"), 1))
        if time.monotonic() >= self._save_after:
            began = time.monotonic()
            self._save()
            self._save_after = time.monotonic() + max(_SAVE_EVERY, _SHARE * (time.monotonic() - began))
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
        self._record.finished_at = now().isoformat(timespec="seconds") if whole else ""
        self._save()
        self._tell({"event": "end", "whole": whole})

    def _save(self) -> None:
        save_lines(self._record, (zlib.decompress(line).decode("utf-8") for line in self._done), self._folder)

    def _tell(self, event: dict[str, object]) -> None:
        if self._events:
            sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
            sys.stdout.flush()
