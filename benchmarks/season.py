"""A season of scheduled runs on a mock web, the clock moved: ``python benchmarks/season.py [--days 60]``.

Eight sites publish late, decline, fail, empty their column, lose reports, move, and list files that cannot be read. After each
run every alarm is held to the stories, and every published number to what could be seen by then; a webhook must have
received every alarm once. Exit status 1 when anything differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.season import Season, play
from tests.support.web.server import Reply, running


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--days", type=int, default=60)
    chosen = parser.parse_args()
    received: list[tuple[str, str, str]] = []

    def take(handler: BaseHTTPRequestHandler) -> Reply:
        message = json.loads(handler.sent_body)  # type: ignore[attr-defined]
        received.append((message["kind"], message["rule"], message["name"]))
        return Reply("taken")

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, running() as web:
        receiver = web.host("receiver")
        receiver.pages["/"] = take
        season = Season(Path(scratch), web)
        season.layout.alerts.write_text(f'[hook]\nkind = "webhook"\nurl = "{receiver.home}"\n', encoding="utf-8")
        told = play(season, chosen.days, lambda line: print(line, flush=True))
    if sorted(received) != sorted(told):
        sys.exit(f"the webhook received {sorted(received)}, the runs told {sorted(told)}")
    print(f"{chosen.days} runs, {len(told)} alarms and all-clears, each once; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
