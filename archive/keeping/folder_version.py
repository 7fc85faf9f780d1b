"""Which version of the archive folder this is: an older one is brought up as it is used, a newer one is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CURRENT = 2
"""1: no version file, database and exports as plain files. 2: releases, records in the WARC folder, this file.

Version 1 needs no conversion: what is new is added beside what is there, by the first command that writes.
"""
NAME = "archive.json"


class FolderVersionError(Exception):
    """Raised for a folder that a newer program has written; the message says the way out."""


def check_version(root: Path) -> None:
    """Make sure that this program knows the folder.

    Raises:
        FolderVersionError: it is of a later version, or its version file cannot be read.
    """
    path = root / NAME
    try:
        version = json.loads(path.read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError) as trouble:
        raise FolderVersionError(f'{path} cannot be read; it should say {{"version": {CURRENT}}}') from trouble
    if not isinstance(version, int) or version > CURRENT:
        raise FolderVersionError(
            f"{root} is an archive folder of version {version}, this program knows {CURRENT}: install a newer gongkai, "
            "or restore a copy from its warc folder alone with `gongkai restore`"
        )


def mark_version(root: Path) -> None:
    """Say of which version the folder is, where that is not said yet."""
    path = root / NAME
    if not path.exists():
        draft = path.with_suffix(".json.part")
        draft.write_text(json.dumps({"version": CURRENT}) + "\n", encoding="utf-8")
        draft.replace(path)
