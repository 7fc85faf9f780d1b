"""Reviewed reference data: the places of the People's Republic of China, and whose an agency is."""

from archive.reference.agencies import Body, identify
from archive.reference.credit import elsewhere
from archive.reference.decisions import COLUMNS, Decision, Decisions
from archive.reference.gazetteer import Gazetteer, government_name
from archive.reference.regions import Region, RegionsError, load_names, load_regions, read_own
from archive.reference.resolve import Hints, Place, resolve

__all__ = [
    "COLUMNS",
    "Body",
    "Decision",
    "Decisions",
    "Gazetteer",
    "Hints",
    "Place",
    "Region",
    "RegionsError",
    "elsewhere",
    "government_name",
    "identify",
    "load_names",
    "load_regions",
    "read_own",
    "resolve",
]
