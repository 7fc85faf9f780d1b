"""When each site is to be visited again: its rhythm, and back-off from hosts that refuse."""

from archive.revisits.due import Due, due_sites, refused_sites
from archive.revisits.rhythm import Rhythm, load_rhythms
from archive.revisits.visits import Visits, add_visits

__all__ = ["Due", "Rhythm", "Visits", "add_visits", "due_sites", "load_rhythms", "refused_sites"]
