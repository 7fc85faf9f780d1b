"""The state of a site at the end of its walk, and the reason in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from archive.clock import now
from archive.revisits.rhythm import load_back_off
from archive.revisits.visits import RETRY_AFTER

if TYPE_CHECKING:
    from archive.runs import SiteRun, SiteState
    from crawler.walk.hosts import Host
    from crawler.walk.site import SiteWalk


def conclude(walk: SiteWalk, live: int, cut_off: str) -> SiteRun:
    """Fill in state, reason, counts and end time. `live` counts what this run itself saw, not what is kept from before."""
    run = walk.ledger.run
    run.state, run.reason = _state(walk, live, cut_off)
    run.reason = "; ".join([run.reason, *run.fallbacks])
    run.counts = {name: count for name, count in walk.ledger.counts.items() if isinstance(count, int)} | {"seen": live}
    if (asked_for := walk.hosts.of(walk.home).asked_for) and run.state in load_back_off().states:
        run.counts[RETRY_AFTER] = asked_for
    run.finished_at = "" if cut_off else now().isoformat(timespec="seconds")
    return run


def _state(walk: SiteWalk, live: int, cut_off: str) -> tuple[SiteState, str]:
    found = len(walk.ledger.run.found)
    here = f"{found} report pages and files" if found else "nothing found"
    if cut_off:
        return "error", f"{cut_off}; so far {here}"
    host = walk.hosts.of(walk.home)
    if host.refusal:
        return host.refusal, _also(host, found)
    if walk.home_trouble and not live:
        return cast("SiteState", walk.home_trouble[0]), walk.home_trouble[1]
    if live:
        return _found(walk, found)
    return _nothing(walk)


def _also(host: Host, found: int) -> str:
    return host.reason + (f"; {found} report pages and files are kept from before" if found else "")


def _found(walk: SiteWalk, found: int) -> tuple[SiteState, str]:
    counts = walk.ledger.counts
    reason = f"{found} report pages and files, {counts['new']} of them new"
    if counts["forbidden"]:
        reason += f"; {counts['forbidden']} addresses forbidden by robots.txt"
    if counts["refused"] > counts["forbidden"]:
        reason += f"; {counts['refused'] - counts['forbidden']} addresses gave nothing"
    if counts["cut_short"]:
        reason += f"; stopped at the budget of {walk.max_pages} requests"
    return "ok", reason


def _nothing(walk: SiteWalk) -> tuple[SiteState, str]:
    counts = walk.ledger.counts
    if counts["cut_short"]:
        return "error", f"the budget of {walk.max_pages} requests was spent before a report was found"
    refusing = next((host for host in walk.hosts_used() if host.refusal), None)
    if refusing is not None and refusing.refusal:
        return refusing.refusal, refusing.reason
    if counts["forbidden"]:
        return "forbidden", "robots.txt forbids the pages that may hold reports"
    if walk.needs_script:
        return "needs_script", "a page on the way is an empty shell that a script would fill"
    broken = next((left for left in walk.ledger.run.refused if not left.reason.startswith("not there")), None)
    if broken is not None:
        return "error", f"could not be checked: {broken.url}: {broken.reason}"
    gone = f"; {counts['refused']} addresses on the way are not there" if counts["refused"] else ""
    if walk.ledger.run.columns:
        return "empty", f"the report column was reached, and no report stands in it{gone}"
    return "empty", f"the site was reached, and no report column was found{gone}"
