"""All sites of the second web, by name."""

from __future__ import annotations

from tests.support.web.second.hanweb_families import HANWEB
from tests.support.web.second.layouts import LAYOUTS
from tests.support.web.second.markup import Builder
from tests.support.web.second.more_layouts import MORE_LAYOUTS
from tests.support.web.second.platform_families import PLATFORMS
from tests.support.web.second.static_families import STATIC

SITES: dict[str, Builder] = {
    builder.__name__: builder for builder in (*STATIC, *HANWEB, *PLATFORMS, *LAYOUTS, *MORE_LAYOUTS)
}
