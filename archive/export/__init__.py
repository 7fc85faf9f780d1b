"""Export: the whole database, or what filters leave of it, as files to take away, never cut, with its dictionary."""

from archive.export.exporting import FORMATS, Exported, export
from archive.export.extract import Extract
from archive.export.formula import bare, guarded
from archive.export.reading import ExportError, open_database

__all__ = ["FORMATS", "ExportError", "Exported", "Extract", "bare", "export", "guarded", "open_database"]
