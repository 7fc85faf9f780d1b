"""The record of one crawl run: per site what was asked, found, skipped and refused, and why.

Written by the crawler, read by build, status and site. One JSON file a run in ``runs/``, named by its UTC start time.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SiteState = Literal["ok", "empty", "declined", "forbidden", "needs_script", "unreachable", "error"]
"""``ok`` and ``empty`` were reached; anything else means *could not check*."""


@dataclass(slots=True)
class Found:
    """A report page or file that was captured: where, under which list title, and which capture holds it.

    `listed` is the address that the list gives where that only sends on to `url`. `whole` is false while further pages of an
    article have not come.
    """

    url: str
    title: str
    kind: Literal["page", "file"]
    capture_id: str
    via: str | None = None
    is_new: bool = True
    listed: str | None = None
    whole: bool = True


@dataclass(slots=True)
class Left:
    """Something that was seen and not taken, or asked for and not given, with the reason in a few words."""

    url: str
    reason: str
    title: str = ""
    status: int | None = None


@dataclass(slots=True)
class SiteRun:
    """What one run did on one site. `counts` holds at least requests, lists, pages, files, new, unchanged.

    `fallbacks` says in words by what other way than the usual one a host was reached: old TLS, another scheme or name.
    """

    name: str
    url: str
    state: SiteState = "error"
    reason: str = ""
    region_code: str | None = None
    column_url: str | None = None
    started_at: str = ""
    finished_at: str = ""
    columns: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    skipped: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)
    fallbacks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RunRecord:
    """One run over a list of sites. `finished_at` is empty while it runs, or when it was cut off."""

    run_id: str
    started_at: str
    finished_at: str = ""
    sites: list[SiteRun] = field(default_factory=list)

    def save(self, folder: Path) -> Path:
        """Write the record beside its place and rename it there, so that no reader ever sees half of it."""
        return save_lines(self, map(site_line, self.sites), folder)


def site_line(site: SiteRun) -> str:
    """What the record says of one site, as a line of JSON."""
    return json.dumps(asdict(site), ensure_ascii=False)


def save_lines(record: RunRecord, sites: Iterable[str], folder: Path) -> Path:
    """`RunRecord.save` for a record whose sites are given as lines, one after the other, and never held all at once."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{record.run_id}.json"
    draft = path.with_suffix(".json.part")
    about = {"run_id": record.run_id, "started_at": record.started_at, "finished_at": record.finished_at}
    with draft.open("w", encoding="utf-8") as out:
        out.write(json.dumps(about, ensure_ascii=False)[:-1] + ', "sites": [')
        for number, line in enumerate(sites):
            out.write((",\n" if number else "\n") + line)
        out.write("\n]}\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    return path


def load_run(path: Path) -> RunRecord:
    """Read one run record."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    sites = [_site(site) for site in raw.pop("sites")]
    return RunRecord(sites=sites, **raw)


def load_runs(folder: Path) -> Iterator[RunRecord]:
    """All run records of a folder, oldest first."""
    for path in sorted(folder.glob("*.json")):
        yield load_run(path)


def _site(raw: dict[str, Any]) -> SiteRun:
    found = [Found(**item) for item in raw.pop("found")]
    skipped = [Left(**item) for item in raw.pop("skipped")]
    refused = [Left(**item) for item in raw.pop("refused")]
    return SiteRun(found=found, skipped=skipped, refused=refused, **raw)
