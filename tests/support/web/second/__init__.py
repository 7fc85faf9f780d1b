"""A second mock web, of another making than the first: other markup, other menus, other habits of the same families."""
