"""A drill of backups: made again and again under load while processes are killed, and each of them restored."""
