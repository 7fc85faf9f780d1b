"""Two languages of one site: Chinese at ``/…``, English at ``/en/…``; the same pages, the same data."""

from archive.site.language.speaking import both, current, is_english, other_language, say, speak, this_page
from archive.site.language.urls import urls_in

__all__ = ["both", "current", "is_english", "other_language", "say", "speak", "this_page", "urls_in"]
