"""Causes: where an identity breaks, the smallest edits that would mend all, and whose slip it is.

The values of the report stay as published; a cause is an opinion that stands beside a problem.
"""

from __future__ import annotations

from parsers.causes.derive import derive, with_derived
from parsers.causes.explain import explain
from parsers.causes.weigh import weigh

__all__ = ["derive", "explain", "weigh", "with_derived"]
