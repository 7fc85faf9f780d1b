"""How large pictures are that do not say it: those of one document that are equally wide were made alike."""

from __future__ import annotations

_SHORT_SIDE, _SHAPE = 595.28, 2**0.5
"""Of A4: points, and by how much its long side is longer."""
_OFF = 0.03
"""Share by which the shape of a scanned page, or the width of another like it, may be off."""
_USUAL = 10.0
"""Points; the height that print is taken to have in a picture of another shape."""


class Scales:
    """The scales of the pictures of one document, in the order in which they come."""

    def __init__(self) -> None:
        self._known: dict[int, float] = {}

    def of(self, width: int, height: int, size: float) -> float:
        """Points a pixel for a picture of so many pixels whose print is mostly `size` pixels high."""
        short, long = sorted((width, height))
        if abs(long / short / _SHAPE - 1) <= _OFF:
            return _SHORT_SIDE / short
        near = next((scale for one, scale in self._known.items() if abs(one / width - 1) <= _OFF), None)
        return near or self._known.setdefault(width, _USUAL / size)
