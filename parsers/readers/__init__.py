"""Readers: bytes of one format in, one document of paragraphs and grids out. None knows the statutory form."""
