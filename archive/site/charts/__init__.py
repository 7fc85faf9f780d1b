"""Charts as inline SVG, made on the server: no script, no request, readable without colour and on paper.

Places are in percent across and in pixels down, so that a chart fills its column and its letters never shrink.
"""

from archive.site.charts.columns import Column, columns
from archive.site.charts.rates import Rate, rates
from archive.site.charts.stacks import Part, Stack, stacks
from archive.site.charts.tiles import Tile, tiles

__all__ = ["Column", "Part", "Rate", "Stack", "Tile", "columns", "rates", "stacks", "tiles"]
