"""The health of the archive's sources: reports on runs, a colour for each site and region, and figures for monitoring."""

from archive.health.model import RegionHealth, RunReport, SiteHealth, load_report, report_paths
from archive.health.report import make_report, unreadable

__all__ = ["RegionHealth", "RunReport", "SiteHealth", "load_report", "make_report", "report_paths", "unreadable"]
