"""Keeping an archive for years: its records in WARC files, verification, restoring, and the version of the folder."""

from archive.keeping.folder_version import FolderVersionError, check_version, mark_version
from archive.keeping.records import keep_records, kept_records
from archive.keeping.restore import restore
from archive.keeping.verify import Damage, verify

__all__ = [
    "Damage",
    "FolderVersionError",
    "check_version",
    "keep_records",
    "kept_records",
    "mark_version",
    "restore",
    "verify",
]
