"""A second run over sites that have not changed: ``python benchmarks/revisit.py [--sites 300]``.

It must ask each site for robots.txt and one page a column and for no article, parse nothing, and write no report again.
Exit status 1 otherwise.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.layout import Layout
from tests.support.archives import rows
from tests.support.command import gongkai
from tests.support.small_web import put_site, run_command
from tests.support.web.server import Host, running


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sites", type=int, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, running() as web:
        layout = Layout(Path(scratch) / "data")
        hosts = [Host(web, f"第{n}县", "127.0.0.1", 0) for n in range(chosen.sites)]
        for host in hosts:
            web.hosts[host.name] = host
            put_site(host, (2022, 2023), host.name, f"{host.name}财政局")
        command = run_command(layout.root, *hosts)
        began = time.monotonic()
        first = gongkai(*command)
        assert first.returncode == 0, first.stderr[-500:]
        print(f"first run {time.monotonic() - began:.0f} s, {len(web.log)} requests", flush=True)
        before, web.log[:] = rows(layout, "SELECT * FROM reports ORDER BY id"), []
        began = time.monotonic()
        second = gongkai(*command)
        assert second.returncode == 0, second.stderr[-500:]
        spent = time.monotonic() - began
        asked = Counter((entry.host, entry.path) for entry in web.log)
        expected = Counter({(host.name, path): 1 for host in hosts for path in ("/robots.txt", "/nb/")})
        (parsed,) = re.findall(r"newly parsed: (\d+)", second.stderr)
        written = re.findall(r"write: (\d+)/(\d+)", second.stderr)
        after = rows(layout, "SELECT * FROM reports ORDER BY id")
        stages = json.loads(layout.run_log.read_text(encoding="utf-8").splitlines()[-1])["stages"]
    print(f"second run {spent:.0f} s, {len(web.log)} requests; newly parsed {parsed}; reports written {written[-1][0]}")
    print(", ".join(f"{stage['name']} {stage['seconds']:.1f} s" for stage in stages))
    odd = list((asked - expected).items())[:5] + list((expected - asked).items())[:5]
    if odd or before != after or written[-1][0] != "0":
        sys.exit(f"not as promised: {odd or 'rows were written again'}")


if __name__ == "__main__":
    main()
