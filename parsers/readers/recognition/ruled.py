"""Drawn lines of a straightened page: thin, long and dark, gaps and noise notwithstanding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from parsers.readers.recognition.beside import without_doubles
from parsers.readers.recognition.holding import cut_back, kept
from parsers.readers.recognition.reaching import reaching
from parsers.readers.recognition.strokes import without_strokes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from parsers.readers.recognition.picture import Gray

    Mask = NDArray[np.uint8]

_USUAL, _BOLD = 0.45, 0.8
"""In sizes of the print; what is thicker is no line. The usual bound keeps double lines apart."""
_BOLD_LENGTH = 8.0
"""In sizes; a line that is thicker than usual is at least so long."""
_WIDEST_SIGN = 4.0
"""In sizes; lines that reach no farther are strokes of large print."""
_SMOOTH = 0.55
"""In sizes; darkness is averaged so far along a line, which bridges gaps and dots and drowns noise."""
_DARKER = 22
"""Grey values by which a line is darker than what stands beside it."""
_SHORT = 1.25
"""In sizes; a line that reaches from one line to another is at least so long."""
_GRAIN = 5
"""Pixels along a line that are looked at together: dots become a line, grain averages out."""
_CROSSING = 9
"""Pixels; for so long a line does not stand out where another crosses it."""
_ABOVE_NOISE = 2.2
_EVEN = 0.6
"""Of a line's usual darkness; where it is fainter it ends."""
_ASIDE = 0.13
"""In sizes; parts of one line stand no farther beside one another."""
_FAINT = 8.0
"""In sizes; a line may be faint for so long."""
_BREACH = 0.7
"""In sizes; a line may be gone for so long, as where the ring of a seal crosses it."""
_VISIBLE = 0.75
"""Share of a faint part in which there must be something of the line."""
_ALONE = 1.5
"""By how many times a faint part is darker than what stands on one side of it: strokes of characters stand among others."""


class Line(NamedTuple):
    """A line: where it stands across its direction, start and end along it, its thickness; pixels."""

    at: float
    start: float
    end: float
    thick: float


class Lines(NamedTuple):
    """The lines of a page, and the pixels that they cover (255)."""

    across: list[Line]
    down: list[Line]
    mask: Mask


def find_lines(gray: Gray, ink: Mask, size: float) -> Lines:
    """All lines of a page whose print is `size` pixels high and whose `ink` (1) is known."""
    dark_across, dark_down = _darkness(gray, _USUAL * size), _darkness(gray.T, _USUAL * size)
    runs_across, runs_down = _runs(dark_across, size), _runs(dark_down, size)
    across = _candidates(dark_across, size, runs_down.T) + _bold(gray, size, runs_down.T)
    down = _candidates(dark_down, size, runs_across.T) + _bold(gray.T, size, runs_across.T)
    walls = _walls(across, down, ink, size)
    across = _joined(_grown(walls[0], across, dark_across, size), dark_across, size)
    down = _joined(_grown(walls[1], down, dark_down, size), dark_down, size)
    across, down = cut_back(across, walls[0], down, size), cut_back(down, walls[1], across, size)
    across, down = reaching(across, down, ink, size), reaching(down, across, ink.T, size)
    across, down = _walls(across, down, ink, size)
    small = _small(_drawn(across, down, gray.shape), size)
    across = [line for line in across if not small[_middle(line)]]
    down = [line for line in down if not small[_middle(line)[::-1]]]
    mask = _drawn(across, down, gray.shape)
    return Lines(without_doubles(across, size), without_doubles(down, size), mask)


def _walls(across: list[Line], down: list[Line], ink: Mask, size: float) -> tuple[list[Line], list[Line]]:
    """The lines that hold one another up and are no strokes of characters."""
    across, down = kept(across, down, size)
    text = np.where(_drawn(across, down, ink.shape) > 0, np.uint8(0), ink)
    firm = without_strokes(across, down, text, size), without_strokes(down, across, text.T, size)
    return kept(*firm, size)


