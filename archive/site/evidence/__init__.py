"""The captured page behind a number, made harmless and with that very cell marked."""

from archive.site.evidence.markup import harmless_html
from archive.site.evidence.paper import Paper, Sheets
from archive.site.evidence.plain import harmless_text

__all__ = ["Paper", "Sheets", "harmless_html", "harmless_text"]
