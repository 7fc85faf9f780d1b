"""What the run records say of earlier visits, as far as the next one hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from archive.revisits.rhythm import load_back_off, load_rhythms
from parsers.listings import identity

if TYPE_CHECKING:
    from archive.runs import RunRecord, SiteRun

RETRY_AFTER = "retry_after"
"""Name among a site's counts: seconds that its host asked to be left alone."""
_SLACK = 0.85
"""A nightly run does not start to the second, and a site's turn within it moves: this share of a rhythm is enough."""


@dataclass(slots=True)
class Visits:
    """The visits of one site: when the last began and ended, failures in a row, and visits in a row without news."""

    last: datetime | None = None
    ended: datetime | None = None
    failures: int = 0
    quiet: int = 0
    asked_for: int = 0

    def take_in(self, site: SiteRun) -> None:
        """One visit more, later than those before."""
        self.last = datetime.fromisoformat(site.started_at) if site.started_at else self.last
        self.ended = datetime.fromisoformat(site.finished_at) if site.finished_at else None
        self.asked_for = site.counts.get(RETRY_AFTER, 0)
        if site.state in load_back_off().states:
            self.failures += 1
            return
        self.failures = 0
        self.quiet = 0 if site.counts.get("new", 0) else self.quiet + 1

    def due_at(self, site: str, moment: datetime, rhythm: str = "") -> datetime | None:
        """From when on the site, named by the identity of its URL, is to be asked again, as it looks at `moment`; None is at once.

        A visit that was cut off does not count: the site is due.
        """
        if self.last is None or self.ended is None:
            return None
        if self.failures:
            return self.ended + load_back_off().wait(site, self.failures, self.asked_for)
        return self.last + load_rhythms()[rhythm or "usual"].wait(moment, self.quiet) * _SLACK


def add_visits(visits: dict[str, Visits], record: RunRecord) -> None:
    """Take in the visits of one run, later than those before, to those of every site by the identity of its URL."""
    for site in record.sites:
        visits.setdefault(identity(site.url), Visits()).take_in(site)
