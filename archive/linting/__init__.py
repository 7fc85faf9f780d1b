"""Checks of what people write by hand, without network: site lists, families of content systems, spiders."""

from archive.linting.families import lint_families
from archive.linting.fault import Fault
from archive.linting.sites import SITES, lint_sites
from archive.linting.spiders import lint_spiders

__all__ = ["SITES", "Fault", "lint_families", "lint_sites", "lint_spiders"]
