"""Lines that run close beside longer ones, as those of a box around a value inside its cell: no walls of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.readers.recognition.ruled import Line

_CLOSE = 0.7
"""In sizes; between lines that stand no farther apart there is no room for print."""
_LONGER = 1.3
"""By how many times the other line must be longer."""
_REACH = 0.35
"""In sizes; ends of lines are known no better."""


def without_doubles(lines: list[Line], size: float) -> list[Line]:
    """The lines across without those that run beside a longer one along all their length; `size` in pixels."""
    return [line for line in lines if not any(_is_double(line, other, size) for other in lines)]


def _is_double(line: Line, other: Line, size: float) -> bool:
    return (
        0 < abs(other.at - line.at) <= _CLOSE * size
        and other.end - other.start >= _LONGER * (line.end - line.start)
        and other.start - _REACH * size <= line.start
        and line.end <= other.end + _REACH * size
    )
