"""Readers of office files: each turns its format into plain markup, and the HTML reader makes the document of it.

So layout tables, nested tables, spans and headings are settled in one place for all formats, and the second reading has
the same markup to read. Every failure is a `Refusal` with a code: ``encrypted``, ``broken``, ``too_large``,
``unsupported_format``.
"""
