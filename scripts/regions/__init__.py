"""Make the table of regions from the lists that other packages hold; see ``__main__``."""
