"""A miniature government web: invented places, real HTTP, known truth; it knows nothing of crawler and parser."""
