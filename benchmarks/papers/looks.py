"""How a printed report looks: paper, margins, fonts, rulings, header rows. One look a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

SIZES = {"A4": (210, 297), "Letter": (216, 279), "A3": (297, 420), "B5": (176, 250)}
RULINGS = {
    "collapsed": "table{border-collapse:collapse}td,th{border:1px solid #000}",
    "separate": "table{border-collapse:separate;border-spacing:2px;border:1px solid #000}td,th{border:1px solid #555}",
    "thick": "table{border-collapse:collapse;border:2px solid #000}td,th{border:1.5px solid #333}",
    "dotted": "table{border-collapse:collapse}td,th{border:1px dotted #000}",
    "inset": "table{border-collapse:separate;border-spacing:0;border:2px outset}td,th{border:1px inset}",
    "none": "table{border-collapse:collapse;border:0!important}td,th{border:0!important}",
    "none airy": "table{border-collapse:separate;border-spacing:6px 3px;border:0!important}td,th{border:0!important}",
}
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")


@dataclass(frozen=True)
class Look:
    """Paper (name, landscape), margins (millimetres) and the style sheet of one print."""

    paper: str
    landscape: bool
    margin: int
    ruled: bool
    ruling: str
    numbered: bool
    style: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in millimetres."""
        width, height = SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)


def look(seed: int, ruled: bool | None = None) -> Look:
    """The look of print number `seed`."""
    rng = random.Random(f"look {seed}")
    names = [name for name in RULINGS if ruled is None or name.startswith("none") is not ruled]
    ruling = rng.choices(names, [1 if name.startswith("none") else 2 for name in names])[0]
    paper = rng.choices(list(SIZES), (6, 2, 1, 1))[0]
    landscape = rng.random() < 0.2
    margin = rng.choice((10, 15, 20, 25, 32))
    rules = [RULINGS[ruling], *_rules(rng)]
    if rng.random() < 0.4:
        rules.append("tr{break-inside:avoid}")
    return Look(paper, landscape, margin, not ruling.startswith("none"), ruling, rng.random() < 0.5, "".join(rules))


def _rules(rng: random.Random) -> list[str]:
    across = rng.choice(("center", "center", "left"))
    upright = rng.choice(("middle", "middle", "top"))
    return [
        f"body{{font-family:'{rng.choice(FONTS)}';font-size:{rng.choice((12, 14, 16, 18))}px}}",
        f"body{{line-height:{rng.choice((1.3, 1.5, 1.8))}}}table{{font-size:{rng.choice((10, 12, 13, 14))}px}}",
        "table{width:100%!important;min-width:0!important;max-width:100%!important}",
        "td,th,col{width:auto!important;min-width:0!important;white-space:normal!important;overflow-wrap:break-word}",
        f"td,th{{padding:{rng.choice((1, 2, 4, 6))}px;vertical-align:{upright};text-align:{across}}}",
        f"p{{text-indent:2em;text-align:{rng.choice(('left', 'justify'))}}}td p,th p{{text-indent:0;margin:0}}",
        "h1{text-align:center}",
    ]
