"""Grids to coded cells of the statutory tables."""
