"""Buckets of S3: for media that several hosts share, and for copies of backups."""