def _drawn(across: list[Line], down: list[Line], shape: tuple[int, ...]) -> Mask:
    """The pixels (255) that lines cover."""
    mask = np.zeros(shape, np.uint8)
    for line in across:
        _draw(mask, line)
    for line in down:
        _draw(mask.T, line)
    return mask


def _small(mask: Mask, size: float) -> NDArray[np.bool_]:
    """The pixels of lines that together make nothing larger than a character."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, np.ones((3, 3), np.uint8)))
    sides = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].max(axis=1)
    found: NDArray[np.bool_] = (sides < _WIDEST_SIGN * size)[labels]
    return found


def _middle(line: Line) -> tuple[int, int]:
    return round(line.at), round((line.start + line.end) / 2)


def _bold(gray: Gray, size: float, crossed: Mask) -> list[Line]:
    """Lines too thick to be seen among the usual ones; they are long."""
    found = _candidates(_darkness(gray, _BOLD * size), size, crossed, _BOLD)
    return [line for line in found if line.thick > 0.7 * _USUAL * size and line.end - line.start > _BOLD_LENGTH * size]


def _darkness(gray: Gray, thickest: float) -> Mask:
    """By how much each pixel, with those beside it in its row, is darker than what is above and below."""
    kernel = np.ones((max(3, round(thickest)) // 2 * 2 + 3, 1), np.uint8)
    calm = cv2.blur(np.ascontiguousarray(gray), (_GRAIN, 1))
    return cv2.morphologyEx(calm, cv2.MORPH_BLACKHAT, kernel).astype(np.uint8)


def _draw(mask: Mask, line: Line) -> None:
    half = line.thick / 2 + 1
    rows = slice(max(0, round(line.at - half)), round(line.at + half) + 1)
    mask[rows, max(0, round(line.start) - 1) : round(line.end) + 2] = 255


def _runs(dark: Mask, size: float) -> Mask:
    """The pixels (1) of all that is dark along a row for at least `_SHORT`."""
    return _long(_marked(dark, size)[0], size)


def _marked(dark: Mask, size: float) -> tuple[Mask, float]:
    """The pixels (1) around which a row is dark on average, and the darkness from which it is."""
    limit = max(_DARKER, _ABOVE_NOISE * float(np.median(dark)))
    along = max(3, round(_SMOOTH * size)) | 1
    return (cv2.blur(dark, (along, 1)) > limit).astype(np.uint8), limit


def _long(mask: Mask, size: float) -> Mask:
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, _shortest(size)), np.uint8)).astype(np.uint8)


def _shortest(size: float) -> int:
    return max(8, round(_SHORT * size))


def _candidates(dark: Mask, size: float, crossed: Mask, thickest: float = _USUAL) -> list[Line]:
    """Lines across, longer than `_SHORT` and no thicker than `_USUAL`, or another bound; in sizes.

    A line does not stand out where another crosses it: at the pixels `crossed` (1) it goes on.
    """
    thickest *= size
    mask, limit = _marked(dark, size)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, _CROSSING), np.uint8))
    crossed = cv2.dilate(crossed, np.ones((1, 3), np.uint8)).astype(np.uint8)
    mask = np.where(crossed > 0, closed, mask).astype(np.uint8)
    opened = _long(mask, size)
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = []
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        thick = area / width
        if thick <= thickest and height <= max(thickest, 6) + width / 100:
            box = (slice(y, y + height), slice(x, x + width))
            over = np.asarray(crossed[box].max(axis=0) > 0)
            found += _solid(dark[box], over, (x, y), thick, _shortest(size), limit)
    return found


def _solid(
    strip: Mask, over: NDArray[np.bool_], corner: tuple[int, int], thick: float, shortest: float, limit: float
) -> list[Line]:
    """The parts of a strip in which a line runs without a gap; where another line is `over` it, it runs."""
    columns = np.arange(strip.shape[1])
    weights = strip.astype(np.float64) ** 2 + 1e-3
    centres = (weights * np.arange(len(strip))[:, None]).sum(axis=0) / weights.sum(axis=0)
    slope, start = np.polyfit(columns, centres, 1, w=strip.max(axis=0) + 1.0)
    half = max(1, round(thick / 2))
    middle = np.round(slope * columns + start).astype(np.int64)
    near = [strip[np.clip(middle + off, 0, len(strip) - 1), columns] for off in range(-half, half + 1)]
    found = []
    for first, last in _even(np.max(near, axis=0), over, shortest, limit):
        at = slope * (first + last) / 2 + start
        found.append(Line(corner[1] + at, corner[0] + first, corner[0] + last - 1, thick))
    return found


def _even(profile: Mask, over: NDArray[np.bool_], shortest: float, limit: float) -> Iterator[tuple[int, int]]:
    """Where a line of even darkness starts and ends; what is left may be a paler or dotted line that goes on from a dark one."""
    level = max(limit, _EVEN * float(np.median(profile)))
    found = _stretches((profile > level) | over, shortest)
    yield from found
    if not found or level <= limit:
        return
    left = np.ones(len(profile), np.bool_)
    for first, last in found:
        left[first:last] = False
    for first, last in _stretches(left, shortest):
        for a, b in _even(profile[first:last], over[first:last], shortest, limit):
            yield first + a, first + b


def _stretches(mask: NDArray[np.bool_], shortest: float) -> list[tuple[int, int]]:
    """Where the mask is true for at least so long: start, and end outside."""
    filled = np.concatenate(([False], mask, [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1]).tolist()
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= shortest]


def _grown(walls: list[Line], found: list[Line], dark: Mask, size: float) -> list[Line]:
    """The walls with those of the lines found in which they go on: a part of a wall may meet nothing by itself."""
    grown, rest = list(walls), [line for line in found if line not in walls]
    for wall in grown:  # grows while it is gone through
        more = [one for one in rest if abs(one.at - wall.at) <= _ASIDE * size and _is_part(one, wall, dark, size)]
        grown += more
        rest = [one for one in rest if one not in more]
    return grown


def _is_part(one: Line, wall: Line, dark: Mask, size: float) -> bool:
    return _goes_on(one, wall, dark, size) or _goes_on(wall, one, dark, size)


def _joined(lines: list[Line], dark: Mask, size: float) -> list[Line]:
    """The lines, those joined that go on in one another with only faint places between them."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda one: one.start):
        for number, other in enumerate(joined):
            if abs(other.at - line.at) <= _ASIDE * size and _goes_on(other, line, dark, size):
                joined[number] = _both(other, line)
                break
        else:
            joined.append(line)
    return joined


def _goes_on(line: Line, other: Line, dark: Mask, size: float) -> bool:
    if not -size < other.start - line.end <= _FAINT * size:
        return False
    if other.start - line.end <= _BREACH * size:
        return True
    columns = slice(round(line.end), round(other.start) + 1)
    top, bottom = sorted((round(line.at), round(other.at)))
    gap = dark[max(0, top - 1) : bottom + 2, columns].max(axis=0)
    level = 0.4 * float(np.median(dark[top : bottom + 1, round(line.start) : round(line.end) + 1].max(axis=0)))
    if float((gap > level).mean()) < _VISIBLE:
        return False
    off = round(max(line.thick, other.thick)) + 2
    beside = [dark[max(0, row) : max(0, row) + 2, columns] for row in (top - off - 1, bottom + off)]
    return float(gap.mean()) >= _ALONE * min(float(side.max(axis=0).mean()) for side in beside if side.size)


def _both(a: Line, b: Line) -> Line:
    long, short = a.end - a.start, b.end - b.start
    at = (a.at * long + b.at * short) / (long + short)
    return Line(at, min(a.start, b.start), max(a.end, b.end), max(a.thick, b.thick))
