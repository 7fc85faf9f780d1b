"""Where things lie in an archive folder; the one place that knows the names. Crawl and build meet only here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths inside one archive folder (``--archive DIR``)."""

    root: Path

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
    def database(self) -> Path:
        """The published SQLite database."""
        return self.root / "gongkai.db"

    @property
    def parsed(self) -> Path:
        """What the build has parsed already; may be deleted, the next build fills it again."""
        return self.root / "parsed.db"

    @property
    def exports(self) -> Path:
        """Folder of prebuilt downloads."""
        return self.root / "exports"

    @property
    def run_log(self) -> Path:
        """One line of JSON for each scheduled run: when, how long, what came of it."""
        return self.root / "runs" / "run.log"

    @property
    def lock(self) -> Path:
        """Lock file of the one process that may write."""
        return self.root / "gongkai.lock"
