"""What `make setup` does on a fresh machine, with Python's standard library alone. A second call finds all in place."""
