"""Whether the file in an archive folder is a database that the site can show."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from archive.search import INDEX

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = frozenset({"reports", "sections", "problems", "sites", "captures", INDEX})


class Unusable(Exception):
    """Raised by `check`; the message names the file and the mend."""


def unreadable(path: Path, error: sqlite3.DatabaseError) -> Unusable:
    """What is raised for a file that SQLite cannot read."""
    return Unusable(f"{path} 无法读取（{error}）：请运行 gongkai build --full 重建。{path} cannot be read: rebuild it.")


def check(path: Path) -> None:
    """Make sure that `path` is a database of ours with its search index.

    Raises:
        Unusable: the folder or file is missing, is no SQLite database, or lacks a table.
    """
    if not path.parent.is_dir():
        raise Unusable(f"没有档案文件夹 {path.parent}：请用 --archive 指明。There is no archive folder {path.parent}.")
    if not path.is_file():
        raise Unusable(
            f"{path.parent} 中还没有数据库：请先运行 gongkai build。No {path.name} in {path.parent} yet: run `gongkai build`."
        )
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from None
    if missing := NEEDED - tables:
        names = ", ".join(sorted(missing))
        raise Unusable(f"{path} 缺少 {names}：请运行 gongkai build --full 重建。{path} lacks {names}: rebuild it.")
