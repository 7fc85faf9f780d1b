"""Export: the whole database as files to take away, never cut, each with its dictionary."""

from archive.export.csv_files import export_csv
from archive.export.reading import ExportError, open_database
from archive.export.sqlite_file import export_sqlite

__all__ = ["ExportError", "export_csv", "export_sqlite", "open_database"]
