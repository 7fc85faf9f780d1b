"""The statutory tables as the form prints them: rows of labels and of places for values."""

from archive.site.form.names import name_of
from archive.site.form.tables import Label, Place, Row, layout

__all__ = ["Label", "Place", "Row", "layout", "name_of"]
