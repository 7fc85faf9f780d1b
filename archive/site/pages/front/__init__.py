"""The front of the archive: home, places, bodies, and what the site says about itself."""
