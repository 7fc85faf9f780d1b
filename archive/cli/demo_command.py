"""`gongkai demo`: the whole line on the bundled miniature government web."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archive.demo.model import Web

DONE = (0, 1)
"""Exit codes of a stage that did its work, with or without something that needs eyes."""


@click.command("demo")
@click.option(
    "--archive",
    "folder",
    default="demo-data",
    show_default=True,
    type=click.Path(path_type=Path),
    help="演示档案文件夹。Archive folder of the demo.",
)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="检索网站端口。Port of the site."
)
@click.option("--no-serve", is_flag=True, help="不发布网站，做完即止。End without serving the site.")
@click.option(
    "--web-port", type=click.IntRange(0, 65535), help="微型政府网站端口。Port of the miniature web; 0 takes a free one."
)
def command(folder: Path, port: int, web_port: int | None, no_serve: bool) -> None:
    """在微型政府网站上演示全过程。Crawl, build and serve a miniature web of invented governments.

    Its archive is marked as a demo; a folder with anything else in it is left alone.
    """
    from archive.demo.folder import NotADemo, mark, prepare, write_sites
    from archive.demo.server import PortBusy, serving

    if not no_serve:
        _port_is_free(port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended takes the stage or the site along
    try:
        web_port = prepare(folder, web_port)
        with serving(web_port) as running:
            mark(folder, int(running.web.sites[0].origin.rsplit(":", 1)[1]))
            click.echo("微型政府网站 The miniature web of invented governments:", err=True)
            for site in running.web.sites:
                click.echo(f"  {site.url}  {site.name}", err=True)
            _stage(
                "crawl",
                folder,
                "--sites",
                str(write_sites(folder, running.web)),
                "--allow-private-hosts",
                "--delay",
                "0",
            )
            _stage("build", folder)
            agrees = _tell(folder, running.web)
            if not no_serve:
                _gongkai("serve", "--archive", str(folder), "--port", str(port))
    except NotADemo as error:
        click.echo(f"gongkai demo: {error}", err=True)
        raise SystemExit(2) from None
    except PortBusy as error:
        click.echo(f"gongkai demo: {error}：请用 --web-port 换一个端口。Try another --web-port.", err=True)
        raise SystemExit(3) from None
    except KeyboardInterrupt:
        return
    raise SystemExit(0 if agrees else 1)


def _tell(folder: Path, web: Web) -> bool:
    """Say what was found; true when it is what the miniature web holds."""
    from archive.demo.comparison import compare
    from archive.demo.findings import read_findings
    from archive.demo.telling import tell
    from archive.layout import Layout
    from parsers.formats import can_recognise

    findings = read_findings(Layout(folder).database)
    comparison = compare(web, findings, recognises=can_recognise())
    for line in tell(findings, comparison):
        click.echo(line)
    return not comparison.differences


def _stage(name: str, folder: Path, *options: str) -> None:
    """Run one stage to its end; a stage that failed ends the demo."""
    click.echo(f"—— gongkai {name}", err=True)
    code = _gongkai(name, "--archive", str(folder), *options)
    if code not in DONE:
        click.echo(f"gongkai demo: gongkai {name} 失败 failed（{code}）", err=True)
        raise SystemExit(3)


def _gongkai(*arguments: str) -> int:
    """Run a subcommand as a process of its own; its words go where ours go."""
    program = [sys.executable, "-c", "from archive.cli import main; main(prog_name='gongkai')"]
    return subprocess.run([*program, *arguments], check=False).returncode  # noqa: S603  our own program


def _port_is_free(port: int) -> None:
    """End at once, before the long part, when the site could not be served in the end."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            click.echo(
                f"gongkai demo: 端口 {port} 已被占用 port {port} is in use：请用 --port 换一个。Try another --port.",
                err=True,
            )
            raise SystemExit(3) from None
