"""The state of an archive folder: sites, captures, reports, the last run, what failed and why."""

from archive.status.collect import ArchiveStatus, SiteStatus, collect

__all__ = ["ArchiveStatus", "SiteStatus", "collect"]
