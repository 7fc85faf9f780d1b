"""A run stopped or killed in any stage: the next one finishes, nothing is lost, and no reader ever sees anything broken."""

import signal
from pathlib import Path

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from tests.support.archives import rows
from tests.support.command import gongkai
from tests.support.interrupting import STAGES, interrupted, reading, wait_until_free
from tests.support.serving import serving
from tests.support.small_web import put_site, run_command
from tests.support.web.server import running

OLD, NEW = (2021, 2022), (2021, 2022, 2023)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_in_every_stage_the_next_run_finishes(tmp_path: Path, how: signal.Signals) -> None:
    layout = Layout(tmp_path / "data")
    with running() as web:
        host = web.host("临江市")
        put_site(host, OLD)
        command = run_command(layout.root, host)
        assert gongkai(*command).returncode == 0
        put_site(host, NEW)
        with serving(layout.root) as base, reading(base) as reader:
            for number, stage in enumerate(STAGES):
                code = interrupted(command, stage, how, delay=number % 2 * 0.1)
                assert code == (3 if how == signal.SIGTERM else -signal.SIGKILL)
                wait_until_free(layout.lock)
                assert rows(layout, "SELECT year FROM reports ORDER BY year") == [(year,) for year in OLD]
            done = gongkai(*command)
            assert done.returncode == 0, done.stderr
    assert rows(layout, "SELECT year FROM reports ORDER BY year") == [(year,) for year in NEW]
    assert (layout.exports / "sqlite" / "gongkai.db").read_bytes() == layout.published.read_bytes()
    assert not reader.trouble
    assert OLD in reader.seen
    assert set(reader.seen) <= {OLD, NEW}
    with CaptureStore(layout, writable=True) as store:
        assert {capture.url for capture in store.captures()} >= {host.url(f"/nb/{year}.html") for year in NEW}
        assert all(store.body(capture) is not None for capture in store.captures())
