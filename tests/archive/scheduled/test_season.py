"""A season of runs: every alarm rings once, no other, and what is published is what could be seen."""

from pathlib import Path

from tests.support.season import PHASE_DAYS, STORIES, Season, play
from tests.support.web.server import running


def test_every_alarm_rings_once_and_no_other(tmp_path: Path) -> None:
    with running() as web:
        told = play(Season(tmp_path, web), len(PHASE_DAYS))
    expected = [(*news, name) for name, story in STORIES.items() for _, said in story for news in said]
    assert sorted(told) == sorted([*expected, ("over", "moved", "迁县")])
