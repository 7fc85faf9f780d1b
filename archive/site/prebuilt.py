"""The exports that lie ready in the archive folder, as their own descriptors tell of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.export import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from archive.layout import Layout

ABOUT = ("datapackage.json", "data-dictionary.csv", "README.md")


@dataclass(frozen=True, slots=True)
class Prebuilt:
    """One exported folder. `files` are the resources of its descriptor, by file name."""

    kind: str
    folder: Path
    as_of: str | None
    files: Mapping[str, dict[str, Any]]

    def rows(self) -> dict[str, int]:
        """Rows of every table in it."""
        found: dict[str, int] = {}
        for name, file in self.files.items():
            if "rowCount" in file:
                found[name.rsplit(".", 1)[0]] = file["rowCount"]
            for table in file.get("tables", ()):
                found[table["name"]] = found.get(table["name"], 0) + table["rowCount"]
        return found

    def path(self, name: str) -> Path | None:
        """Where a file of this export lies; None for any other name."""
        return self.folder / name if name in self.files or name in ABOUT else None

    def tag(self, name: str) -> str:
        """What tells versions of a file apart."""
        if name in self.files:
            return str(self.files[name]["hash"]).removeprefix("sha256:")
        stat = (self.folder / name).stat()
        return f"{stat.st_mtime_ns:x}-{stat.st_size:x}"


def prebuilt(layout: Layout) -> dict[str, Prebuilt]:
    """The whole exports that lie ready, by format; extracts by filters are none."""
    found = {}
    for kind in FORMATS:
        folder = layout.exports / kind
        try:
            package = json.loads((folder / ABOUT[0]).read_text(encoding="utf-8"))
            files = {resource["path"]: resource for resource in package["resources"]}
            if not package.get("filters") and all((folder / name).is_file() for name in files):
                found[kind] = Prebuilt(kind, folder, package.get("asOf"), files)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # not there, half there or not ours: it is not offered
    return found
