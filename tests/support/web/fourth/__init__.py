"""A fourth web: buttons that load more, years beside many rows, decorated titles, reports in viewers of other makers."""
