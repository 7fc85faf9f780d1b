"""Which side of a page is up: the one from which its longest lines read best."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.recognition.decode import best_path
from parsers.readers.recognition.engine import recogniser
from parsers.readers.recognition.laid import lay, shown, without_lines

if TYPE_CHECKING:
    from parsers.readers.recognition.laid import Laid
    from parsers.readers.recognition.picture import Colour

_LINES = 10
"""Lines that are tried."""
_LONGEST = 25.0
"""In sizes; longer ones are left out, they take long."""
_SIGNS, _SURE = 4.0, 0.85
"""Signs a line, and how sure they are: then the page is upright. Lines on their side fall apart into signs."""
_BETTER = 1.5
"""By how many times another side must read better; on a page with few signs all sides read alike."""


class _Trial(NamedTuple):
    """What came of reading some lines: how many, how many signs, and the sum of how sure these are."""

    lines: int
    signs: int
    sure: float

    @property
    def is_clear(self) -> bool:
        return self.signs >= _SIGNS * max(self.lines, 1) and self.sure >= _SURE * self.signs


def upright(pixels: Colour) -> Laid:
    """The page laid straight, its right side up."""
    own = lay(pixels, 0)
    trial = _tried(own)
    if trial.is_clear or not own.areas.pieces:
        return own
    others = [lay(pixels, quarters) for quarters in (1, 2, 3)]
    best, other = max(((_tried(laid), laid) for laid in others), key=lambda pair: pair[0].sure)
    return other if best.sure > _BETTER * trial.sure else own


def _tried(laid: Laid) -> _Trial:
    """The longest lines read."""
    model, plain = recogniser(), without_lines(laid)
    found = sorted(laid.areas.pieces, key=lambda one: (one[0].x0 - one[0].x1) / one[1])
    lines = [(piece, size) for piece, size in found if piece.x1 - piece.x0 <= _LONGEST * size][:_LINES]
    reads = [best_path(line, model.signs) for line in model.read([shown(plain, *one, 0.0).gray for one in lines])]
    return _Trial(len(lines), sum(len(read.sure) for read in reads), sum(sum(read.sure) for read in reads))
