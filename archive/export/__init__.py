"""Export: the whole database, or what filters leave of it, as files to take away, never cut, with its dictionary."""

from archive.export.exporting import FORMATS, Exported, NothingChosen, export
from archive.export.extract import Extract
from archive.export.formula import bare, guarded
from archive.export.reading import ExportError, open_database

__all__ = [
    "FORMATS",
    "ExportError",
    "Exported",
    "Extract",
    "NothingChosen",
    "bare",
    "export",
    "guarded",
    "open_database",
]
