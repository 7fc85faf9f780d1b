"""Which format a file has, which module reads it, and what it may cost: all declared, in two tables."""

from __future__ import annotations

from parsers.formats.sniff import sniff
from parsers.formats.table import Format, Limits, can_recognise, load_limits

__all__ = ["Format", "Limits", "can_recognise", "load_limits", "sniff"]
