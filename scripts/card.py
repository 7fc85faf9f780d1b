"""Draw the picture that a link to the site is shown with: ``python scripts/card.py archive/site/assets/card.png``.

Seal, name and the tiles of the provinces, without any figure, so that it holds for every archive.
"""

from __future__ import annotations

import sys
from pathlib import Path

from archive.site.charts.tiles import PLACES
from scripts.pictures import browser

WIDTH, HEIGHT = 1200, 630
SIDE = 52
STYLE = """body { margin: 0; background: #fbfaf6; color: #1d2129; font-family: Georgia, "Noto Serif CJK SC", serif; }
  div { position: absolute; left: 70px; width: 540px; } .zh { top: 210px; font-size: 50px; font-weight: 700; }
  .en { top: 310px; font-size: 31px; color: #565c66; } .seal { top: 90px; } svg { position: absolute; right: 60px; top: 80px; }"""


def card() -> str:
    """The picture as a page."""
    tiles = "".join(
        f'<rect x="{x * SIDE}" y="{y * SIDE}" width="{SIDE - 5}" height="{SIDE - 5}" rx="4" fill="#a8281f"'
        ' fill-opacity="0.75"/>'
        for x, y in PLACES.values()
    )
    seal = (
        Path("archive/site/assets/seal.svg")
        .read_text("utf-8")
        .replace("<svg ", '<svg width="90" style="position:static" ')
    )
    return (
        f'<meta charset="utf-8"><style>{STYLE}</style><div class="seal">{seal}</div><div class="zh">政府信息公开年报档案</div>'
        '<div class="en">Chinese government disclosure reports: every number, back to its source</div>'
        f'<svg width="{9 * SIDE}" height="{9 * SIDE}">{tiles}</svg>'
    )


def main() -> None:
    """Take the picture."""
    with browser() as opened:
        page = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(card())
        page.screenshot(path=sys.argv[1])


if __name__ == "__main__":
    main()
