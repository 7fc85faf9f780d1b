"""Releases: a database and its exports in a folder of their own, published together by moving one symbolic link.

``current`` points at the published release; ``gongkai.db`` and ``exports`` are links through it. A folder that was
filled by single commands holds plain files in their place: they become a release first, which no reader can tell.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from archive.captures.warcfile import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

    from archive.layout import Layout


def publish(layout: Layout, release: Path) -> None:
    """Make a prepared release the published one. Readers see all of the old or all of the new, never a mixture.

    The release that was published until now stays, since readers may still be taking files from it; older ones go.
    """
    _adopt(layout)
    kept = {release.resolve(), layout.current.resolve()}
    _point(layout.current, release.relative_to(layout.root))
    _discard_others(layout, kept)


def tidy(layout: Layout, release: Path) -> None:
    """Throw away what runs that failed have prepared, but for the newest: the next build can go on from its database."""
    prepared = sorted(layout.releases.glob("[!.]*"), key=lambda path: path.stat().st_mtime_ns)
    _discard_others(layout, {release.resolve(), layout.current.resolve(), *(path.resolve() for path in prepared[-2:])})


def _discard_others(layout: Layout, kept: set[Path]) -> None:
    for folder in layout.releases.glob("*"):
        if folder.resolve() not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _adopt(layout: Layout) -> None:
    """Let ``gongkai.db`` and ``exports`` be links through ``current``, without changing what they show."""
    links = [layout.published, layout.root / "exports"]
    plain = [path for path in links if os.path.lexists(path) and not _is_through_current(layout, path)]
    if plain:
        _point(layout.current, _as_it_stands(layout).relative_to(layout.root))
    for path in links:
        if path.is_dir() and not path.is_symlink():
            aside = path.with_name(f".{path.name}.old")
            shutil.rmtree(aside, ignore_errors=True)
            path.rename(aside)
            _point(path, layout.current.relative_to(layout.root) / path.name)
            shutil.rmtree(aside)
        elif not _is_through_current(layout, path):
            _point(path, layout.current.relative_to(layout.root) / path.name)


def _as_it_stands(layout: Layout) -> Path:
    """A release of hard links to what is published now."""
    number = 1 + sum(1 for _ in layout.releases.glob("adopted-*"))
    folder = layout.releases / f"adopted-{number:04d}"
    draft = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    if layout.published.exists():
        _link(layout.published.resolve(), draft / layout.published.name)
    exports = layout.root / "exports"
    if exports.exists():
        shutil.copytree(exports.resolve(), draft / exports.name, copy_function=_link)
    draft.rename(folder)
    return folder


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _is_through_current(layout: Layout, path: Path) -> bool:
    return path.is_symlink() and path.readlink() == layout.current.relative_to(layout.root) / path.name


def _point(link: Path, target: Path) -> None:
    draft = link.with_name(f".{link.name}.part")
    with suppress(FileNotFoundError):
        draft.unlink()
    draft.symlink_to(target)
    draft.replace(link)
    sync_folder(link.parent)
