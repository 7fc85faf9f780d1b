"""List pages of government sites: links, titles, dates, paging by family, meta tags, frames and menus. Pure."""

from parsers.listings.files import is_file_link, is_picture
from parsers.listings.generic import probes
from parsers.listings.hrefs import absolute, canonical, identity, is_trap
from parsers.listings.model import Link, ListPage, Meta, Page, Probe
from parsers.listings.paging import MAX_PAGES
from parsers.listings.parts import article_pages, first_addresses, goes_on, part_number
from parsers.listings.reader import read_list, read_markup, read_report
from parsers.listings.shown import page_pictures

__all__ = [
    "MAX_PAGES",
    "Link",
    "ListPage",
    "Meta",
    "Page",
    "Probe",
    "absolute",
    "article_pages",
    "canonical",
    "first_addresses",
    "goes_on",
    "identity",
    "is_file_link",
    "is_picture",
    "is_trap",
    "page_pictures",
    "part_number",
    "probes",
    "read_list",
    "read_markup",
    "read_report",
]
