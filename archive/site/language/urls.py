"""Addresses of the site's pages in the language of the page that links them."""

from __future__ import annotations

from typing import Any

from datasette.url_builder import Urls
from datasette.utils import PrefixedUrlString

from archive.site.language.speaking import PREFIX, is_english

SHARED = ("/assets/", "/-/static")
"""Files that are the same in both languages, so that a browser keeps one copy."""


class EnglishUrls(Urls):  # type: ignore[misc]
    """Datasette's builder of addresses, every page under ``/en``."""

    def path(self, path: str, format: str | None = None) -> Any:  # noqa: A002  Datasette's own name
        """The address of a path of the site."""
        if not isinstance(path, PrefixedUrlString) and not f"/{path.lstrip('/')}".startswith(SHARED):
            path = f"{PREFIX}/{path.lstrip('/')}"
        return super().path(path, format)


def urls_in(datasette: Any) -> Any:
    """The builder of addresses for the language of the page."""
    return EnglishUrls(datasette) if is_english() else Urls(datasette)
