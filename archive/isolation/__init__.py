"""Files from strangers are read in a process that can be lost: bounded in time and memory, killed when it hangs."""

from __future__ import annotations

from archive.isolation.parsing import own_isolation, parse_isolated
from archive.isolation.process import Isolation, TaskFailed

__all__ = ["Isolation", "TaskFailed", "own_isolation", "parse_isolated"]
