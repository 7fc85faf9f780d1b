"""Writers of office files: a page's paragraphs and tables as DOCX, XLSX, RTF or OFD, small and the same every time."""

from __future__ import annotations

from tests.support.files.blocks import Block, Box, Paragraph, Table, blocks_of

__all__ = ["Block", "Box", "Paragraph", "Table", "blocks_of"]
