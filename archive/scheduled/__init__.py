"""The scheduled run: crawl, build, check, export in one, resumable, and published in one step or not at all."""

from archive.scheduled.conduct import conduct, unusable
from archive.scheduled.stages import Stage

__all__ = ["Stage", "conduct", "unusable"]
