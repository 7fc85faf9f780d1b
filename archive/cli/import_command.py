"""`gongkai import`: files, folders and web archives that are already here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.common import BAD_USE, FINE, NEEDS_EYES, archive_option, one_line_errors, stop
from archive.cli.progress import shown_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.captures import CaptureStore, Exchange
    from archive.layout import Layout


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@archive_option
@click.option("--url", help="该文件的原网址（仅限一个文件）。Address the file came from; for a single file.")
@click.option("--captured-at", metavar="TIME", help="采集时间，ISO 8601，默认此刻。Time of capture; now by default.")
def command(paths: tuple[Path, ...], layout: Layout, url: str | None, captured_at: str | None) -> None:
    """收录已有文件：网页、文档、文件夹、WARC、WACZ、WET。Capture files, folders and web archives that are already here.

    A file without --url is named import:<hash>/<file name>. What is here already is not stored twice.
    A file that cannot be taken is named on one line and the rest goes on; the exit code is then 1.
    """
    from archive.captures import CaptureStore
    from archive.captures.incoming import files_below

    files = [file for path in paths for file in files_below(path)]
    if url and len(files) != 1:
        stop(BAD_USE, f"--url names one file, but {len(files)} were given; import them one by one")
    intake = Intake(url, _moment(captured_at), is_dated=captured_at is not None)
    with one_line_errors(), CaptureStore(layout, writable=True) as store, shown_progress() as progress:
        for done, file in enumerate(files):
            progress("import", done, len(files))
            intake.take(file, store)
        progress("import", len(files), len(files))
    click.echo(
        f"新收录 new: {intake.new}; 已有 already here: {intake.known}; 未能收录 not taken: {intake.failed}", err=True
    )
    raise SystemExit(NEEDS_EYES if intake.failed or not files else FINE)


class Intake:
    """Takes files into a store and counts what became of them."""

    def __init__(self, url: str | None, moment: datetime, *, is_dated: bool) -> None:
        self._url, self._moment, self._is_dated = url, moment, is_dated
        self.new = self.known = self.failed = 0

    def take(self, file: Path, store: CaptureStore) -> None:
        """Take one file, or all that a web archive holds."""
        from archive.captures.incoming import Unreadable, container_exchanges, file_exchange, is_container
        from archive.captures.pictured import Pictured

        try:
            if not is_container(file):
                self._store(file_exchange(file, self._moment, self._url), store, dated=self._is_dated)
                return
            pictured = Pictured()
            for exchange in container_exchanges(file, store, self._reporter(file)):
                self._store(pictured.led_to(exchange), store, dated=True)
        except Unreadable as trouble:
            self._reporter(file)(str(trouble))

    def _reporter(self, file: Path) -> Callable[[str], None]:
        def report(message: str) -> None:
            self.failed += 1
            click.echo(f"gongkai: {file}: {message}", err=True)

        return report

    def _store(self, exchange: Exchange, store: CaptureStore, *, dated: bool) -> None:
        """Store one exchange. Without a time of its own, a file that is here already tells nothing new."""
        before = store.written
        if dated or not store.holds(exchange):
            store.write(exchange)
        self.new += store.written - before
        self.known += 1 - (store.written - before)


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stop(BAD_USE, f"--captured-at {text!r} is no ISO 8601 time, such as 2026-01-31T08:00:00+08:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
