"""The `gongkai` command: one module a subcommand, imported only when it is called, so that start-up stays short."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "build": "捕获文件 → 数据库。Captures to database.",
    "check": "核对所有规则。Run every consistency rule and expectation.",
    "crawl": "发现并抓取年度报告。Discover and capture reports.",
    "demo": "在微型政府网站上演示全过程。The whole line on a miniature government web.",
    "export": "完整导出。Full extracts.",
    "import": "收录已有文件。Capture files, folders and WARCs that are already here.",
    "lint": "核对网站清单与爬虫声明。Site lists, families and spiders, checked offline.",
    "parse": "解析文件并逐行输出 JSON。Parse files, one report a line.",
    "restore": "仅凭 WARC 恢复存档。Bring an archive back from its WARC files alone.",
    "run": "一次定时运行。One scheduled run: crawl, build, check, export.",
    "serve": "发布检索网站。Serve the site over the built database.",
    "status": "各网站状态。Sites, captures, reports and the last run.",
    "verify": "核对存档是否完好。Does the archive still hold what it says?",
}
"""Subcommand to its one-line help; the module is ``archive.cli.<name>_command`` and holds a click command `command`."""


class LazyGroup(click.Group):
    """A click group that knows its subcommands by name and imports one only to run it or to show its help."""

    def main(self, *args: Any, **more: Any) -> Any:
        """As click does, but what breaks off ends with 3: the 1 of Python and of click would say that all was done."""
        if not more.pop("standalone_mode", True):
            return super().main(*args, **{**more, "standalone_mode": False})
        from archive.cli.common import FAILED

        try:
            code = super().main(*args, **{**more, "standalone_mode": False})
        except click.ClickException as wrong:
            wrong.show()
            sys.exit(wrong.exit_code)
        except click.Abort:
            click.echo("gongkai: 已中止 stopped", err=True)
            sys.exit(FAILED)
        except Exception:
            traceback.print_exc()
            sys.exit(FAILED)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one subcommand, or None when there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"archive.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands from the table above, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """公开 gongkai：政府信息公开工作年度报告档案库。

    The archive of China's government information disclosure annual reports: crawl, parse, check, publish.
    Exit codes: 0 fine; 1 done, but something needs eyes; 2 bad use; 3 failed, and what stood before still stands.
    """
