"""Lines that hold one another up: what reaches from line to line, or is long and meets one, is a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.recognition.ruled import Line

_LONG_ACROSS, _LONG_DOWN = 5.0, 1.8
"""In sizes; a line that meets another at one place only is at least so long. Strokes of neighbouring characters make one
line across, never one down."""
TOUCH = 0.35
"""In sizes; ends of lines that are no farther from another line meet it."""

_FACING = 4.0
"""In sizes; ends of one line that are no farther from one another face one another."""


def kept(across: list[Line], down: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines that hold one another up; `size` in pixels."""
    while True:
        kept_across = [one for one in across if _is_held(one, down, _LONG_ACROSS * size, size)]
        kept_down = [one for one in down if _is_held(one, kept_across, _LONG_DOWN * size, size)]
        if len(kept_across) == len(across) and len(kept_down) == len(down):
            return across, down
        across, down = kept_across, kept_down


def ends_met(line: Line, others: Sequence[Line], size: float) -> tuple[bool, bool]:
    """Whether lines of the other direction stand at its start, and at its end."""
    touch = TOUCH * size
    near = touch + line.thick / 2
    meets = [one for one in others if one.start - near <= line.at <= one.end + near]
    at_start = any(abs(one.at - line.start) <= touch + one.thick / 2 for one in meets)
    at_end = any(abs(one.at - line.end) <= touch + one.thick / 2 for one in meets)
    return at_start, at_end


def cut_back(lines: list[Line], walls: Sequence[Line], others: Sequence[Line], size: float) -> list[Line]:
    """The lines, of which `walls` are parts, without ends that go on past the walls and the last of the `others` that they meet.

    Ends that face one another stay: something between them hides the wall.
    """
    return [_cut_back(line, lines, [one for one in walls if _is_part(one, line)], others, size) for line in lines]


def _is_part(wall: Line, line: Line) -> bool:
    return _is_in_line(wall, line) and line.start <= wall.start and wall.end <= line.end


def _is_in_line(a: Line, b: Line) -> bool:
    return abs(a.at - b.at) <= a.thick + 1


def _cut_back(line: Line, lines: Sequence[Line], walls: Sequence[Line], others: Sequence[Line], size: float) -> Line:
    near = TOUCH * size + line.thick / 2
    met = [one.at for one in others if one.start - near <= line.at <= one.end + near]
    met = [at for at in met if line.start - near <= at <= line.end + near]
    starts, ends = [*(one.start for one in walls), *met], [*(one.end for one in walls), *met]
    along = [one for one in lines if _is_in_line(line, one)]
    starts += [line.start for one in along if 0 < line.start - one.end <= _FACING * size]
    ends += [line.end for one in along if 0 < one.start - line.end <= _FACING * size]
    return line._replace(
        start=max(line.start, min(starts, default=line.start)), end=min(line.end, max(ends, default=line.end))
    )


def _is_held(line: Line, others: Sequence[Line], long: float, size: float) -> bool:
    """Whether a line reaches from one line across it to another, or is long and meets one."""
    ends = ends_met(line, others, size)
    if line.end - line.start < long:
        return all(ends)
    near = TOUCH * size + line.thick / 2
    return any(ends) or any(
        line.start <= one.at <= line.end for one in others if one.start - near <= line.at <= one.end + near
    )
