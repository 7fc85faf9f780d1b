"""A small government web on loopback for the crawler's tests: real HTTP, several families, and servers that misbehave."""
