"""Names of units as menus and grids print them, and the words of a bare download link."""

from __future__ import annotations

from parsers.recognition.text import normalise, pattern

_LONGEST = 20


def is_unit_name(text: str) -> bool:
    """Whether a link's text is the name of a department, town or other unit, and nothing more."""
    clean = normalise(text)
    return 2 <= len(clean) <= _LONGEST and bool(pattern("unit", "name").search(clean)) and not _never(clean)


def _never(clean: str) -> bool:
    return pattern("unit", "never").search(clean) is not None


def is_download_word(text: str) -> bool:
    """Whether a link's text only says that something can be downloaded or looked at; true for an empty one."""
    return pattern("unit", "download").match(normalise(text)) is not None


def is_more_word(text: str) -> bool:
    """Whether a link's text only says that there is more of what its block shows."""
    return pattern("unit", "more").match(normalise(text)) is not None


def is_way_in(text: str) -> bool:
    """Whether a link's text only leads past a splash page: 中文版, 进入网站."""
    return pattern("column", "entrance").search(normalise(text)) is not None
