"""The indicators of the archive: counts and shares by year, declared in ``indicators.toml``, and the SQL that makes them."""

from archive.indicators.model import Count, Indicators, Share, load_indicators
from archive.indicators.sql import fill_agency_years, fill_sums, fill_totals

__all__ = ["Count", "Indicators", "Share", "fill_agency_years", "fill_sums", "fill_totals", "load_indicators"]
