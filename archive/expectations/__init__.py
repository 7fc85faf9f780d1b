"""What each source must yield, as reviewed data, and what is found when it does not."""

from archive.expectations.judge import Finding, judge
from archive.expectations.model import Expectation, ExpectationError, Expectations, Rule, load_expectations, load_rules

__all__ = [
    "Expectation",
    "ExpectationError",
    "Expectations",
    "Finding",
    "Rule",
    "judge",
    "load_expectations",
    "load_rules",
]
