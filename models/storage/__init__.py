"""How rows are stored: the database, column types, batches of rows, commits that serve many at once."""
