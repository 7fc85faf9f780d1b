"""Reviewed reference data: the places of the People's Republic of China."""

from archive.reference.regions import Region, load_regions, region_named_in

__all__ = ["Region", "load_regions", "region_named_in"]
