"""All sites of the third web, by name."""

from __future__ import annotations

from tests.support.web.second.markup import Builder
from tests.support.web.third.odd_columns import ODD_COLUMNS
from tests.support.web.third.odd_links import ODD_LINKS
from tests.support.web.third.odd_pagers import ODD_PAGERS
from tests.support.web.third.odd_ways import ODD_WAYS

SITES: dict[str, Builder] = {
    builder.__name__: builder for builder in (*ODD_LINKS, *ODD_PAGERS, *ODD_WAYS, *ODD_COLUMNS)
}
