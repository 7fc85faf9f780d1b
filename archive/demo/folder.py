"""The archive folder of a demo: marked as one, so that invented reports never get among real ones."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from archive.demo.web import PORT
from archive.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

    from archive.demo.model import Web

MARKER = "DEMO.json"
NOTE = "演示档案：其中的机构、地名和数据均为虚构。A demo archive: its places, agencies and figures are invented."


class NotADemo(Exception):
    """The folder may not be used for a demo. The message names it and the mend."""


def prepare(root: Path, port: int | None) -> int:
    """Make or take up the demo archive at `root`; gives the port of the miniature web, asked for or kept from before.

    Raises:
        NotADemo: the folder holds something that is no demo, or a demo whose web had another port.
    """
    marker = root / MARKER
    if marker.is_file():
        kept = int(json.loads(marker.read_text(encoding="utf-8"))["web_port"])
        if port not in (None, 0, kept):
            raise NotADemo(
                f"{root} 里的演示用的是端口 {kept}：请改用 --web-port {kept}，或用 --archive 换一个文件夹。"
                f"The demo in {root} used port {kept}: use --web-port {kept}, or another --archive."
            )
        return kept
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise NotADemo(
            f"{root} 不是演示档案，不会写入：请用 --archive 换一个空文件夹。"
            f"{root} is no demo archive and is left alone: name an empty folder with --archive."
        )
    return PORT if port is None else port


def mark(root: Path, port: int) -> None:
    """Write the marker that makes `root` a demo archive whose web has this port, and the invented places of that web."""
    root.mkdir(parents=True, exist_ok=True)
    Layout(root).regions.write_bytes((files("archive.demo") / "regions.csv").read_bytes())
    text = json.dumps({"note": NOTE, "web_port": port}, ensure_ascii=False, indent=1)
    (root / MARKER).write_text(f"{text}\n", encoding="utf-8")


def write_sites(root: Path, web: Web) -> Path:
    """Write the list of sites that the crawl starts from."""
    path = root / "demo-sites.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["name", "url", "region_code"])
        rows.writerows([site.name, site.url, site.region_code] for site in web.sites)
    return path
