"""Where things lie in an archive folder; the one place that knows the names. Crawl and build meet only here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths inside one archive folder (``--archive DIR``).

    A scheduled run prepares database and exports in a folder `release` of their own and swaps both in at once.
    """

    root: Path
    release: Path | None = None

    @property
    def warcs(self) -> Path:
        """Folder of gzipped WARC/1.1 files, append-only: the record of what was fetched or imported."""
        return self.root / "warc"

    @property
    def capture_index(self) -> Path:
        """SQLite index from capture id, URL and hash to WARC file and offset; can be rebuilt from the WARCs."""
        return self.root / "captures.db"

    @property
    def runs(self) -> Path:
        """Folder of run records, one JSON file a run, named by its UTC start time."""
        return self.root / "runs"

    @property
    def recalls(self) -> Path:
        """Folder of the records of crawls that asked web archives in the hosts' place; they say nothing of how a site stands."""
        return self.root / "runs" / "recalls"

    @property
    def database(self) -> Path:
        """The SQLite database: the published one, or the one that a run prepares."""
        return (self.release or self.root) / "gongkai.db"

    @property
    def published(self) -> Path:
        """The published SQLite database, also while a run prepares the next."""
        return self.root / "gongkai.db"

    @property
    def parsed(self) -> Path:
        """What the build has parsed already; may be deleted, the next build fills it again."""
        return self.root / "parsed.db"

    @property
    def staged(self) -> Path:
        """How the last build matched reports; may be deleted, the next build then looks at every capture again."""
        return self.root / "build.db"

    @property
    def holds(self) -> Path:
        """Hosts from which nothing new is published, and since when (JSON)."""
        return self.root / "holds.json"

    @property
    def regions(self) -> Path:
        """Places that this archive declares beside the national list (CSV); need not exist."""
        return self.root / "regions.csv"

    @property
    def decisions(self) -> Path:
        """What a reviewer decided about doubtful agencies of this archive (CSV); need not exist."""
        return self.root / "agency-decisions.csv"

    @property
    def doubts(self) -> Path:
        """Agencies whose place is doubtful and undecided, as of the last build, ready to be decided (CSV)."""
        return self.root / "agency-doubts.csv"

    @property
    def exports(self) -> Path:
        """Folder of prebuilt downloads: the published ones, or those that a run prepares."""
        return (self.release or self.root) / "exports"

    @property
    def releases(self) -> Path:
        """Folders that each hold one database and its exports; ``current`` points at the published one."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """Symbolic link to the published release. ``gongkai.db`` and ``exports`` are links through it."""
        return self.root / "current"

    @property
    def run_state(self) -> Path:
        """The run under way: which stages are done. Gone when the run has ended by itself."""
        return self.root / "run.json"

    @property
    def run_reports(self) -> Path:
        """Folder of reports on whole scheduled runs, one JSON file a run."""
        return self.root / "runs" / "reports"

    @property
    def alarms(self) -> Path:
        """The findings that are open, and the messages about them that are not delivered yet (JSON)."""
        return self.root / "alarms.json"

    @property
    def expectations(self) -> Path:
        """The archive's own rows of what sources must yield (CSV); may be missing."""
        return self.root / "expectations.csv"

    @property
    def alerts(self) -> Path:
        """Who is told of alarms, and how (TOML); may be missing."""
        return self.root / "alerts.toml"

    @property
    def metrics(self) -> Path:
        """Figures of the last run in the Prometheus text format."""
        return self.root / "metrics.prom"

    @property
    def run_log(self) -> Path:
        """One line of JSON for each scheduled run: when, how long, what came of it."""
        return self.root / "runs" / "run.log"

    @property
    def lock(self) -> Path:
        """Lock file of the one process that may write."""
        return self.root / "gongkai.lock"
