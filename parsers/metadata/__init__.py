"""What the report says of itself: title, agency, year, dates; each with the place it was read."""
