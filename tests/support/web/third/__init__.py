"""A third web, of the habits of old and hurried sites: odd links, odd pagers, roundabout ways in."""
