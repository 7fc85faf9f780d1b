"""Progress on standard error: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = {
    "parse": "解析 parse",
    "write": "写入 write",
    "import": "收录 import",
    "export": "导出 export",
    "verify": "核对 verify",
}
_STEPS = 10


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function to call with stage, done and total; what it draws ends with the context."""
    drawn = _Bars() if sys.stderr.isatty() else _Lines()
    try:
        yield drawn.show
    finally:
        drawn.close()


class _Lines:
    """A line at the start, at each tenth, and at the end of a stage."""

    def __init__(self) -> None:
        self._stage, self._tenth = "", -1

    def show(self, stage: str, done: int, total: int) -> None:
        tenth = done * _STEPS // total if total else _STEPS
        if (stage, tenth) != (self._stage, self._tenth):
            self._stage, self._tenth = stage, tenth
            click.echo(f"{NAMES.get(stage, stage)}: {done}/{total}", err=True)

    def close(self) -> None:
        """Nothing is open."""


class _Bars:
    def __init__(self) -> None:
        self._stage = ""
        self._bar: click.termui.ProgressBar[int] | None = None  # type: ignore[name-defined]

    def show(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = click.progressbar(length=max(total, 1), label=NAMES.get(stage, stage), file=sys.stderr)
            self._bar.render_progress()
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
