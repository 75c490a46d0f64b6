"""How data is stored: the database, column types, batches of rows, group commits."""
