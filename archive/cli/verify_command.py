"""`gongkai verify`: does the archive still hold what it says?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.common import FINE, NEEDS_EYES, archive_option, one_line_errors
from archive.cli.progress import shown_progress

if TYPE_CHECKING:
    from archive.layout import Layout


@click.command("verify")
@archive_option
def command(layout: Layout) -> None:
    """核对存档：WARC 各条记录的摘要、索引与 WARC、数据库与采集、导出文件的校验和。只读，不修改任何文件。

    Every record against its digest, index against WARC files, database against captures, exports against their checksums.
    Nothing is changed. Exit code 1 when something is not as it should be; each such place is one line with its mend.
    """
    from archive.keeping import verify

    count = 0
    with one_line_errors(), shown_progress() as progress:
        for damage in verify(layout, progress):
            click.echo(f"{damage.place}: {damage.what}; → {damage.mend}")
            count += 1
    click.echo(f"损坏 damaged: {count}" if count else "完好 all as it should be", err=True)
    raise SystemExit(NEEDS_EYES if count else FINE)
