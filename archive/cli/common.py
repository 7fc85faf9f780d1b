"""What the commands share: the option that names the archive folder, and one clear line for what stops a command."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from archive.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Callback = TypeVar("Callback", bound="Callable[..., Any]")

FINE, NEEDS_EYES, BAD_USE, FAILED = 0, 1, 2, 3
"""Exit codes of every command; FAILED means that what stood before still stands."""


RELEASE = "GONGKAI_RELEASE"
"""Environment variable by which a run tells its stages where to prepare database and exports."""


def layout_of(root: Path) -> Layout:
    """The layout of an archive folder, as the user or a run asks for it."""
    from archive.keeping.folder_version import FolderVersionError, check_version

    try:
        check_version(root)
    except FolderVersionError as error:
        stop(BAD_USE, str(error))
    release = os.environ.get(RELEASE)
    return Layout(root, Path(release) if release else None)


def archive_option(function: Callback) -> Callback:
    """Add ``--archive DIR``, given to the command as a `Layout` named `layout`."""
    return click.option(
        "--archive",
        "layout",
        metavar="DIR",
        default="data",
        show_default=True,
        callback=lambda _context, _option, value: layout_of(Path(value)),
        help="档案文件夹。Archive folder.",
    )(function)


def stop(code: int, message: str) -> NoReturn:
    """End the command with one line on standard error."""
    click.echo(f"gongkai: {message}", err=True)
    raise SystemExit(code)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn what can go wrong with an archive folder into one line and the right exit code."""
    from archive.alerts import AlertError
    from archive.build import BuildError
    from archive.captures import DamagedWarc, StoreError
    from archive.expectations import ExpectationError
    from archive.lock import Locked

    try:
        yield
    except (StoreError, ExpectationError, AlertError) as error:
        stop(BAD_USE, str(error))
    except (BuildError, DamagedWarc, Locked) as error:
        stop(FAILED, str(error))
    except sqlite3.Error as error:
        stop(FAILED, f"the database refused: {error}; what stood before still stands")
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        stop(FAILED, f"{place}{error.strerror or error}; what stood before still stands")
