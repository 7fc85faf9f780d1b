"""The commands of the page on schedules for backup and drill, taken from the page and run as they stand."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.archives import SITE, built, fill, page, record_run
from tests.support.exchanges import exchange

PAGE = Path(__file__).parents[3] / "docs" / "schedule.md"


def commands() -> list[str]:
    """The lines of all blocks below the heading, with the programs that are everywhere."""
    below = PAGE.read_text(encoding="utf-8").partition("## Keeping it for years")[2]
    blocks = re.findall(r"^```\n(.*?)^```", below, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not line.startswith("rsync")]


def test_the_documented_commands_pack_and_bring_back_the_same_database(tmp_path: Path) -> None:
    here, srv = tmp_path / "gongkai", tmp_path / "srv"
    srv.mkdir()
    layout = fill(here, *(exchange(f"{SITE}/{year}", page(year), year - 2020) for year in (2021, 2022, 2023)))
    record_run(layout)
    built(layout)
    (here / "alerts.toml").touch()
    (here / "sites.csv").write_text("name,url\n")
    script = "\n".join(commands()).replace("/var/lib/gongkai", str(here)).replace("/srv/", f"{srv}/")
    assert script.count("gongkai restore") == 1
    assert script.count("tar -C") == 2
    bin_folder = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-ec", script],
        env={"PATH": f"{bin_folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (srv / "drill" / "gongkai.db").read_bytes() == layout.database.read_bytes()
