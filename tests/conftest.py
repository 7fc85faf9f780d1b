from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("untimed")
"""No test is timed: a busy machine would fail it. Else what holds where it runs, a fixed order on CI among it."""
