"""A generator of wild annual reports with exact truth: the parser's adversary.

It knows the documents and the public interface, not the parser.
"""

from tests.wild.model import WildReport
from tests.wild.report import generate

__all__ = ["WildReport", "generate"]
