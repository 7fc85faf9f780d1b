"""`gongkai serve`: the Datasette site over the built database."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from archive.cli.common import archive_option

if TYPE_CHECKING:
    from archive.layout import Layout


@click.command("serve")
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。Address to listen on.")
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="端口，0 为任一空闲端口。Port; 0 takes a free one.",
)
def command(layout: Layout, host: str, port: int) -> None:
    """发布检索网站（只读）。Serve the site over the built database, read-only, until Ctrl-C.

    数据库被 gongkai build 换新后，网站自动改用新库。A database swapped in by `gongkai build` is picked up by itself.
    """
    from archive.site.database import Unusable
    from archive.site.server import PortTaken, serve

    try:
        with suppress(KeyboardInterrupt):  # how it is meant to end
            serve(
                layout,
                host,
                port,
                lambda url: click.echo(f"网站已就绪 The site is at {url}（Ctrl-C 停止 stops it）"),
            )
    except Unusable as error:
        click.echo(f"gongkai serve: {error}", err=True)
        raise SystemExit(2 if not layout.database.is_file() else 3) from None
    except PortTaken as error:
        click.echo(f"gongkai serve: {error}", err=True)
        raise SystemExit(3) from None
