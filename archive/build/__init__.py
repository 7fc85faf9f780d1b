"""Build: captures to the published database."""

from archive.build.database import BuildError
from archive.build.provenance import locate
from archive.build.run import build
from archive.build.summary import Summary

__all__ = ["BuildError", "Summary", "build", "locate"]
