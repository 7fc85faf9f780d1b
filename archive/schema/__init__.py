"""The database schema: one declaration, from which DDL, site metadata, docs and export dictionaries are made."""

from archive.schema.codes import Code, codebook, unit_of
from archive.schema.ddl import create_indexes, create_tables, quoted, unlike_schema
from archive.schema.dictionary import Entry, as_markdown, entries, metadata
from archive.schema.model import Column, Schema, Table, load_schema

__all__ = [
    "Code",
    "Column",
    "Entry",
    "Schema",
    "Table",
    "as_markdown",
    "codebook",
    "create_indexes",
    "create_tables",
    "entries",
    "load_schema",
    "metadata",
    "quoted",
    "unit_of",
    "unlike_schema",
]
