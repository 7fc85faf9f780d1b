"""Rows that lost their blank cells: put back only where the identities of the form leave one way.

`ways` lists the places that a row's own identity allows, `certain` asks the identities across rows which of them can
be, `requests` and `challenges` bring tables three and four to these two.
"""
