"""A season of runs: every alarm rings once, no other, and what is published is what could be seen."""

from pathlib import Path

from tests.support.command import gongkai
from tests.support.season import PHASE_DAYS, STORIES, Season, play
from tests.support.web.server import running


def test_every_alarm_rings_once_and_no_other(tmp_path: Path) -> None:
    with running() as web:
        season = Season(tmp_path, web)
        told = play(season, len(PHASE_DAYS))
    expected = [(*news, name) for name, story in STORIES.items() for _, said in story for news in said]
    assert sorted(told) == sorted([*expected, ("over", "moved", "迁县")])
    said = gongkai("status", "--archive", season.layout.root).stdout
    assert "红 red" in said
    assert "读不出的年报越来越多" in said
    assert "last scheduled run" in said
    figures = season.layout.metrics.read_text(encoding="utf-8")
    assert 'gongkai_alarms_open{rule="unreadable"} 1' in figures
