"""By what reports can be narrowed down, declared once for export, search and site."""

from archive.filters.chosen import BadFilter, Chosen, parse
from archive.filters.model import Filter, index_columns, load_filters, report_tokens

__all__ = ["BadFilter", "Chosen", "Filter", "index_columns", "load_filters", "parse", "report_tokens"]
