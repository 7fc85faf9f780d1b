"""Names inside Datasette 0.65.5 that ours take the place of.

They are ``datasette.views.base.csv``, ``datasette.views.base.sys`` and ``datasette.handle_exception.rich``.
`datasette.views.base.BaseView.as_csv` writes through ``csv.writer``, found in that module by its name: ours guards text
against formulas. Where it fails in the middle it would write the error to ``sys.stderr`` and append it as a row of an answer
with status 200: ours breaks off instead. An installed package rich would print every wrong address with all variables.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from datasette import handle_exception
from datasette.views import base

from archive.export import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Writer:
    def __init__(self, out: Any) -> None:
        self._writer: Any = csv.writer(out)

    def writerow(self, row: Iterable[Any]) -> Any:
        return self._writer.writerow([guarded(value) for value in row])


class _SafeCsv:
    """What `datasette.views.base` uses of the module csv."""

    writer = _Writer


class CsvBrokeOff(Exception):
    """Raised in the middle of a CSV stream: the connection ends without its proper end, and the receiver sees it."""


class _Errors:
    """What `datasette.views.base` uses of the module sys: it writes there just before it would send the error as a row."""

    class stderr:  # noqa: N801  the name it has there
        """Raises instead of writing."""

        @staticmethod
        def write(text: str) -> None:
            """Break off.

            Raises:
                CsvBrokeOff: always.
            """
            raise CsvBrokeOff(text.strip())


def install() -> None:
    """Put ours in their places, for all instances of this process."""
    base.csv = _SafeCsv
    base.sys = _Errors
    handle_exception.rich = None
