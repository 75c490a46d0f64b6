"""Publishes forms, and stores what people fill in."""
